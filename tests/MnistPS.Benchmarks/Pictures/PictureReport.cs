using System.Globalization;
using MnistPS.Benchmarks.Speed;
using MnistPS.Metrics;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>How many digits and numbers are read right in pictures as people take them.</summary>
internal static class PictureReport
{
    private const int DigitsPerNumber = 5;
    private const int TestCount = 10_000;
    private static readonly Bar s_digits = Bar.AtLeast(97, "0.0 '%'");
    private static readonly Bar s_numbers = Bar.AtLeast(93, "0.0 '%'");

    /// <summary>Composes, reads and writes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="options">How many pictures, and who reads them.</param>
    internal static void Write(TextWriter output, PictureOptions options)
    {
        var (model, origin) = PictureModel.Get(options.ModelFile);
        var test = BenchmarkData.Test(TestCount);
        var exam = new PictureExam(test, new PictureReader(model));
        PictureAnswer[] digits = [.. exam.Digits(options.Count, options.Seed)];
        PictureAnswer[] numbers = [.. exam.Numbers(options.Count / DigitsPerNumber, options.Seed + 1)];

        var asTheyAre = ModelEvaluation.Measure(model, test).Accuracy.ToString("P2", CultureInfo.InvariantCulture);
        output.WriteLine(
            $"Pictures composed of test digits ({BenchmarkData.Name}), seed {options.Seed}, read by {origin}, which reads "
            + $"{asTheyAre} of those digits as they are.{Machine.Load}");
        output.WriteLine();
        var table = new MarkdownTable("pictures", "count", "read right", "median time", "95% are faster than");
        table.Add(Summary("one digit", digits, s_digits));
        table.Add(Summary("five-digit numbers, whole", numbers, s_numbers));
        table.Write(output);
        WriteTraits(output, digits, numbers);
        PictureFailures.Save(options.FailureFolder, [.. digits, .. numbers]);
    }

    private static string[] Summary(string name, PictureAnswer[] answers, Bar bar)
    {
        double[] times = [.. answers.Select(answer => answer.Milliseconds).Order()];
        return
        [
            name,
            Text(answers.Length),
            bar.Judge(100 * Share(answers)),
            Units.Time(Median.Of(times) / 1000),
            Units.Time(times[(int)(0.95 * (times.Length - 1))] / 1000),
        ];
    }

    private static void WriteTraits(TextWriter output, PictureAnswer[] digits, PictureAnswer[] numbers)
    {
        var table = new MarkdownTable("pictures by", "digits", "read right", "numbers", "read right");
        foreach (var (name, of) in PictureTraits.All)
        {
            var (one, five) = (digits.ToLookup(Key), numbers.ToLookup(Key));
            var values = one.Select(group => group.Key).Union(five.Select(group => group.Key));
            foreach (var value in values.OrderBy(LeadingNumber).ThenBy(text => text, StringComparer.Ordinal))
                table.Add([$"{name}: {value}", .. Cells(one[value]), .. Cells(five[value])]);

            string Key(PictureAnswer answer) => of(answer.Picture.Style);
        }

        table.Write(output);
    }

    // "80 to 160 px" comes before "640 to 1280 px".
    private static double LeadingNumber(string text) =>
        double.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string[] Cells(IEnumerable<PictureAnswer> answers) =>
        answers.Any() ? [Text(answers.Count()), $"{(100 * Share(answers)).ToString("0.0", CultureInfo.InvariantCulture)} %"] : ["", ""];

    private static double Share(IEnumerable<PictureAnswer> answers) => answers.Average(answer => answer.IsRight ? 1.0 : 0.0);

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

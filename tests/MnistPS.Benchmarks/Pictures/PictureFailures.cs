using SkiaSharp;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Pictures that were read wrong, to look at.</summary>
internal static class PictureFailures
{
    private const int FullQuality = 100;

    /// <summary>Saves them as PNG, named by what they show, what was read, and a number; beside each lies a word on its style.</summary>
    /// <param name="folder">Where to; null for nowhere.</param>
    /// <param name="answers">All pictures.</param>
    internal static void Save(string? folder, IReadOnlyList<PictureAnswer> answers)
    {
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        for (var i = 0; i < answers.Count; i++)
        {
            if (!answers[i].IsRight)
                Save(Path.Combine(folder, $"{answers[i].Truth}-as-{answers[i].Answer}-{i}"), answers[i]);
        }
    }

    private static void Save(string path, PictureAnswer answer)
    {
        using var bitmap = SKBitmap.Decode(answer.Picture.Encoded);
        using (var file = File.Create(path + ".png"))
            bitmap.Encode(file, SKEncodedImageFormat.Png, FullQuality);
        File.WriteAllText(path + ".txt", answer.Picture.Style + Environment.NewLine);
    }
}

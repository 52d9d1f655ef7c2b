using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;
using MnistPS.Tests.Data;
using MnistPS.Tests.Imaging;
using SkiaSharp;

namespace MnistPS.Tests.Prediction;

/// <summary>Pictures of several digits, read by a network that has learned nothing: how its answers are put together.</summary>
public sealed class NumberReaderTests
{
    private static readonly DenseModel s_model = Model(784);

    [Fact]
    public void Each_line_of_the_picture_is_a_line_of_the_text()
    {
        var number = NumberReader.Read(s_model, Picture());

        Assert.Equal([3, 2], number.Lines.Select(line => line.Length));
        Assert.Equal(string.Join('\n', number.Lines), number.Text);
        Assert.Equal(
            number.Text.Replace("\n", "", StringComparison.Ordinal),
            string.Concat(number.Digits.Select(digit => digit.Digit)));
    }

    [Fact]
    public void Digits_know_their_place_and_what_the_model_saw()
    {
        var number = NumberReader.Read(s_model, Picture());

        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)], number.Digits.Select(digit => (digit.Line, digit.Position)));
        Assert.All(number.Digits, digit =>
        {
            Assert.Equal(digit.Image.BoundingBox, digit.BoundingBox);
            Assert.Equal(DigitReader.Read(s_model, digit.Image).Probabilities!, digit.Probabilities);
        });
    }

    [Fact]
    public void A_number_is_as_sure_as_its_least_sure_digit()
    {
        var number = NumberReader.Read(s_model, Picture());

        Assert.Equal(number.Digits.Min(digit => digit.Confidence), number.Confidence);
        Assert.False(number.Doubtful);
    }

    [Fact]
    public void Doubtful_digits_are_question_marks_only_where_that_is_asked_for()
    {
        var surest = NumberReader.Read(s_model, Picture()).Digits.Max(digit => digit.Confidence);
        var options = new NumberOptions { MinimumConfidence = surest!.Value };

        var marked = NumberReader.Read(s_model, Picture(), options);
        var doubtful = marked.Digits.Count(digit => digit.Confidence < surest);
        Assert.InRange(doubtful, 1, 4);
        Assert.Equal(doubtful, marked.Digits.Count(digit => digit.Doubtful));
        Assert.True(marked.Doubtful);
        Assert.DoesNotContain('?', marked.Text);
        Assert.Equal(doubtful, NumberReader.Read(s_model, Picture(), options with { MaskDoubtful = true }).Text.Count(sign => sign == '?'));
    }

    [Fact]
    public void Without_digits_there_is_no_confidence()
    {
        var number = new NumberPrediction([]);

        Assert.Equal((0f, "", false), (number.Confidence, number.Text, number.Doubtful));
    }

    [Fact]
    public void A_number_with_an_answer_that_has_no_probability_has_no_confidence_and_is_doubtful()
    {
        LocatedDigit Digit(float probability) => new(
            ModelAnswer.FromProbabilities([probability, 1 - probability]), new FoundDigit(0, 0, new PreparedImage(new byte[784])));

        var number = new NumberPrediction([Digit(0.9f), Digit(float.NaN)], maskDoubtful: true);

        Assert.Null(number.Confidence);
        Assert.True(number.Doubtful);
        Assert.Equal("0?", number.Text);
    }

    [Fact]
    public void A_model_that_reads_other_sizes_is_refused() => Assert.Equal(
        "InputShapeMismatch",
        Assert.Throws<MnistPSException>(() => NumberReader.Read(Model(100), Picture())).ErrorId);

    [Fact]
    public void Each_warning_is_said_once()
    {
        var found = new FoundDigit(0, 0, new PreparedImage(new byte[784]));
        LocatedDigit Digit() => new(ModelAnswer.FromProbabilities(new float[10]), found) { Warnings = ["Low contrast"] };

        Assert.Equal(["Low contrast"], new NumberPrediction([Digit(), Digit()]).Warnings);
    }

    [Fact]
    public void The_annotated_copy_never_replaces_its_picture()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("form.png", [1]);
        var error = Assert.Throws<MnistPSException>(() => NumberAnnotation.Write(new NumberPrediction([]) { Path = path }, path));

        Assert.Equal("PictureWouldBeReplaced", error.ErrorId);
        Assert.Equal(
            "PictureUnknown",
            Assert.Throws<MnistPSException>(() => NumberAnnotation.Write(new NumberPrediction([]), path)).ErrorId);
    }

    private static DenseModel Model(int inputs) => new(
        [new DenseLayer(
            new InputLayer(new Shape(inputs)), 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) })], seed: 1);

    private static GrayImage Picture()
    {
        using var pen = Pictures.Pen(SKColors.Black, 9);
        return Pictures.Read(Pictures.Draw(400, 300, SKColors.White, canvas =>
        {
            Pictures.One(canvas, pen, 60, 40, 80);
            Pictures.Seven(canvas, pen, 140, 35, 80);
            Pictures.Zero(canvas, pen, 250, 40, 80);
            Pictures.Seven(canvas, pen, 60, 180, 80);
            Pictures.Zero(canvas, pen, 150, 185, 80);
        }));
    }
}

using MnistPS.Imaging;
using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Reading;
using SkiaSharp;

namespace MnistPS.Tests.Imaging;

public class DigitFinderTests
{
    [Fact]
    public void Digits_come_line_by_line_from_the_left()
    {
        var found = Find(400, 300, 8, (canvas, pen) =>
        {
            Pictures.Zero(canvas, pen, 250, 40, 80);
            Pictures.One(canvas, pen, 60, 50, 80);
            Pictures.Seven(canvas, pen, 140, 35, 80);
            Pictures.Seven(canvas, pen, 60, 180, 80);
            Pictures.Zero(canvas, pen, 150, 185, 80);
        });
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)], found.Select(digit => (digit.Line, digit.Position)));
        Assert.True(found[0].Box.X < found[1].Box.X && found[1].Box.X < found[2].Box.X);
        Assert.True(found[3].Box.Y > found[0].Box.Bottom);
    }

    [Fact]
    public void A_line_may_slope()
    {
        var found = Find(700, 300, 8, (canvas, pen) =>
        {
            for (var i = 0; i < 6; i++)
            {
                Pictures.Zero(canvas, pen, 40 + (100 * i), 30 + (30 * i), 80);
            }
        });
        Assert.Equal(6, found.Count);
        Assert.All(found, digit => Assert.Equal(0, digit.Line));
    }

    [Fact]
    public void Boxes_enclose_the_digits()
    {
        var box = Assert.Single(Find(300, 200, 10, (canvas, pen) => Pictures.Zero(canvas, pen, 100, 50, 100))).Box;
        Assert.InRange(box.X, 92, 97);
        Assert.InRange(box.Bottom, 153, 158);
    }

    [Fact]
    public void Digits_that_touch_are_taken_apart()
    {
        var found = Find(400, 200, 10, (canvas, pen) =>
        {
            Pictures.Zero(canvas, pen, 60, 50, 100);
            Pictures.Zero(canvas, pen, 129, 50, 100);
            Pictures.Seven(canvas, pen, 260, 50, 100);
        });
        Assert.Equal(3, found.Count);
        Assert.InRange(found[0].Box.Right, 118, 132);
    }

    [Fact]
    public void A_classifier_that_prefers_the_whole_keeps_it_together()
    {
        // A wide digit, not wide enough to be two by its shape alone.
        void Draw(SKCanvas canvas, SKPaint pen) => canvas.DrawOval(SKRect.Create(60, 50, 110, 100), pen);
        Assert.Single(Find(300, 200, 10, Draw, judge: _ => 0.9));
    }

    [Fact]
    public void A_bar_drawn_apart_belongs_to_its_digit()
    {
        var found = Find(400, 200, 8, (canvas, pen) =>
        {
            using var belly = SKPath.ParseSvgPathData("M60 62V95C100 85 130 100 120 130C110 150 80 155 58 142");
            canvas.DrawPath(belly, pen);
            canvas.DrawLine(64, 47, 118, 45, pen);
            Pictures.Zero(canvas, pen, 220, 48, 100);
        });
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void A_bar_that_sticks_out_belongs_to_its_digit()
    {
        var found = Find(400, 200, 8, (canvas, pen) =>
        {
            using var belly = SKPath.ParseSvgPathData("M60 68V95C100 85 130 100 120 130C110 150 80 155 58 142");
            canvas.DrawPath(belly, pen);
            canvas.DrawLine(96, 47, 156, 45, pen);
            Pictures.Zero(canvas, pen, 240, 48, 100);
        });
        Assert.Equal(2, found.Count);
        Assert.InRange(found[0].Box.Right, 155, 165);
    }

    [Fact]
    public void A_blank_page_is_refused() =>
        Assert.Equal("ImageBlank", Assert.Throws<ImageFormatException>(() => Find(200, 100, 5, (_, _) => { })).ErrorId);

    private static IReadOnlyList<FoundDigit> Find(
        int width, int height, float stroke, Action<SKCanvas, SKPaint> draw, DigitJudge? judge = null)
    {
        using var pen = Pictures.Pen(SKColors.Black, stroke);
        return DigitFinder.Find(Pictures.Read(Pictures.Draw(width, height, SKColors.White, canvas => draw(canvas, pen))), judge: judge);
    }
}

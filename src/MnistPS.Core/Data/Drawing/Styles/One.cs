namespace MnistPS.Data.Drawing.Styles;

/// <summary>Ways of writing a 1.</summary>
internal static class One
{
    /// <summary>The styles; the number is how often each is drawn, relative to the others.</summary>
    internal static readonly PenStyle[] Styles =
    [
        new(
            "a bar",
            20,
            "10,0 10,33 10,66 10,100",
            "66,0 44,34 22,67 0,100",
            "40,0 30,34 18,66 6,100",
            "0,0 8,33 16,66 22,100",
            "12,0 4,30 2,66 14,100",
            "24,0 26,34 20,68 6,100"),
        new(
            "with a serif",
            1,
            "0,24 16,12 30,0! 29,33 28,66 27,100",
            "0,36 22,20 40,0! 34,33 28,66 22,100"),
        new(
            "with a serif and a base",
            1,
            "8,24 26,12 40,0! 40,33 40,66 40,97 | 6,98 40,98 76,96",
            "6,30 26,18 46,0! 42,33 38,66 34,97 | 0,98 34,98 66,96"),
        new(
            "a bar drawn twice",
            4,
            "12,0 11,33 10,66 8,100! 14,66 17,33 20,0",
            "40,0 28,34 16,66 2,100! 22,66 36,34 48,2",
            "4,4 6,34 10,66 12,98! 18,66 18,34 16,0",
            "14,2 8,34 6,66 6,100! 12,80 20,40 28,10",
            "16,0 8,33 4,66 8,100! 30,70 34,36 28,2"),
    ];
}

namespace MnistPS.Data.Drawing.Styles;

/// <summary>Ways of writing a 0.</summary>
internal static class Zero
{
    /// <summary>The styles; the number is how often each is drawn, relative to the others.</summary>
    internal static readonly PenStyle[] Styles =
    [
        new(
            "oval, closed",
            6,
            "52,3 26,8 6,30 2,58 14,88 44,98 74,88 88,55 80,22 54,3 34,6",
            "24,2 12,12 4,32 2,60 8,88 22,98 36,88 42,58 38,24 24,3 14,10",
            "36,4 24,22 8,50 2,76 18,95 46,98 72,92 80,72 62,40 44,10 34,2",
            "50,2 20,8 4,26 6,54 18,82 40,98 60,86 74,60 76,28 52,4 30,6",
            "40,14 22,16 6,36 4,64 16,90 40,98 64,88 74,58 66,20 46,2 30,14"),
        new(
            "hooked, the end turns in",
            2,
            "30,8 18,20 6,42 4,68 18,92 42,98 66,88 76,58 68,22 48,3 38,12 40,26",
            "20,6 12,18 5,40 3,66 10,90 24,98 38,88 44,58 38,22 26,3 20,14 22,30"),
        new(
            "open at the top",
            1,
            "34,4 18,16 5,42 4,70 16,92 40,98 64,90 76,64 74,32 60,10",
            "40,8 22,10 6,34 4,66 18,92 44,98 68,84 76,54 68,22 48,4"),
    ];
}

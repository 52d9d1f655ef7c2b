namespace MnistPS.Data;

/// <summary>With which characters an image is drawn.</summary>
public enum ImageTextStyle
{
    /// <summary>Half blocks, <c>▀▄█</c>: ink or not, with every pixel of its own.</summary>
    Block,

    /// <summary>Shades, <c>░▒▓█</c>: how much ink; two pixels, one above the other, share a character.</summary>
    Shade,

    /// <summary>Letters and signs of ASCII, for where nothing else is shown.</summary>
    Ascii,
}

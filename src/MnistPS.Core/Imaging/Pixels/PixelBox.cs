namespace MnistPS.Imaging.Pixels;

/// <summary>A rectangle of whole pixels; the right and bottom edges are exclusive.</summary>
/// <param name="X">Left edge, in pixels from the left of the image.</param>
/// <param name="Y">Top edge, in pixels from the top of the image.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>The first column right of the rectangle.</summary>
    public int Right => X + Width;

    /// <summary>The first row below the rectangle.</summary>
    public int Bottom => Y + Height;

    internal int LongestSide => Math.Max(Width, Height);

    internal static PixelBox FromEdges(int left, int top, int right, int bottom) => new(left, top, right - left, bottom - top);

    internal PixelBox Union(PixelBox other) => FromEdges(
        Math.Min(X, other.X), Math.Min(Y, other.Y), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    internal PixelBox Grow(int margin, int width, int height) => FromEdges(
        Math.Max(0, X - margin), Math.Max(0, Y - margin), Math.Min(width, Right + margin), Math.Min(height, Bottom + margin));

    internal PixelBox Scale(double factorX, double factorY) => FromEdges(
        (int)Math.Floor(X * factorX), (int)Math.Floor(Y * factorY), (int)Math.Ceiling(Right * factorX), (int)Math.Ceiling(Bottom * factorY));

    /// <summary>Horizontal gap to another box; negative where the two overlap.</summary>
    internal int GapX(PixelBox other) => Math.Max(X, other.X) - Math.Min(Right, other.Right);

    /// <summary>Vertical gap to another box; negative where the two overlap.</summary>
    internal int GapY(PixelBox other) => Math.Max(Y, other.Y) - Math.Min(Bottom, other.Bottom);

    /// <summary>Writes the rectangle as <c>x,y width×height</c>.</summary>
    public override string ToString() => $"{X},{Y} {Width}×{Height}";
}

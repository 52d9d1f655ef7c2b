using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Cuts parts out of a sheet as a picture of one digit alone.</summary>
internal static class DigitCutter
{
    // Weak ink around the outline belongs to the stroke's soft edge.
    private const int SoftEdge = 2;

    /// <summary>0 ground to 1 ink, with 0.5 where the sheet's threshold runs.</summary>
    internal static GrayImage Cut(InkSheet sheet, PixelBox box, Func<int, int, bool> belongs)
    {
        var soft = new GrayImage(box.Width + (2 * SoftEdge), box.Height + (2 * SoftEdge));
        var scale = 0.5f / sheet.Threshold;
        for (var y = 0; y < soft.Height; y++)
        {
            for (var x = 0; x < soft.Width; x++)
            {
                int fromX = box.X - SoftEdge + x, fromY = box.Y - SoftEdge + y;
                if (IsNear(sheet, fromX, fromY, belongs))
                    soft[x, y] = Math.Clamp(sheet.Strength[fromX, fromY] * scale, 0f, 1f);
            }
        }

        return soft;
    }

    private static bool IsNear(InkSheet sheet, int x, int y, Func<int, int, bool> belongs)
    {
        if ((uint)x >= (uint)sheet.Strength.Width || (uint)y >= (uint)sheet.Strength.Height)
            return false;
        if (sheet.Parts.Labels[(y * sheet.Parts.Width) + x] != 0)
            return belongs(x, y);
        // Ruling that was taken out is as dark as ink, and stays out.
        if (sheet.Strength[x, y] > sheet.Threshold)
            return false;
        for (var ny = Math.Max(0, y - 1); ny <= Math.Min(sheet.Parts.Height - 1, y + 1); ny++)
        {
            for (var nx = Math.Max(0, x - 1); nx <= Math.Min(sheet.Parts.Width - 1, x + 1); nx++)
            {
                if (sheet.Parts.Labels[(ny * sheet.Parts.Width) + nx] != 0 && belongs(nx, ny))
                    return true;
            }
        }

        return false;
    }
}

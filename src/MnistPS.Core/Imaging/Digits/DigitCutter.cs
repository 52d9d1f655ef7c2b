using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Cuts parts out of a sheet as a picture of one digit alone.</summary>
internal static class DigitCutter
{
    /// <summary>Weak ink around the outline belongs to the stroke's soft edge.</summary>
    private const int SoftEdge = 2;

    /// <summary>Cuts out the parts and brings them to MNIST's form.</summary>
    public static PreparedImage Finish(InkSheet sheet, List<InkPart> digit, PreparationOptions options, PreparationLog log)
    {
        PixelBox box = digit.Select(part => part.Box).Aggregate((a, b) => a.Union(b));
        if (digit.Exists(part => part.BorderContact > 0))
        {
            log.Warnings.Add("The digit touches the border of the picture and may be cut off.");
        }

        HashSet<int> labels = digit.Select(part => part.Label).ToHashSet();
        GrayImage soft = Cut(sheet, box, (x, y) => labels.Contains(sheet.Parts.Labels[(y * sheet.Parts.Width) + x]));
        PixelBox place = sheet.Source.ToSource(box);
        log.Add("Crop", $"Cut out at {place}.", () => soft);
        return new PreparedImage(DigitNormalizer.Normalize(soft, options, log))
        {
            Source = sheet.Source.Path,
            BoundingBox = place,
            Polarity = sheet.Polarity,
            Steps = log.Steps,
            Warnings = log.Warnings,
        };
    }

    /// <summary>0 ground to 1 ink, with 0.5 where the sheet's threshold runs.</summary>
    public static GrayImage Cut(InkSheet sheet, PixelBox box, Func<int, int, bool> belongs)
    {
        var soft = new GrayImage(box.Width + (2 * SoftEdge), box.Height + (2 * SoftEdge));
        float scale = 0.5f / sheet.Threshold;
        for (int y = 0; y < soft.Height; y++)
        {
            for (int x = 0; x < soft.Width; x++)
            {
                int fromX = box.X - SoftEdge + x, fromY = box.Y - SoftEdge + y;
                if (IsNear(sheet, fromX, fromY, belongs))
                {
                    soft[x, y] = Math.Clamp(sheet.Strength[fromX, fromY] * scale, 0f, 1f);
                }
            }
        }

        return soft;
    }

    private static bool IsNear(InkSheet sheet, int x, int y, Func<int, int, bool> belongs)
    {
        if ((uint)x >= (uint)sheet.Strength.Width || (uint)y >= (uint)sheet.Strength.Height)
        {
            return false;
        }

        if (sheet.Parts.Labels[(y * sheet.Parts.Width) + x] != 0)
        {
            return belongs(x, y);
        }

        // Ruling that was taken out is as dark as ink, and stays out.
        if (sheet.Strength[x, y] > sheet.Threshold)
        {
            return false;
        }

        for (int ny = Math.Max(0, y - 1); ny <= Math.Min(sheet.Parts.Height - 1, y + 1); ny++)
        {
            for (int nx = Math.Max(0, x - 1); nx <= Math.Min(sheet.Parts.Width - 1, x + 1); nx++)
            {
                if (sheet.Parts.Labels[(ny * sheet.Parts.Width) + nx] != 0 && belongs(nx, ny))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

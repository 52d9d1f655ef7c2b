namespace MnistPS.Data;

/// <summary>Pictures of characters side by side, each with a caption below, as many in a row as fit.</summary>
public static class ImageGallery
{
    private const int Gap = 2;

    /// <summary>Arranges images.</summary>
    /// <param name="images">The images, each with its caption.</param>
    /// <param name="width">Characters in a line; at least one image stands in a row.</param>
    /// <param name="style">With which characters images are drawn.</param>
    /// <returns>Lines without blanks at their ends; an empty one after each row but the last.</returns>
    public static IEnumerable<string> Arrange(
        IReadOnlyList<(DigitImage Image, string Caption)> images,
        int width,
        ImageTextStyle style = ImageTextStyle.Block)
    {
        if (images.Count == 0)
            yield break;
        var column = images.Max(item => Math.Max(item.Image.Width, item.Caption.Length));
        var perRow = Math.Max(1, (width + Gap) / (column + Gap));
        var first = true;
        foreach (var row in images.Chunk(perRow))
        {
            if (!first)
                yield return string.Empty;
            first = false;
            foreach (var line in ArrangeRow(row, column, style))
                yield return line;
        }
    }

    private static IEnumerable<string> ArrangeRow(
        (DigitImage Image, string Caption)[] row, int column, ImageTextStyle style)
    {
        var pictures = row.Select(item => ImageText.Draw(item.Image, style)).ToList();
        for (var i = 0; i < pictures.Max(picture => picture.Count); i++)
            yield return Join(pictures.Select(picture => i < picture.Count ? picture[i] : string.Empty), column);
        yield return Join(row.Select(item => item.Caption), column);
    }

    private static string Join(IEnumerable<string> cells, int column) =>
        string.Concat(cells.Select(cell => cell.PadRight(column + Gap))).TrimEnd();
}

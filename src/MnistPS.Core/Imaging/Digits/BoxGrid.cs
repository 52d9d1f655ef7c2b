using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Boxes by the cells of a coarse grid that they touch, so that neighbours are found without looking at all.</summary>
/// <param name="cell">Side of a cell in pixels, about as long as the boxes.</param>
internal sealed class BoxGrid(int cell)
{
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];

    /// <summary>Enters a box.</summary>
    /// <param name="number">What the box is called.</param>
    /// <param name="box">Where it lies.</param>
    internal void Add(int number, PixelBox box)
    {
        foreach (var place in Cells(box, 0))
        {
            if (!_cells.TryGetValue(place, out var numbers))
                _cells[place] = numbers = [];
            numbers.Add(number);
        }
    }

    /// <summary>Takes a box out.</summary>
    /// <param name="number">What the box is called.</param>
    /// <param name="box">Where it was entered.</param>
    internal void Remove(int number, PixelBox box)
    {
        foreach (var place in Cells(box, 0))
            _cells[place].Remove(number);
    }

    /// <summary>Finds boxes whose gaps to a place may be within a reach.</summary>
    /// <param name="box">The place.</param>
    /// <param name="reach">The widest gap in pixels.</param>
    /// <returns>Their numbers, each once: all within the reach, and some beyond it.</returns>
    internal IEnumerable<int> Near(PixelBox box, int reach) => Cells(box, reach)
        .SelectMany(place => _cells.TryGetValue(place, out var numbers) ? numbers : [])
        .Distinct();

    private IEnumerable<(int X, int Y)> Cells(PixelBox box, int margin)
    {
        // One more: boxes whose edges meet have the gap 0, and may lie in cells side by side.
        for (var y = Cell(box.Y - margin - 1); y <= Cell(box.Bottom + margin); y++)
        {
            for (var x = Cell(box.X - margin - 1); x <= Cell(box.Right + margin); x++)
                yield return (x, y);
        }
    }

    private int Cell(int position) => (int)Math.Floor((double)position / cell);
}

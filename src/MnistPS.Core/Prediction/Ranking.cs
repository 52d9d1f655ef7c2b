namespace MnistPS.Prediction;

/// <summary>
/// The one rule by which classes are ranked, for answers, accuracy and top-k alike: the largest number first, of equal
/// ones the class with the lowest label; what is not a number (NaN) has no place.
/// </summary>
public static class Ranking
{
    /// <summary>The first class.</summary>
    /// <param name="scores">A number per class: the larger, the likelier.</param>
    /// <returns>Its label, from 0; null where no class has a number.</returns>
    public static int? First(ReadOnlySpan<float> scores)
    {
        var first = -1;
        for (var label = 0; label < scores.Length; label++)
        {
            if (!float.IsNaN(scores[label]) && (first < 0 || scores[label] > scores[first]))
                first = label;
        }

        return first < 0 ? null : first;
    }

    /// <summary>The place of a class.</summary>
    /// <param name="scores">A number per class: the larger, the likelier.</param>
    /// <param name="label">The label of the class.</param>
    /// <returns>Its place, from 0; null where its number is NaN.</returns>
    public static int? PlaceOf(ReadOnlySpan<float> scores, int label)
    {
        if (float.IsNaN(scores[label]))
            return null;
        var place = 0;
        for (var other = 0; other < scores.Length; other++)
        {
            if (scores[other] > scores[label] || (scores[other] == scores[label] && other < label))
                place++;
        }

        return place;
    }

    /// <summary>All classes that have a place, in their order.</summary>
    /// <param name="scores">A number per class: the larger, the likelier.</param>
    /// <returns>Labels, from 0.</returns>
    public static IReadOnlyList<int> Order(IReadOnlyList<float> scores) =>
        [.. Enumerable.Range(0, scores.Count).Where(label => !float.IsNaN(scores[label])).OrderByDescending(label => scores[label])];
}

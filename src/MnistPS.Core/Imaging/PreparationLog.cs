using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>Collects the stages and warnings of one preparation.</summary>
internal sealed class PreparationLog(bool keepSteps, string? source = null)
{
    public List<PreparationStep> Steps { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The picture is asked for only where it is kept.</summary>
    public void Add(string name, string description, Func<GrayImage> image)
    {
        if (keepSteps)
        {
            Steps.Add(new PreparationStep(name, description, image()) { Number = Steps.Count + 1, Source = source });
        }
    }
}

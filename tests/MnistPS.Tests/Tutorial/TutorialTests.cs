using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Tutorial;

public sealed class TutorialTests
{
    [Fact]
    public void The_tutorial_runs_from_data_to_a_prediction_without_MNIST()
    {
        var script = Path.Combine(BuildFacts.RepositoryPath, "scripts", "tutorial.ps1");
        var result = HostProcess.Run(script, "-Drawn", "-Epochs", "1", "-HiddenUnits", "32");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("not on MNIST", result.Output + result.Errors, StringComparison.Ordinal);
        foreach (var landmark in new[] { "Train 60000 (60000, 28, 28)", "A 5 as a label: 0 0 0 0 0 1 0 0 0 0", "Total params: 25,450", "Confusion matrix", "the network reads a" })
            Assert.Contains(landmark, result.Output, StringComparison.Ordinal);
    }
}

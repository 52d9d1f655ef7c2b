using System.Text.RegularExpressions;

namespace MnistPS.Tests.Architecture;

/// <summary>The engine knows no PowerShell: no reference, no type, no word of it.</summary>
public sealed partial class WordTests
{
    /// <summary>What the engine still says, to be taken out with each that is mended.</summary>
    private static readonly string[] s_stillSaid =
    [
        " Give a file that -CheckpointPath has written.",
        " was given. -ClassCount sets ",
        " was given. Give them as -InputLayer $a, $b.",
        "' has no loss and no optimizer yet. Pipe it through Build-DenseModel first.",
        "' is neither a folder, nor text (.csv, .tsv, .txt), nor an IDX file. Give the folder that holds a folder of images for each label, or say with -Format what it is.",
        "'. Give each layer a -Name of its own, or none.",
        "'. Install the module anew, or name a model with -Model.",
        "). Add it to -InputLayer.",
        "). Join them with New-DenseLayer, or leave the input out.",
        "-Precision Float32.",
        "-ValidationSplit or a -ValidationDataset, or monitor Loss or Accuracy.",
        ". Compile the model in the same way, or leave -Model out: the checkpoint brings its own.",
        ". Import both with the same -ClassName.",
        ". Make the model with New-InputLayer -Size ",
        ".gz. Name them with -LabelPath.",
        "Give a larger number of -Epochs.",
        "Give the file of images, and that of labels with -LabelPath.",
        "Leave -Model out: the checkpoint brings its own.",
        "Make the last layer with New-DenseLayer -Units ",
        "The training of the checkpoint measured on a validation dataset after each epoch, which is no part of the file. Give the same one again as -ValidationDataset.",
        "are given. Give the same dataset as -ValidationDataset.",
        "belong together. Name the right labels with -LabelPath.",
        "probabilities. Leave -FromLogits out, or the activation of the layer.",
        "set in the same format, say -SkipChecksum.",
        "the same -ClassCount or -ClassName.",
        "whose outputs are none. Give the layer -Activation Softmax, or compile with -FromLogits.",
    ];

    [Fact]
    public void The_engine_references_no_PowerShell() => Assert.DoesNotContain(
        CoreSource.Assembly.GetReferencedAssemblies(),
        name => name.Name!.Contains("PowerShell", StringComparison.OrdinalIgnoreCase) || name.Name.StartsWith("System.Management", StringComparison.Ordinal));

    [Fact]
    public void The_engine_references_no_TorchSharp() => Assert.DoesNotContain(
        CoreSource.Assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Torch", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_type_of_the_engine_is_named_after_a_cmdlet()
    {
        var cmdlets = CoreSource.Cmdlets.Select(name => name.Replace("-", "", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(cmdlets);
        Assert.DoesNotContain(
            CoreSource.Assembly.GetTypes().Select(type => type.Name),
            name => cmdlets.Contains(name) || name.EndsWith("Command", StringComparison.Ordinal) || name.EndsWith("Cmdlet", StringComparison.Ordinal));
    }

    [Fact]
    public void No_string_of_the_engine_names_a_cmdlet_or_a_parameter()
    {
        var cmdlet = new Regex($@"\b({string.Join('|', CoreSource.Cmdlets)})\b");

        Exceptions.AreExactly(
            s_stillSaid, CoreSource.Strings().Where(text => cmdlet.IsMatch(text) || Parameter().IsMatch(text)));
    }

    [Theory]
    [InlineData("MnistPS.Core", "MnistPS")]
    [InlineData("MnistPS", "MnistPS")]
    [InlineData("MnistPS.Torch", "MnistPS.Torch")]
    [InlineData("MnistPS.Build", "MnistPS.Build")]
    [InlineData("MnistPS.Loader", "MnistPS.Loading")]
    public void The_namespace_of_a_file_is_its_folder(string project, string root)
    {
        var files = CoreSource.Files(project).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(
            string.Join('.', Path.GetRelativePath(CoreSource.Folder(project), Path.GetDirectoryName(file)!)
                .Split(Path.DirectorySeparatorChar).Where(part => part != ".").Prepend(root)),
            Namespace().Match(File.ReadAllText(file)) is { Success: true } found ? found.Groups[1].Value : root));
    }

    // As a user types it, behind a blank, a bracket or a quotation mark; or cut off where its name is put in.
    [GeneratedRegex(@"(^|[\s('""])-[A-Z][A-Za-z]+|[\s('""]-$")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?m)^namespace ([\w.]+)")]
    private static partial Regex Namespace();
}

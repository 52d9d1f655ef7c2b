using MnistPS.Build.Cmdlets;
using MnistPS.Build.Docs;

namespace MnistPS.Build.Help;

/// <summary>What <c>help</c> and <c>docs</c> are made from: the options that both verbs share.</summary>
internal static class CmdletSource
{
    /// <summary>The options' names.</summary>
    public static string[] Options { get; } = ["--assembly", "--xml", "--reference", "--examples"];

    /// <summary>
    /// Reads the cmdlets. Null where their comments have gaps, which are then written out as errors: what is generated
    /// from incomplete comments is not worth having.
    /// </summary>
    public static IReadOnlyList<CmdletHelp>? Read(Arguments arguments, TextWriter output)
    {
        var assembly = Existing(arguments.One("--assembly"));
        var docs = XmlDocs.Load(arguments.AtLeastOne("--xml").Select(Existing));
        var beside = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        var context = new ReferenceLoadContext([beside, .. arguments.All("--reference")]);
        var examples = new ExampleFiles(arguments.OneOrNone("--examples"));
        var cmdlets = new CmdletReader(context.PublicTypes(assembly), docs, examples).Read();
        var complete = true;
        foreach ((var code, var message) in HelpGaps.In(cmdlets))
        {
            CommandLine.WriteError(output, code, message);
            complete = false;
        }

        return complete ? cmdlets : null;
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new BuildException(BuildErrors.File, $"There is no file '{path}'.");
}

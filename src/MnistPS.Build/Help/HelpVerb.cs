using System.Text;
using System.Xml;
using MnistPS.Build.Cmdlets;

namespace MnistPS.Build.Help;

/// <summary><c>help</c>: writes the file that Get-Help reads.</summary>
internal static class HelpVerb
{
    /// <summary>Runs the verb.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var arguments = Arguments.Parse(args, [.. CmdletSource.Options, "--out"]);
        var path = arguments.One("--out");
        if (CmdletSource.Read(arguments, output) is not IReadOnlyList<CmdletHelp> cmdlets)
        {
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        };
        using (var writer = XmlWriter.Create(path, settings))
        {
            MamlDocument.Create(cmdlets).Save(writer);
        }

        output.WriteLine($"  {path}: {cmdlets.Count} cmdlets");
        return 0;
    }
}

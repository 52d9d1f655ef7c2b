using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

const string SearchPath = "PSModulePath";
const string Help =
    """
    PowerShell with MnistPS imported: every option of pwsh, and

      dotnet run --project src/MnistPS.Host -- script.ps1 [arguments]   runs a script, without the user's profile
      dotnet run --project src/MnistPS.Host                             opens a session
    """;

var folder = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "ModulePath").Value!;
var manifest = Path.Combine(folder, "MnistPS.psd1");
if (!File.Exists(manifest))
{
    Console.Error.WriteLine($"The module is not at '{manifest}'. Build it first: dotnet build");
    return 1;
}

var state = InitialSessionState.CreateDefault2();
state.ImportPSModule([manifest]);

// A session that a script opens, as ForEach-Object -Parallel does, finds the module by its name.
string?[] searched = [Path.GetFullPath(Path.Combine(folder, "../..")), Environment.GetEnvironmentVariable(SearchPath)];
Environment.SetEnvironmentVariable(SearchPath, string.Join(Path.PathSeparator, searched.Where(path => path is not null)));

// pwsh itself writes its colours into files.
if (Console.IsOutputRedirected || Console.IsErrorRedirected)
    PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

// pwsh itself ends with 0 where Ctrl+C has stopped a script: 130 is 128 + SIGINT.
const int Interrupted = 130;
var isStopped = false;
Console.CancelKeyPress += (_, _) => isStopped = true;

var isScript = args is [not ['-', ..], ..];
var exitCode = ConsoleShell.Start(state, "PowerShell with MnistPS", Help, isScript ? ["-NoProfile", "-File", .. args] : args);
return isScript && isStopped ? Interrupted : exitCode;

namespace MnistPS.Hosting;

/// <summary>What the command line asks the host to do.</summary>
internal enum HostAction
{
    /// <summary>Print the help.</summary>
    Help,

    /// <summary>Refuse a command line that makes no sense, and say why.</summary>
    Refuse,

    /// <summary>Run a script file with its arguments.</summary>
    RunFile,

    /// <summary>Run a text.</summary>
    RunCommand,

    /// <summary>Run what comes on standard input.</summary>
    RunStandardInput,

    /// <summary>Ask for commands in the terminal.</summary>
    Prompt,
}

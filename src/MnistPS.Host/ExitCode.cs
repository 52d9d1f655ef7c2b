namespace MnistPS.Hosting;

/// <summary>What the process says to whoever started it; a script's own <c>exit N</c> comes before these.</summary>
internal static class ExitCode
{
    /// <summary>The script ran to its end.</summary>
    public const int Success = 0;

    /// <summary>A terminating error, or a last command that failed.</summary>
    public const int Failure = 1;

    /// <summary>A command line that makes no sense: <c>EX_USAGE</c> of sysexits.h, as pwsh uses it.</summary>
    public const int Usage = 64;

    /// <summary>Stopped by Ctrl+C: 128 + SIGINT (2).</summary>
    public const int Interrupted = 130;
}

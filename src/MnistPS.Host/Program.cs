namespace MnistPS.Hosting;

/// <summary>A small PowerShell with MnistPS loaded, for machines that have no <c>pwsh</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var arguments = HostArguments.Parse(args, Console.IsInputRedirected);
        switch (arguments.Action)
        {
            case HostAction.Help:
                Console.Out.WriteLine(HelpText.Full);
                return ExitCode.Success;
            case HostAction.Refuse:
                Console.Error.WriteLine(arguments.Text + Environment.NewLine + HelpText.Hint);
                return ExitCode.Usage;
            default:
                return Run(arguments);
        }
    }

    private static int Run(HostArguments arguments)
    {
        try
        {
            using var session = HostSession.Open(arguments);
            return session.Run(arguments);
        }
        catch (ModuleNotLoadedException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return ExitCode.Failure;
        }
    }
}

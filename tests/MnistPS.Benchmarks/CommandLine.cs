using BenchmarkDotNet.Running;
using MnistPS.Benchmarks.Pictures;
using MnistPS.Benchmarks.Sessions;
using MnistPS.Benchmarks.Speed;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks;

/// <summary>What can be measured, by name.</summary>
internal static class CommandLine
{
    /// <summary>The exit code where the arguments make no sense.</summary>
    internal const int UsageError = 2;

    private const string Usage = """
        Measures the module. One of:

          speed [--quick]     epochs, predictions, start, memory and scaling, beside a plain TorchSharp loop and beside nothing
                              but the matrix products, each in a process of its own, in turn; --quick leaves the scaling out
          pictures [options]  how many digits and numbers are read right in pictures as people take them
            --count N         pictures of one digit, and a fifth as many of five-digit numbers; 500 if not given
            --seed S          other pictures
            --model FILE      who reads them, a file of Export-DenseModel; the module's own model if not given
            --failures DIR    saves the pictures that were read wrong
          parts [options]     single operations, with BenchmarkDotNet and its options, such as --filter *Optimizer*
        """;

    /// <summary>Runs one of them.</summary>
    /// <param name="args">Its name and options.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args)
    {
        switch (args)
        {
            case ["speed", .. var rest]:
                SpeedReport.Write(Console.Out, quick: rest.Contains("--quick"));
                return 0;
            case ["pictures", .. var rest]:
                PictureReport.Write(Console.Out, PictureOptions.Parse(rest));
                return 0;
            case ["parts", .. var rest]:
                // In this process: a project of BenchmarkDotNet's own would build, and lay out, the module anew for each.
                BenchmarkSwitcher.FromAssembly(typeof(CommandLine).Assembly).Run([.. rest, "--inProcess"]);
                return 0;
            case [Worker.Verb, .. var rest]:
                Worker.Serve(rest);
                return 0;
            case [SessionWorker.Verb, .. var rest]:
                SessionWorker.Serve(rest);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return UsageError;
        }
    }
}

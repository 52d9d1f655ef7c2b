using MnistPS;

try
{
    return MnistPS.Benchmarks.CommandLine.Run(args);
}
catch (Exception error) when (error is MnistPSException or ArgumentException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return MnistPS.Benchmarks.CommandLine.UsageError;
}

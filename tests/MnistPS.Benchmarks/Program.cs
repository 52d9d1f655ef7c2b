return MnistPS.Benchmarks.CommandLine.Run(args);

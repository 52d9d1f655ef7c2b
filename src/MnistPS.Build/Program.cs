return MnistPS.Build.CommandLine.Run(args, Console.Out);

using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Small drawn datasets for tests that need digits but not handwriting. They are drawn once for all classes.</summary>
internal static class Digits
{
    /// <summary>Digits in <c>$train</c>.</summary>
    internal const int TrainCount = 2000;

    /// <summary>Digits in <c>$test</c>.</summary>
    internal const int TestCount = 500;

    private static readonly Lock s_lock = new();
    private static (object Train, object Test)? s_digits;

    /// <summary>Gives the session <c>$train</c> and <c>$test</c>, flat and one-hot.</summary>
    internal static void Give(ModuleRunspace module)
    {
        lock (s_lock)
            s_digits ??= (Draw(module, "Train", TrainCount), Draw(module, "Test", TestCount));
        module.Set("train", s_digits.Value.Train);
        module.Set("test", s_digits.Value.Test);
    }

    private static object Draw(ModuleRunspace module, string split, int count) => module
        .Run($"New-DigitDataset -Count {count} -Split {split} -Seed 1 | ConvertTo-FlatImage | ConvertTo-OneHotLabel")
        .One<object>();
}

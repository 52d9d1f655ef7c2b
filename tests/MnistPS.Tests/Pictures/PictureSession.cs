using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Pictures;

/// <summary>A session with a small trained model and a way to write numbers, for tests of pictures.</summary>
internal static class PictureSession
{
    /// <summary>A PNG of one white pixel.</summary>
    internal const string OnePixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";

    /// <summary>A PNG of which the header says that it has 30,000 × 30,000 pixels.</summary>
    internal const string HeaderBomb =
        "iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwCAAAAABDTKdmAAAAAklEQVR4nGKkkSsAAAAASUVORK5CYII=";

    // Digits side by side, with space around, as the rows of one image.
    private const string WriteNumber =
        """
        function Join-Digit($digits) {
            $width = 34 * $digits.Count + 20
            $pixels = [byte[]]::new($width * 60)
            for ($i = 0; $i -lt $digits.Count; $i++) {
                for ($y = 0; $y -lt 28; $y++) {
                    [Array]::Copy($digits[$i].Pixels, 28 * $y, $pixels, $width * (16 + $y) + 34 * $i + 13, 28)
                }
            }
            $digits[0].GetType()::new($pixels, 60, $width)
        }
        """;

    /// <summary>
    /// Gives the session <c>$train</c>, <c>$test</c>, a trained <c>$model</c>, and <c>Join-Digit</c>, which makes one image
    /// of several digits.
    /// </summary>
    internal static void Give(ModuleRunspace module)
    {
        Digits.Give(module);
        module.Run(
            WriteNumber + """

            if (-not (Test-Path variable:model)) {
                $model = New-DenseModel -HiddenUnits 32 -Seed 1 | Build-DenseModel
                $null = $train | Invoke-ModelTraining -Model $model -Epochs 8 -Seed 1
            }
            """).WithoutErrors();
    }
}

using System.Globalization;
using System.Management.Automation;

namespace MnistPS.Parameters;

/// <summary>Lets a parameter take a share, a number from 0 to 1, and tells who gives percent what to write instead.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareAttribute : ValidateArgumentsAttribute
{
    private const double MostPercent = 100;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        // Written so that NaN is refused as well.
        var share = Convert.ToDouble(arguments, CultureInfo.InvariantCulture);
        if (share is >= 0 and <= 1)
            return;
        var remedy = share is > 1 and <= MostPercent ? $" For {Text(share)} percent, give {Text(share / MostPercent)}." : string.Empty;
        throw new ValidationMetadataException($"A share is a number from 0 to 1; {Text(share)} was given.{remedy}");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

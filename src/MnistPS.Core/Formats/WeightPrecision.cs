namespace MnistPS.Formats;

#pragma warning disable CA1720 // The types' names are what the field calls them.
/// <summary>In how many bits a file keeps each weight.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits, as the weights are computed with: nothing is lost.</summary>
    Float32,

    /// <summary>16 bits: half the file, three significant digits, numbers up to 65,504.</summary>
    Float16,
}

namespace MnistPS.Build.Docs;

/// <summary>A piece of a line: words, or code, or either of them as a link.</summary>
/// <param name="Text">What the reader sees.</param>
/// <param name="IsCode">Whether it is code.</param>
/// <param name="Target">Where it leads: an address, or the file of a cmdlet's page.</param>
internal sealed record DocRun(string Text, bool IsCode = false, string? Target = null)
{
    /// <summary>Whether it leads out into the web.</summary>
    public bool IsAddress => Target?.Contains("://", StringComparison.Ordinal) == true;
}

namespace MnistPS.Build;

/// <summary>A failure that ends the tool with one <c>error MPSnnn:</c> line.</summary>
/// <param name="code">One of <see cref="BuildErrors"/>.</param>
/// <param name="message">What is wrong, for the person who reads the build log.</param>
internal sealed class BuildException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="BuildErrors"/>.</summary>
    public string Code { get; } = code;
}

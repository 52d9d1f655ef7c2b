using System.Management.Automation;
using System.Management.Automation.Host;

namespace MnistPS.Hosting;

/// <summary>A script asks, and nobody is there.</summary>
internal static class NoTerminal
{
    /// <summary>The error of a question that cannot be answered.</summary>
    /// <param name="question">What was asked, if it can be said in a line.</param>
    public static HostException ToAnswer(string question = "") => new(
        "Nobody can be asked: there is no terminal, or the host runs with -NonInteractive."
            + (string.IsNullOrWhiteSpace(question) ? "" : $" The question was: {question}"),
        innerException: null,
        errorId: "NoTerminal",
        ErrorCategory.ResourceUnavailable);
}

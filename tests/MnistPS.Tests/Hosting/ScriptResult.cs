using System.Management.Automation;

namespace MnistPS.Tests.Hosting;

/// <summary>What a script has written, stream by stream.</summary>
public sealed record ScriptResult
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>The errors, the one that ended the script last.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What <c>-Verbose</c> says.</summary>
    public required IReadOnlyList<string> Verbose { get; init; }

    /// <summary>What was written to the information stream.</summary>
    public required IReadOnlyList<string> Information { get; init; }

    /// <summary>Every report of progress.</summary>
    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>How it ended: Completed, Failed (a terminating error) or Stopped.</summary>
    public required PSInvocationState State { get; init; }

    /// <summary>The one result, as the type that it is expected to have.</summary>
    public T One<T>() => Assert.IsType<T>(Assert.Single(WithoutErrors().Output).BaseObject, exactMatch: false);

    /// <summary>
    /// The results, at least one, each as the type that it is expected to have: what is said of all of none would always hold.
    /// </summary>
    public IReadOnlyList<T> All<T>()
    {
        Assert.NotEmpty(WithoutErrors().Output);
        return [.. Output.Select(item => Assert.IsType<T>(item.BaseObject, exactMatch: false))];
    }

    /// <summary>The one error.</summary>
    public ErrorRecord OneError() => Assert.Single(Errors);

    /// <summary>This, if no error was written.</summary>
    public ScriptResult WithoutErrors()
    {
        var errors = Errors.Select(error => $"{error} [{error.FullyQualifiedErrorId}]");
        Assert.True(Errors.Count == 0, string.Join("\n", errors));
        return this;
    }
}

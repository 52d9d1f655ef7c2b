using System.Management.Automation;
using MnistPS.Errors;

namespace MnistPS.Cmdlets;

/// <summary>
/// What all cmdlets of the module share: errors of the engine become error records, Ctrl+C stops the engine, and text that
/// others have written is shown without its control characters.
/// </summary>
public abstract class ModuleCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Is cancelled when the user presses Ctrl+C.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the cmdlet holds.</summary>
    /// <param name="disposing">Whether it was asked for.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stopping.Dispose();
    }

    /// <summary>Does something without which nothing can go on: an error ends the cmdlet.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="target">What the error is about.</param>
    /// <exception cref="PipelineStoppedException">It was stopped with Ctrl+C.</exception>
    protected void Require(Action action, object? target = null)
    {
        if (Run(action) is { } error)
            ThrowTerminatingError(ErrorRecords.From(error, target));
    }

    /// <summary>Computes something without which nothing can go on: an error ends the cmdlet.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="function">How to compute it.</param>
    /// <param name="target">What the error is about.</param>
    /// <returns>What was computed.</returns>
    /// <exception cref="PipelineStoppedException">It was stopped with Ctrl+C.</exception>
    protected T Require<T>(Func<T> function, object? target = null)
    {
        var result = default(T);
        Require(() => { result = function(); }, target);
        return result!;
    }

    /// <summary>Does something for one item of many: an error is reported, and the next item has its turn.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="target">The item.</param>
    /// <exception cref="PipelineStoppedException">It was stopped with Ctrl+C.</exception>
    protected void Attempt(Action action, object? target)
    {
        if (Run(action) is { } error)
            Report(error, target);
    }

    /// <summary>Computes something for one item of many: an error is reported, and the next item has its turn.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="function">How to compute it.</param>
    /// <param name="target">The item.</param>
    /// <returns>What was computed; null after an error.</returns>
    /// <exception cref="PipelineStoppedException">It was stopped with Ctrl+C.</exception>
    protected T? Attempt<T>(Func<T> function, object? target)
        where T : class
    {
        T? result = null;
        Attempt(() => { result = function(); }, target);
        return result;
    }

    /// <summary>Writes a warning.</summary>
    /// <param name="text">The warning.</param>
    public new void WriteWarning(string text) => base.WriteWarning(DisplayText.Of(text));

    /// <summary>Writes a line for -Verbose.</summary>
    /// <param name="text">The line.</param>
    public new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Of(text));

    /// <summary>Asks whether something may be done, as -WhatIf and -Confirm want it.</summary>
    /// <param name="target">What it is done to.</param>
    /// <param name="action">What is done.</param>
    /// <returns>Whether it may.</returns>
    public new bool ShouldProcess(string target, string action) => base.ShouldProcess(DisplayText.Of(target), action);

    /// <summary>Writes an error about one item of many.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="target">The item.</param>
    internal void Report(Exception error, object? target) => WriteError(ErrorRecords.From(error, target));

    /// <summary>Writes a warning about a file.</summary>
    /// <param name="warning">What may be wrong.</param>
    /// <param name="file">The file; null for what comes from none.</param>
    internal void Warn(string warning, string? file) => WriteWarning((file is null ? string.Empty : $"{file}: ") + Remedies.Complete(warning));

    private Exception? Run(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            return error;
        }
    }
}

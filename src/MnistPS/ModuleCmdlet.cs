using System.Management.Automation;

namespace MnistPS;

/// <summary>What all cmdlets of the module share: errors of the engine become error records.</summary>
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
    protected void Require(Action action, object? target = null)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            ThrowTerminatingError(ErrorRecords.From(error, target));
        }
    }

    /// <summary>Computes something without which nothing can go on: an error ends the cmdlet.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="function">How to compute it.</param>
    /// <param name="target">What the error is about.</param>
    /// <returns>What was computed.</returns>
    protected T Require<T>(Func<T> function, object? target = null)
    {
        var result = default(T);
        Require(() => { result = function(); }, target);
        return result!;
    }

    /// <summary>Does something for one item of many: an error is reported, and the next item has its turn.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="target">The item.</param>
    protected void Attempt(Action action, object? target)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            WriteError(ErrorRecords.From(error, target));
        }
    }
}

using System.Globalization;
using MnistPS.Cmdlets;
using MnistPS.Import;

namespace MnistPS.Progress;

/// <summary>Shows how an import goes: a progress bar, an error record for each file that is left out.</summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread it is called.</param>
internal sealed class ImportReporter(ModuleCmdlet cmdlet) : IImportObserver, IDisposable
{
    private readonly ProgressReporter _progress = new(cmdlet, ActivityId.Importing, "Importing digits");

    /// <inheritdoc/>
    public void Advanced(string path, long done, long total) => _progress.Show(
        () => string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} - {path}"), (double)done / Math.Max(1, total));

    /// <inheritdoc/>
    public void Skipped(string path, Exception reason) => cmdlet.Report(reason, path);

    /// <inheritdoc/>
    public void Warned(string path, string warning) => cmdlet.Warn(warning, path);

    /// <inheritdoc/>
    public void Dispose() => _progress.Dispose();
}

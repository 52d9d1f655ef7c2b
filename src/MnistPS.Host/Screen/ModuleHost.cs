using System.Globalization;
using System.Management.Automation.Host;

namespace MnistPS.Hosting;

/// <summary>The host that PowerShell talks to: its name, its screen, the exit code that a script asks for.</summary>
internal sealed class ModuleHost(PSHostUserInterface ui, ProgressDrawer progress) : PSHost
{
    /// <summary>What <c>exit N</c> asked for; null where nothing asked.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "MnistPS.Host";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ModuleHost).Assembly.GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => ui;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <summary>A program of the operating system is about to write to the screen itself.</summary>
    public override void NotifyBeginApplication() => progress.Clear();

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");
}

using System.Globalization;
using System.Management.Automation.Host;

namespace MnistPS.Tests.Hosting;

/// <summary>A host that writes down what a user would see.</summary>
public sealed class RecordingHost : PSHost
{
    /// <summary>What was written, and how wide the screen is.</summary>
    public RecordingUserInterface Screen { get; } = new();

    /// <inheritdoc/>
    public override string Name => "MnistPS.Tests";

    /// <inheritdoc/>
    public override Version Version { get; } = new(1, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Screen;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode)
    {
    }

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException();
}

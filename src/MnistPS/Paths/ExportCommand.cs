using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Files;

namespace MnistPS.Paths;

/// <summary>What the cmdlets share that write a file, as PowerShell's own do: Export-Csv, Out-File.</summary>
public abstract class ExportCommand : ModuleCmdlet
{
    /// <summary>
    /// Path of the file to write. A link is followed: the file that it leads to is written, with the mode that it has. Devices,
    /// pipes and sockets are refused.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>Replaces also a file that is read-only; it stays so.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Puts out the file that was written, as Get-Item does.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What may happen to a file that is there.</summary>
    private protected FileWriteOptions WriteOptions => new() { ReplaceReadOnly = Force, KeepExisting = NoClobber };

    /// <summary>The full path that was asked for.</summary>
    private protected string FullPath => FilePaths.ResolveNew(this, Path);

    /// <summary>Writes a file, unless it may not be written or the user does not want it.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="action">What is done, for -WhatIf and -Confirm.</param>
    /// <param name="write">Writes it.</param>
    private protected void Export(string path, string action, Action write)
    {
        // A folder that is still to be made holds nothing that could be in the way.
        if (Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            AtomicFile.Check(path, WriteOptions);
        if (!ShouldProcess(path, action))
            return;
        write();
        if (PassThru)
            WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
    }
}

# Dot-sourced by the tests: copies of the module that may be damaged, and sessions in processes of their own that use them.
$repository = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
$version = (Import-PowerShellDataFile (Join-Path $repository 'module/MnistPS.psd1')).ModuleVersion
$module = Join-Path $repository "output/MnistPS/$version"
$library = Join-Path $module 'lib'
$natives = (Get-ChildItem (Join-Path $library 'runtimes/*/native') -Directory | Select-Object -First 1).FullName

# The files are hard links, since they weigh half a gigabyte: a copy's file may be replaced, and must never be written to.
function New-ModuleCopy([string] $Folder) {
    foreach ($file in Get-ChildItem $module -Recurse -File) {
        $target = Join-Path $Folder ([System.IO.Path]::GetRelativePath($module, $file.FullName))
        $null = New-Item (Split-Path $target) -ItemType Directory -Force
        try { $null = New-Item $target -ItemType HardLink -Value $file.FullName -ErrorAction Stop }
        catch { Copy-Item $file.FullName $target }
    }
    $Folder
}

# Puts something else, or nothing, in the place of a file while a block runs.
function Use-DamagedFile([string] $Path, [string] $Damage, [scriptblock] $Script) {
    $kept = "$Path.kept"
    Move-Item $Path $kept
    try {
        switch ($Damage) {
            'empty' { [System.IO.File]::WriteAllBytes($Path, [byte[]]::new(0)) }
            'text' { [System.IO.File]::WriteAllText($Path, 'This is no library. ' * 100) }
            'cut off' { Set-FirstByte $kept $Path ([Math]::Min(1MB, ([System.IO.FileInfo] $kept).Length / 2)) }
            'for another processor' { Set-Processor $kept $Path }
            'another library' { Copy-Item (Join-Path $natives ($Path -match 'HarfBuzz' ? 'libSkiaSharp.so' : 'libHarfBuzzSharp.so')) $Path }
        }
        & $Script
    }
    finally {
        Remove-Item $Path -ErrorAction Ignore
        Move-Item $kept $Path
    }
}

function Set-FirstByte([string] $From, [string] $To, [int] $Count) {
    $source = [System.IO.File]::OpenRead($From)
    $bytes = [byte[]]::new($Count)
    $source.ReadExactly($bytes, 0, $Count)
    $source.Dispose()
    [System.IO.File]::WriteAllBytes($To, $bytes)
}

# e_machine of an ELF file: 183 is ARM of 64 bits, 62 is x86 of 64 bits.
function Set-Processor([string] $From, [string] $To) {
    Copy-Item $From $To
    $file = [System.IO.File]::OpenWrite($To)
    $file.Position = 18
    $file.WriteByte($IsLinux -and [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'Arm64' ? 62 : 183)
    $file.Dispose()
}

# Around each script of a session: what is tried says whether it was done, and at the end the finalizers run.
$before = @'
function Try-This([string] $What, [scriptblock] $Script) {
    try { $null = & $Script; "$What done" }
    catch { "$What failed: $($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
}
'@
$after = @'
1..3 | ForEach-Object { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
'still here'
'@

# Runs a script in a PowerShell of its own. What it writes comes back with its exit code.
function Invoke-Session([string] $Manifest, [string] $Script, [hashtable] $Environment = @{}) {
    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
    if ((Split-Path $start.FileName -LeafBase) -eq 'dotnet') { $start.ArgumentList.Add([Environment]::GetCommandLineArgs()[0]) }
    $text = $before, "Try-This module { Import-Module '$Manifest' -ErrorAction Stop }", $Script, $after -join "`n"
    foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $text) { $start.ArgumentList.Add($argument) }
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject]@{
        ExitCode = $process.ExitCode
        Output   = $output
        Errors   = $errors.Result
        Text     = $output + $errors.Result
    }
}

<#
.SYNOPSIS
    Builds, tests, tries and packs the module.
.DESCRIPTION
    Where pwsh is not installed: dotnet tool restore, and then dotnet pwsh ./build.ps1.
    Everything here is also a plain dotnet command:

        Build      dotnet build
        Test       dotnet test, and Pester on tests/pester
        Tutorial   dotnet run --project src/MnistPS.Host -- scripts/tutorial.ps1
        Package    dotnet build, and output/MnistPS as a zip that unpacks into a module folder
        Clean      removes output/, bin/ and obj/
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Tutorial', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'MnistPS.sln'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args failed with exit code $LASTEXITCODE." }
}

function Build { Invoke-Dotnet build $solution --configuration $Configuration }

function Test {
    Invoke-Dotnet test $solution --configuration $Configuration
    Invoke-Dotnet restore (Join-Path $PSScriptRoot 'tests/pester')
    & (Join-Path $PSScriptRoot 'tests/pester/Invoke-PesterTest.ps1')
    if ($LASTEXITCODE -ne 0) { throw "Pester: $LASTEXITCODE tests failed." }
}

function Tutorial {
    Invoke-Dotnet run --project (Join-Path $PSScriptRoot 'src/MnistPS.Host') --configuration $Configuration -- (Join-Path $PSScriptRoot 'scripts/tutorial.ps1')
}

function Package {
    Build
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'module/MnistPS.psd1')
    $module = Join-Path $PSScriptRoot 'output/MnistPS'

    # What earlier versions have left there would be packed as well.
    Get-ChildItem $module -Directory | Where-Object Name -NE $manifest.ModuleVersion | Remove-Item -Recurse -Force
    $archive = Join-Path $PSScriptRoot "output/MnistPS.$($manifest.ModuleVersion).zip"
    if (Test-Path $archive) { Remove-Item $archive }

    # The archive holds MnistPS/<version>/…: unpacked into a folder of PSModulePath it is installed.
    [System.IO.Compression.ZipFile]::CreateFromDirectory(
        $module, $archive, [System.IO.Compression.CompressionLevel]::Optimal, $true)
    Get-Item $archive
}

function Clean {
    $folders = @(Join-Path $PSScriptRoot 'output') + @(
        Get-ChildItem (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') -Recurse -Directory -Include bin, obj).FullName
    $folders | Where-Object { $_ -and (Test-Path $_) } | Remove-Item -Recurse -Force
}

foreach ($name in $Task) { & $name }

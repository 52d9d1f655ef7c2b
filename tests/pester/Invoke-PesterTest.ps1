<#
.SYNOPSIS
    Runs the Pester tests on the module that the build has laid out in output/.
.DESCRIPTION
    Takes Pester 5 where it is installed, and else from NuGet's cache, into which `dotnet restore tests/pester` puts it.
    Says so and succeeds where it is in neither. The exit code is the number of tests that failed.

    Where pwsh is not installed, `dotnet tool restore` brings it:

        dotnet tool restore
        dotnet restore tests/pester
        dotnet pwsh -NoProfile -File tests/pester/Invoke-PesterTest.ps1
.EXAMPLE
    ./tests/pester/Invoke-PesterTest.ps1 -ResultFile ./pester.xml
#>
[CmdletBinding()]
param(
    # Where to write the results, in NUnit's format.
    [string] $ResultFile
)

$ErrorActionPreference = 'Stop'
$cache = $env:NUGET_PACKAGES ? $env:NUGET_PACKAGES : (Join-Path $HOME '.nuget/packages')
$restored = Join-Path $cache 'pester/*/tools/Pester.psd1'
$pester = Get-Module -ListAvailable -Name Pester, $restored | Where-Object Version -GE '5.0' | Where-Object Version -LT '6.0' |
    Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    'Pester: not run, since Pester 5 is neither installed nor restored here.'
    exit 0
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.Exit = $true
$configuration.Output.Verbosity = 'Detailed'
if ($ResultFile) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'NUnitXml'
    $configuration.TestResult.OutputPath = $ResultFile
}
Invoke-Pester -Configuration $configuration

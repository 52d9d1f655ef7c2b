<#
.SYNOPSIS
    Runs the Pester tests on the module that the build has laid out in output/.
.DESCRIPTION
    Says so and succeeds where Pester 5 is not installed. Fails with exit code 1 when a test fails.
.EXAMPLE
    ./tests/pester/Invoke-PesterTest.ps1 -ResultFile ./pester.xml
#>
[CmdletBinding()]
param(
    # Where to write the results, in NUnit's format.
    [string] $ResultFile
)

$ErrorActionPreference = 'Stop'
$pester = Get-Module -ListAvailable -Name Pester | Where-Object Version -GE '5.0' | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    'Pester: not run, since Pester 5 is not installed here.'
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

<#
.SYNOPSIS
    Runs the snippets of a page and puts what they print below them.
.DESCRIPTION
    Every ```powershell block of the Markdown page is run, all in one session, and what it prints becomes the ```text
    block that follows it. What stood there before is replaced. MNISTPS_DATA says where MNIST is, as always.
.EXAMPLE
    pwsh -NoProfile ./scripts/update-page.ps1 ./docs/concepts.md
#>
[CmdletBinding()]
param(
    # The page.
    [Parameter(Mandatory)]
    [string] $Path,

    # Commands that the snippets may call in place of the module's own, in the tests.
    [hashtable] $Replacement = @{}
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
if (-not (Get-Module MnistPS)) { Import-Module (Join-Path $PSScriptRoot '../output/MnistPS') }
foreach ($name in $Replacement.Keys) { Set-Item "function:$name" $Replacement[$name] }

$file = Convert-Path -LiteralPath $Path
$text = [System.IO.File]::ReadAllText($file) -replace '(?ms)(^```powershell\n.*?^```\n)\n```text\n.*?^```\n', '$1'

# A loop and not a replacement by a script block, whose own scope would forget the variables of a snippet.
$page, $rest = '', $text
while ($rest -match '(?ms)\A(.*?^```powershell\n(.*?)^```\n)(.*)\z') {
    $page, $code, $rest = ($page + $Matches[1]), $Matches[2], $Matches[3]
    $shown = . ([scriptblock]::Create($code)) | Out-String -Width 100
    $shown = $shown -replace '(?m)[ \t\r]+$' -replace '\A\n+|\n+\z'
    if ($shown) { $page += "`n``````text`n$shown`n```````n" }
}

[System.IO.File]::WriteAllText($file, $page + $rest)

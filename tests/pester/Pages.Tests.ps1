#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The pages in docs/ are run as they stand: what they print is what stands in them, but for the numbers.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $pages = Get-ChildItem (Join-Path $repository docs/*.md) | Where-Object { Select-String -Quiet '```powershell' $_ }
}

Describe 'The page <_.Name>' -ForEach $pages {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        $before = $env:MNISTPS_DATA
        $env:MNISTPS_DATA = $mnist

        # Times, and the last digits on another processor, differ; so do blanks where a number is longer.
        function Hide-Number([string] $Text) {
            $Text -replace '-?\d[\d.,]*', '#' -replace '[▁▂▃▄▅▆▇█]+…?', '~' -replace '[─ -]+', ' '
        }

        $copy = Join-Path $TestDrive $_.Name
        Copy-Item $_ $copy
        $replacement = $mnist ? @{} : @{
            'Get-MnistDataset' = { param([int] $First = 5000) New-DigitDataset -Split All -Count $First -Seed 1 }
        }
        & (Join-Path $repository scripts/update-page.ps1) $copy -Replacement $replacement
    }

    AfterAll { $env:MNISTPS_DATA = $before }

    It 'shows what its snippets print' {
        if (-not $mnist) { Set-ItResult -Skipped -Because 'MNIST is not there; that all snippets run is seen' }
        Hide-Number (Get-Content -Raw $copy) | Should -BeExactly (Hide-Number (Get-Content -Raw $_))
    }
}

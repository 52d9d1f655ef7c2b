#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $cmdlets = (Get-Command -Module MnistPS -CommandType Cmdlet).Name
    if ($cmdlets.Count -ne $manifest.CmdletsToExport.Count) { throw "The manifest lists other cmdlets than there are: $cmdlets" }
}

Describe 'The help of <_>' -ForEach $cmdlets {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        $help = Get-Help $_ -Full
        $parameters = (Get-Command $_).Parameters
        $examples = @($help.Examples.Example.Code)
        $ofModule = (Get-Command -Module MnistPS).Name
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $own = $parameters.Keys | Where-Object { $_ -notin $common }
    }

    It 'describes what it does' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        # Without help of its own PowerShell shows the syntax in its place.
        $help.Synopsis | Should -Not -Match '<CommonParameters>'
        "$($help.Description.Text)" | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter' {
        foreach ($name in $own) {
            "$((Get-Help $help.Name -Parameter $name).Description.Text)" | Should -Not -BeNullOrEmpty -Because "-$name is one of its parameters"
        }
    }

    It 'has examples that name only parameters that exist' {
        $examples | Should -Not -BeNullOrEmpty
        foreach ($example in $examples) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($example, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $calls = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
            foreach ($call in $calls | Where-Object { $_.GetCommandName() -in $ofModule }) {
                $known = (Get-Command $call.GetCommandName()).Parameters.Keys
                foreach ($parameter in $call.CommandElements.ParameterName | Where-Object { $_ }) { $parameter | Should -BeIn $known }
            }
        }
    }

    It 'has an example that calls it' {
        $examples -match "\b$($help.Name)\b" | Should -Not -BeNullOrEmpty
    }

    It 'is shown as a page' {
        $page = Get-Help $help.Name -Full | Out-String
        $page | Should -Match 'SYNOPSIS'
        foreach ($name in $own) { $page | Should -Match "-$name\b" }
    }
}

Describe 'Tab completion' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        function Complete([string] $Line) { (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText }
    }

    It 'offers <Expected> after "<Line>"' -ForEach @(
        @{ Line = 'New-DenseLayer -Activation '; Expected = 'ReLU', 'Softmax', 'Sigmoid', 'Tanh' }
        @{ Line = 'Build-DenseModel -Loss '; Expected = 'CategoricalCrossentropy', 'SparseCategoricalCrossentropy' }
        @{ Line = 'Build-DenseModel -Optimizer '; Expected = 'Adam', 'SGD' }
        @{ Line = 'Get-MnistDataset -Split '; Expected = 'Train', 'Test', 'All' }
        @{ Line = 'Invoke-ModelTraining -'; Expected = '-Epochs', '-BatchSize', '-ValidationSplit' }
        @{ Line = '(Get-DigitPrediction -Path a.png -Model $m).'; Expected = 'Digit', 'Confidence', 'Alternatives' }
        @{ Line = '(New-DenseModel -HiddenUnits 8).'; Expected = 'Layers', 'ParameterCount' }
    ) {
        foreach ($text in $Expected) { Complete $Line | Should -Contain $text }
    }
}

Describe 'The module' {
    BeforeAll { . (Join-Path $PSScriptRoot 'TestModule.ps1') }

    It 'keeps what it depends on to itself' {
        $file = Join-Path $TestDrive 'digit.png'
        New-DigitDataset -Count 1 | Get-DigitImage | Export-DigitImage $file
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name |
            Should -Not -BeIn 'MnistPS.Core', 'SkiaSharp', 'TorchSharp'
    }

    It 'has a manifest without fault' {
        (Test-ModuleManifest (Get-Module MnistPS).Path.Replace('lib/MnistPS.dll', 'MnistPS.psd1') -ErrorAction Stop).Name | Should -Be 'MnistPS'
    }

    It 'loads by itself when one of its cmdlets is called' {
        $command = "`$env:PSModulePath = '$(Split-Path (Split-Path (Get-Module MnistPS).ModuleBase))'; (New-InputLayer 784).OutputShape.Size"
        # Installed as a dotnet tool, pwsh is a library that dotnet runs: the path of the process would be that of dotnet.
        & (Join-Path $PSHOME pwsh) -NoProfile -NonInteractive -Command $command | Should -Be 784
    }
}

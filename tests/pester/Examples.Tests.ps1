#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What a user copies out of Get-Help has to run.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $examples = foreach ($command in Get-Command -Module MnistPS) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).Examples.Example) {
            $number++
            @{ Cmdlet = $command.Name; Number = $number; Code = $example.Code }
        }
    }
}

Describe 'The examples of the help' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        $all = if ($mnist) { Get-MnistDataset -Path $mnist -First 500 } else { New-DigitDataset -Count 500 -Split All -Seed 1 }
        $variables = @{ train = $all[0]; test = $all[1] }
        $location = Get-Location
        $before = $env:MNISTPS_DATA
    }

    BeforeEach {
        # A folder with what the examples read: pictures, a model, the files of MNIST.
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder, (Join-Path $folder 'scans'), (Join-Path $folder 'digits')
        Set-Location $folder
        if ($mnist) { $null = New-Item -ItemType SymbolicLink mnist -Target $mnist }
        $env:MNISTPS_DATA = $mnist

        $train, $test = $variables.train, $variables.test
        $image = $test | Get-DigitImage -Index 0
        $test | Get-DigitImage -First 3 | Export-DigitImage -Path ./scans -Scale 8 -DarkOnLight
        $model, $twin = 1..2 | ForEach-Object {
            $hidden = New-InputLayer 784 | New-DenseLayer 128 ReLU -Name hidden
            $hidden | New-DenseLayer 10 Softmax | New-DenseModel -Seed $_ | Build-DenseModel
        }
        $run = $train | Invoke-ModelTraining -Model $model -Seed 1
        $model | Export-DenseModel -Path ./digits.safetensors

        $left, $right = 'left', 'right' | ForEach-Object { New-InputLayer 784 -Name $_ }
        $joined = New-ConcatenateLayer $left, $right | New-DenseLayer 16 ReLU
        $digit, $parity = ($joined | New-DenseLayer 10 Softmax -Name digit), ($joined | New-DenseLayer 1 Sigmoid -Name parity)
    }

    AfterEach {
        Set-Location $location
        $env:MNISTPS_DATA = $before
    }

    It 'run: <Cmdlet>, example <Number>' -ForEach $examples {
        if (-not $mnist -and $Code -match 'Get-MnistDataset') { Set-ItResult -Skipped -Because 'MNIST is not there' }
        # A gate is there to stop scripts: with a model of one epoch it may.
        $passes = $Code -replace "throw 'too weak to ship'", '$null'
        { $ErrorActionPreference = 'Stop'; . ([scriptblock]::Create($passes)) | Out-Null } | Should -Not -Throw
    }

    It 'show what they say: a unit of the hidden layer by hand' {
        $code = (Get-Help Get-LayerOutput -Full).Examples.Example[1].Code
        $sum, $before, $after = . ([scriptblock]::Create($code))
        [Math]::Abs($sum - $before) | Should -BeLessThan 1e-4
        $after | Should -Be ([Math]::Max(0, $before))
    }
}

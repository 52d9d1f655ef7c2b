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
    if (-not $examples) { throw 'The help has no example.' }
}

Describe 'The examples of the help' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')

        # IDX: two zeros, the type 8 for bytes, the number of axes; their sizes, the high byte first; the numbers.
        function Write-Idx([string] $Name, [object[]] $Digits) {
            $images = [byte[]] (0, 0, 8, 3, 0, 0, 0, $Digits.Count, 0, 0, 0, 28, 0, 0, 0, 28) + $Digits.ForEach{ $_.Pixels }
            $labels = [byte[]] (0, 0, 8, 1, 0, 0, 0, $Digits.Count) + [byte[]] $Digits.Label
            [System.IO.File]::WriteAllBytes("$Name-images-idx3-ubyte.gz", [byte[]] $images)
            [System.IO.File]::WriteAllBytes("$Name-labels-idx1-ubyte.gz", [byte[]] $labels)
        }

        $all = if ($mnist) { Get-MnistDataset -Path $mnist -First 500 } else { New-DigitDataset -Count 500 -Split All -Seed 1 }
        $variables = @{ train = $all[0]; test = $all[1] }
        $many = New-DigitDataset -Count 1200 -Split Train -Seed 2
        $location = Get-Location
        $before = $env:MNISTPS_DATA

        # Pictures of single digits, of forms, and of one's own by label; IDX files and CSV.
        $inputs = Join-Path $TestDrive inputs
        $null = New-Item -ItemType Directory $inputs, "$inputs/fashion-mnist", "$inputs/data", "$inputs/mine", "$inputs/forms"
        $digits = @($all[1] | Get-DigitImage -First 30)
        $digits | Select-Object -First 3 | Export-DigitImage -Path "$inputs/scans" -Scale 8 -DarkOnLight
        $digits[0] | Export-DigitImage -Path "$inputs/seven.jpg" -Scale 20 -DarkOnLight
        foreach ($ending in 'jpg', 'png') {
            $digits[1] | Export-DigitImage -Path "$inputs/forms/form.$ending" -Scale 12 -DarkOnLight
        }
        foreach ($digit in $digits) { $digit | Export-DigitImage -Path "$inputs/mine/$($digit.Label)" -Scale 4 -DarkOnLight }
        foreach ($name in 'a', 'b') { Set-Content "$inputs/data/$name.csv" "7,$($digits[0].Pixels -join ',')" }
        Set-Content "$inputs/digits.csv" (0..9).ForEach{ "$((0..63).ForEach{ $_ % 17 } -join ','),$_" }
        foreach ($part in 'train', 't10k') { Write-Idx "$inputs/fashion-mnist/$part" $digits }
        Write-Idx "$inputs/emnist-letters-train" $digits
    }

    BeforeEach {
        # A folder with what the examples read: pictures, datasets, a model, the files of MNIST.
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        Copy-Item "$inputs/*" $folder -Recurse
        Set-Location $folder
        if ($mnist) { $null = New-Item -ItemType SymbolicLink mnist -Target $mnist }
        $env:MNISTPS_DATA = $mnist

        $train, $test = $variables.train, $variables.test
        $mine, $data = $test, $many
        $bytes = $test.GetImage(0).Pixels
        $rows = 0..27 | ForEach-Object { , [double[]]::new(28) }
        $image = $test | Get-DigitImage -Index 0
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

#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $hasMnist = [bool] $mnist
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')

    # A folder of pictures for each digit, as a user would have scanned them.
    $mine = Join-Path $TestDrive 'mine'
    foreach ($image in New-DigitDataset -Count 50 -Seed 3 | Get-DigitImage) {
        $folder = New-Item -ItemType Directory -Force (Join-Path $mine $image.Label)
        $image | Export-DigitImage -Path (Join-Path $folder "$($image.Index).png") -Scale 5 -DarkOnLight
    }
    $data = Import-DigitDataset $mine
}

Describe 'Get-DigitPrediction without a model' {
    It 'reads pictures right after the module was imported' {
        $read = Get-ChildItem $mine -Recurse -File | Get-DigitPrediction
        $read | Should -HaveCount 50
        $right = $read | Where-Object { $_.Digit -eq (Split-Path -Leaf (Split-Path $_.Path)) }
        $right.Count | Should -BeGreaterOrEqual 45
    }

    It 'reads at least 98.5% of the MNIST test set' -Skip:(-not $hasMnist) {
        $test = Get-MnistDataset -Path $mnist -Split Test
        (Import-DenseModel -BuiltIn | Test-ModelAccuracy -Dataset $test).Accuracy | Should -BeGreaterOrEqual 0.985
    }
}

Describe 'Import-DigitDataset' {
    It 'takes a folder with a folder of images for each digit' {
        $data.Count | Should -Be 50
        $data.LabelCounts | Should -Be (@(5) * 10)
        $data.Shape.ToString() | Should -Be '(50, 28, 28)'
    }

    It 'knows the file of each image' {
        $image = $data | Get-DigitImage -Index 0
        $image.Source | Should -Exist
        Split-Path -Leaf (Split-Path $image.Source) | Should -Be $image.Label
    }

    It 'calls classes by the names of their folders' {
        foreach ($name in 'triangle', 'circle') {
            New-Item -ItemType Directory (Join-Path $TestDrive "shapes/$name")
            Copy-Item (Join-Path $mine '0/*.png') (Join-Path $TestDrive "shapes/$name")
        }
        $shapes = Import-DigitDataset (Join-Path $TestDrive shapes)
        $shapes.ClassNames | Should -Be 'circle', 'triangle'
        $shapes.ClassCount | Should -Be 2
    }

    It 'tells of a bad image and reads the others' {
        Set-Content (Join-Path $mine '3/bad.png') 'no image'
        try {
            $read = Import-DigitDataset $mine -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'ImageNotRecognized*'
            $read.Count | Should -Be 50
        }
        finally { Remove-Item (Join-Path $mine '3/bad.png') }
    }

    It 'reads CSV, with a header or without' {
        $pixels = (New-DigitDataset -Count 1 -Seed 1 | Get-DigitImage).Pixels
        $line = "7,$($pixels -join ',')"
        Set-Content (Join-Path $TestDrive a.csv) $line
        Set-Content (Join-Path $TestDrive b.csv) "label,$((0..783).ForEach{ "pixel$_" } -join ',')", $line
        foreach ($read in Import-DigitDataset (Join-Path $TestDrive '?.csv')) {
            $image = $read | Get-DigitImage -Index 0
            $image.Label | Should -Be 7
            $image.Pixels | Should -Be $pixels
        }
    }

    It 'says in which line and column of a CSV file something is wrong' {
        Set-Content (Join-Path $TestDrive wrong.csv) '1,0,0,0,0', '2,0,0,256,0'
        { Import-DigitDataset (Join-Path $TestDrive wrong.csv) -ErrorAction Stop } |
            Should -Throw -ErrorId 'CsvValueInvalid*' -ExpectedMessage "*line 2, column 4*'256'*"
    }

    It 'reads pairs of IDX files' -Skip:(-not $hasMnist) {
        $train, $test = Import-DigitDataset $mnist
        $train.Count, $test.Count | Should -Be 60000, 10000
        $train.Split, $test.Split | Should -Be 'Train', 'Test'
    }
}

Describe 'Split-DigitDataset' {
    It 'gives two datasets with the same mixture of labels' {
        $train, $test = $data | Split-DigitDataset -Fraction 0.8 -Seed 1
        $train.LabelCounts | Should -Be (@(4) * 10)
        $test.LabelCounts | Should -Be (@(1) * 10)
    }

    It 'refuses to leave a part empty' {
        { $data | Split-DigitDataset -Count 50 -ErrorAction Stop } | Should -Throw -ErrorId 'SplitOutOfRange*'
    }
}

Describe 'Join-DigitDataset' {
    It 'makes one dataset of several' {
        (@($data) * 3 | Join-DigitDataset).Count | Should -Be 150
    }

    It 'refuses datasets with other classes' {
        $more = Import-DigitDataset $mine -ClassCount 12
        { $data, $more | Join-DigitDataset } | Should -Throw -ErrorId 'ClassCountMismatch*'
    }
}

Describe 'Going on to train the built-in model' {
    It 'learns from digits of ones own' {
        $train, $test = $data | Split-DigitDataset -Fraction 0.8 -Seed 1
        $model = Import-DenseModel -BuiltIn | Build-DenseModel -Optimizer Adam -LearningRate 0.0002
        $before = $model | Test-ModelAccuracy -Dataset $train
        $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -Seed 1
        $after = $model | Test-ModelAccuracy -Dataset $train

        $run.Epochs[0].Loss | Should -BeLessThan 1.0 -Because 'it begins with what it knows'
        $after.Loss | Should -BeLessThan $before.Loss
        ($model | Test-ModelAccuracy -Dataset $test).Accuracy | Should -BeGreaterOrEqual 0.8
    }

    It 'leaves the model of Get-DigitPrediction as it is' {
        $image = New-DigitDataset -Count 1 -Seed 4 | Get-DigitImage
        $before = $image | Get-DigitPrediction
        Import-DenseModel -BuiltIn | Set-ModelWeight -Layer digit -Name kernel -Value 0
        ($image | Get-DigitPrediction).Probabilities | Should -Be $before.Probabilities
    }
}

Describe 'Export-DenseModel -Precision' {
    It 'writes a file of half the size' {
        $model = New-DenseModel -HiddenUnits 32 -Seed 1
        $full = $model | Export-DenseModel (Join-Path $TestDrive full.safetensors) -PassThru
        $half = $model | Export-DenseModel (Join-Path $TestDrive half.safetensors) -PassThru -Precision Float16
        $half.Length | Should -BeLessThan (0.55 * $full.Length)
    }
}

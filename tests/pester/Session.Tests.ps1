#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $hasMnist = [bool]$mnist
}

# One session from top to bottom: each It goes on with what the one before has left.
Describe 'A session with the module, line by line' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        $images = if ($mnist) { Get-MnistDataset -Path $mnist -First 3000 } else { New-DigitDataset -Count 3000 -Split All }
        $session = @{ Train = $images[0]; Test = $images[1] }
        Push-Location $TestDrive
    }

    AfterAll { Pop-Location }

    Context 'Data' {
        It 'gets two datasets with one call' -Skip:(-not $hasMnist) {
            $train, $test = Get-MnistDataset -Path $mnist
            $train.Count, $test.Count | Should -Be 60000, 10000
            "$($train.Shape)" | Should -Be '(60000, 28, 28)'
            $train.Source | Should -Not -BeNullOrEmpty
        }

        It 'finds MNIST where MNISTPS_DATA says' -Skip:(-not $hasMnist) {
            $before = $env:MNISTPS_DATA
            try {
                $env:MNISTPS_DATA = $mnist
                (Get-MnistDataset -Offline -Split Test).Count | Should -Be 10000
            }
            finally { $env:MNISTPS_DATA = $before }
        }

        It 'draws the first ten digits in the terminal, with their labels' {
            $drawn = $session.Train | Show-DigitImage -First 10 | Out-String
            ([regex]'label \d').Matches($drawn).Count | Should -Be 10
        }

        It 'makes rows of numbers of the images and vectors of the labels' {
            $session.Train = $session.Train | ConvertTo-FlatImage | ConvertTo-OneHotLabel
            "$($session.Train.Shape) $($session.Train.LabelShape)" | Should -Be '(3000, 784) (3000, 10)'
        }

        It 'shows a one-hot label on one line' {
            (5 | ConvertTo-OneHotLabel | Out-String).Trim() | Should -Be '0 0 0 0 0 1 0 0 0 0'
        }
    }

    Context 'Architecture' {
        It 'joins layers in the pipeline' {
            $in = New-InputLayer -Size 784
            $out = $in | New-DenseLayer -Units 128 -Activation ReLU -Name hidden | New-DenseLayer -Units 10 -Activation Softmax
            $session.Model = New-DenseModel -InputLayer $in -OutputLayer $out -Seed 1
            $session.Model.Layers[1].Name | Should -Be 'hidden'
        }

        It 'shows the summary' {
            $session.Model | Out-String | Should -Match 'Total params: 101,770'
        }

        It 'knows the short way' {
            (New-DenseModel -HiddenUnits 256, 128 -Activation ReLU).Layers.Count | Should -Be 4
        }
    }

    Context 'Compile, train, test' {
        It 'compiles' {
            $session.Model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.001 | Should -Be $session.Model
        }

        It 'trains and shows a row per epoch' {
            $session.Run = $session.Train | Invoke-ModelTraining -Model $session.Model -Epochs 5 -BatchSize 128 -ValidationSplit 0.1 -Seed 1
            $session.Run.Epochs.Count | Should -Be 5
            $session.Run | Out-String | Should -Match '(?m)^\s+5\s+\d\.\d{4}\s+0\.\d{4}\s+\d\.\d{4}\s+0\.\d{4}'
        }

        It 'measures accuracy, loss, and each digit' {
            $evaluation = $session.Model | Test-ModelAccuracy -Dataset $session.Test
            $evaluation.Accuracy | Should -BeGreaterThan 0.6
            $evaluation.Classes[7].Recall | Should -BeGreaterThan 0.3
            $evaluation | Out-String | Should -Match 'Confusion matrix'
        }

        It 'trains and measures in one pipeline, since a run carries its model' {
            $evaluation = $session.Train | Invoke-ModelTraining -Model $session.Model -Seed 2 | Test-ModelAccuracy -Dataset $session.Test
            $evaluation.Model | Should -Be $session.Model
        }

        It 'gates a script on an accuracy' {
            {
                if (-not ($session.Model | Test-ModelAccuracy -Dataset $session.Test -MinimumAccuracy 1 -Quiet)) { throw 'too weak to ship' }
            } | Should -Throw 'too weak to ship'
        }
    }

    Context 'Use' {
        It 'reads scanned digits' {
            $null = New-Item -ItemType Directory scans
            $session.Test | Get-DigitImage -Index 0..4 | Export-DigitImage -Path ./scans -Scale 8 -DarkOnLight
            $read = Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $session.Model
            $read.Count | Should -Be 5
            $read[0].Path | Should -Be (Get-ChildItem ./scans/*.png)[0].FullName
            $read[0].Confidence | Should -BeGreaterThan $read[0].Alternatives[0].Confidence
            $read[0] | Out-String | Should -Match 'Digit\s+Confidence\s+Alternatives'
        }

        It 'reads images of the test set' {
            $read = $session.Test | Get-DigitImage -Index 0..9 | Get-DigitPrediction -Model $session.Model
            $read.Index | Should -Be (0..9)
            @($read | Where-Object Correct).Count | Should -BeGreaterThan 4
        }

        It 'keeps a model in a file and reads it again' {
            $session.Model | Export-DenseModel -Path ./digits.safetensors
            $copy = Import-DenseModel -Path ./digits.safetensors
            ($copy | Test-ModelAccuracy -Dataset $session.Test).Accuracy |
                Should -Be ($session.Model | Test-ModelAccuracy -Dataset $session.Test).Accuracy
        }
    }

    Context 'Understand' {
        It 'shows weights and biases' {
            ($session.Model | Get-ModelWeight -Layer hidden).Shape | ForEach-Object ToString | Should -Be '(784, 128)', '(128)'
        }

        It 'shows layer by layer what becomes of an image' {
            $image = $session.Test | Get-DigitImage -Index 0
            ($session.Model | Get-LayerOutput -InputObject $image).Count | Should -Be 3
        }

        It 'draws how the training went' {
            $session.Run | Export-TrainingChart -Path ./run.png
            './run.png' | Should -Exist
        }
    }
}

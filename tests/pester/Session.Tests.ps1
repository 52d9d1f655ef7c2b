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
            $train | Out-String | Should -Match 'Train\s+60000\s+\(60000, 28, 28\)'
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
            $drawn | Should -Match '[▀▄█]'
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
            $session.Model.Layers.Name | Should -Be 'input_layer', 'hidden', 'dense'
            $in.Outbound | Should -Contain $session.Model.GetLayer('hidden')
            $out.Inbound[0].Name | Should -Be 'hidden'
        }

        It 'finds the inputs where the pipeline ends in a model' {
            $model = New-InputLayer 784 | New-DenseLayer 16 ReLU | New-DenseLayer 10 Softmax | New-DenseModel
            $model.Inputs.Count | Should -Be 1
        }

        It 'shows the summary as Keras does' {
            $summary = $session.Model | Out-String
            $summary | Should -Match 'hidden \(Dense\)\s+\(None, 128\)\s+100,480'
            $summary | Should -Match 'Total params: 101,770 \(397\.54 KB\)'
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
            $session.Run.Epochs[4].Loss | Should -BeLessThan $session.Run.Epochs[0].Loss
            $session.Run | Out-String | Should -Match 'Epoch\s+Loss\s+Accuracy\s+ValidationLoss\s+ValidationAccuracy'
            $session.Run | Out-String | Should -Match '(?m)^\s+5\s+\d\.\d{4}\s+0\.\d{4}\s+\d\.\d{4}\s+0\.\d{4}'
        }

        It 'gives the same network with the same seed' {
            $files = foreach ($name in 'one', 'two') {
                $twin = New-DenseModel -HiddenUnits 16 -Name twin -Seed 1 | Build-DenseModel
                $null = $session.Train | Invoke-ModelTraining -Model $twin -Seed 1
                $twin | Export-DenseModel -Path "./$name.safetensors" -PassThru
            }
            ($files | Get-FileHash).Hash | Select-Object -Unique | Should -HaveCount 1
        }

        It 'measures accuracy, loss, and each digit' {
            $evaluation = $session.Model | Test-ModelAccuracy -Dataset $session.Test
            $evaluation.Accuracy | Should -BeGreaterThan 0.6
            $evaluation.Classes.Count | Should -Be 10
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
            $session.Model | Test-ModelAccuracy -Dataset $session.Test -MinimumAccuracy 0.6 -Quiet | Should -BeTrue
        }

        It 'says whether the accuracy was reached where it shows the evaluation' {
            $session.Model | Test-ModelAccuracy -Dataset $session.Test -MinimumAccuracy 1 | Out-String | Should -Match 'Failed: '
            $session.Model | Test-ModelAccuracy -Dataset $session.Test -MinimumAccuracy 0.1 | Out-String | Should -Match 'Passed: '
        }

        It 'gives probabilities for a model that was compiled with -FromLogits' {
            $model = New-InputLayer 784 | New-DenseLayer 10 | New-DenseModel -Seed 1 | Build-DenseModel -FromLogits
            $null = $session.Train | Invoke-ModelTraining -Model $model -Seed 1
            $read = $session.Test | Get-DigitImage -First 5 | Get-DigitPrediction -Model $model
            foreach ($each in $read) {
                ($each.Probabilities | Measure-Object -Sum).Sum | Should -BeGreaterThan 0.999
                $each.Confidence | Should -BeLessOrEqual 1
            }
        }

        It 'reads 97% of the test set of MNIST after 5 epochs' -Skip:(-not $hasMnist) {
            $train, $test = Get-MnistDataset -Path $mnist
            $model = New-DenseModel -HiddenUnits 128 -Seed 1 | Build-DenseModel
            $null = $train | Invoke-ModelTraining -Model $model -Epochs 5 -BatchSize 64 -Seed 1
            $model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 0.97 -Quiet | Should -BeTrue
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
            (Get-DigitPrediction -Path './scans/*.png' -Model $session.Model).Path | Should -Be $read.Path
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
            $image = $session.Test | Get-DigitImage -Index 0
            ($image | Get-DigitPrediction -Model $copy).Probabilities |
                Should -Be ($image | Get-DigitPrediction -Model $session.Model).Probabilities
        }
    }

    Context 'Understand' {
        It 'shows weights and biases' {
            "$(($session.Model | Get-ModelWeight -Layer hidden -Name kernel).Shape)" | Should -Be '(784, 128)'
            ($session.Model | Get-ModelWeight -Layer hidden).Shape | ForEach-Object ToString | Should -Be '(784, 128)', '(128)'
        }

        It 'shows layer by layer what becomes of an image' {
            $image = $session.Test | Get-DigitImage -Index 0
            ($session.Model | Get-LayerOutput -InputObject $image).Count | Should -Be 3
        }

        It 'draws how the training went' {
            $session.Run | Export-TrainingChart -Path ./run.png
            (Get-Item ./run.png).Length | Should -BeGreaterThan 1000
        }
    }
}

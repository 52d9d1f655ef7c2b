#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $hasMnist = [bool]$mnist
}

Describe 'The tutorial, from data to a prediction' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        # Drawn digits stand in for MNIST where that is not there, and are enough to show that everything fits together.
        $train = New-DigitDataset -Count 6000 -Seed 1 -Split Train
        $test = New-DigitDataset -Count 1000 -Seed 2 -Split Test
    }

    Context 'Data' {
        It 'shows what a dataset is' {
            $train.Count | Should -Be 6000
            "$($train.Shape)" | Should -Be '(6000, 28, 28)'
            ($train | Out-String) | Should -Match 'Train\s+6000\s+\(6000, 28, 28\)'
        }

        It 'draws digits in the terminal with their labels' {
            $text = $train | Show-DigitImage -First 3 | Out-String
            $text | Should -Match 'label \d'
            $text | Should -Match '[▀▄█]'
        }

        It 'flattens images and encodes labels as views' {
            $prepared = $train | ConvertTo-FlatImage | ConvertTo-OneHotLabel
            "$($prepared.Shape)" | Should -Be '(6000, 784)'
            "$($prepared.LabelShape)" | Should -Be '(6000, 10)'
        }

        It 'encodes a single label' {
            $label = 5 | ConvertTo-OneHotLabel
            $label | Should -Be @(0, 0, 0, 0, 0, 1, 0, 0, 0, 0)
        }
    }

    Context 'Architecture' {
        It 'joins layers in the pipeline' {
            $in = New-InputLayer -Size 784
            $out = $in | New-DenseLayer -Units 128 -Activation ReLU -Name hidden | New-DenseLayer -Units 10 -Activation Softmax
            $model = New-DenseModel -InputLayer $in -OutputLayer $out

            $model.Layers.Name | Should -Be @('input_layer', 'hidden', 'dense')
            $model.ParameterCount | Should -Be 101770
            $in.Outbound | Should -Contain $model.GetLayer('hidden')
            $out.Inbound[0].Name | Should -Be 'hidden'
        }

        It 'finds the inputs when the pipeline ends in a model' {
            $model = New-InputLayer 784 | New-DenseLayer 16 ReLU | New-DenseLayer 10 Softmax | New-DenseModel
            $model.Inputs.Count | Should -Be 1
        }

        It 'shows the summary as Keras does' {
            $text = New-DenseModel -HiddenUnits 32 | Out-String
            $text | Should -Match 'dense \(Dense\)\s+\(None, 32\)\s+25,120'
            $text | Should -Match 'Total params: 25,450 \(99\.41 KB\)'
        }
    }

    Context 'Training and use' {
        BeforeAll {
            $model = New-DenseModel -HiddenUnits 64 -Seed 1 |
                Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.003
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 4 -BatchSize 64 -ValidationSplit 0.1 -Seed 1
        }

        It 'learns, and a run has a row per epoch' {
            $run.Epochs.Count | Should -Be 4
            $run.Epochs[3].Loss | Should -BeLessThan $run.Epochs[0].Loss
            $run.Epochs[3].ValidationAccuracy | Should -BeGreaterThan 0.5
            ($run | Out-String) | Should -Match 'Epoch\s+Loss\s+Accuracy\s+ValidationLoss'
        }

        It 'measures on the test set' {
            $result = $model | Test-ModelAccuracy -Dataset $test
            $result.Accuracy | Should -BeGreaterThan 0.5
            $result.Classes.Count | Should -Be 10
            ($result | Out-String) | Should -Match 'Confusion matrix'
        }

        It 'lets a run carry its model' {
            ($run | Test-ModelAccuracy -Dataset $test).Model | Should -Be $model
        }

        It 'gates a script on an accuracy' {
            $model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 0.5 -Quiet | Should -BeTrue
            $model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 1 -Quiet | Should -BeFalse
        }

        It 'reads images of a dataset and pictures in files' {
            $predictions = $test | Get-DigitImage -Index (0..9) | Get-DigitPrediction -Model $model
            $predictions.Count | Should -Be 10
            foreach ($prediction in $predictions) { $prediction.Digit | Should -BeIn (0..9) }

            $test | Get-DigitImage -First 3 | Export-DigitImage -Path $TestDrive -Scale 8 -DarkOnLight
            $files = Get-ChildItem $TestDrive -Filter *.png
            ($files | Get-DigitPrediction -Model $model).Path | Should -Be $files.FullName
            (Get-DigitPrediction -Path (Join-Path $TestDrive '*.png') -Model $model).Count | Should -Be 3
        }

        It 'keeps a model in a file, and predicts the same with what it reads back' {
            $file = Join-Path $TestDrive 'digits.safetensors'
            $model | Export-DenseModel -Path $file
            $copy = Import-DenseModel -Path $file
            $image = $test | Get-DigitImage -Index 0
            ($image | Get-DigitPrediction -Model $copy).Probabilities |
                Should -Be ($image | Get-DigitPrediction -Model $model).Probabilities
        }

        It 'gives the same network with the same seed' {
            $again = New-DenseModel -HiddenUnits 64 -Seed 1 |
                Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.003
            $null = $train | Invoke-ModelTraining -Model $again -Epochs 4 -BatchSize 64 -ValidationSplit 0.1 -Seed 1
            $model | Export-DenseModel -Path (Join-Path $TestDrive 'a.safetensors')
            $again | Export-DenseModel -Path (Join-Path $TestDrive 'b.safetensors')
            (Get-FileHash (Join-Path $TestDrive 'a.safetensors')).Hash |
                Should -Be (Get-FileHash (Join-Path $TestDrive 'b.safetensors')).Hash
        }

        It 'shows what it has learned' {
            "$(($model | Get-ModelWeight -Layer dense -Name kernel).Shape)" | Should -Be '(784, 64)'
            ($model | Get-LayerOutput -InputObject ($test | Get-DigitImage -Index 0)).Count | Should -Be 3
            $run | Export-TrainingChart -Path (Join-Path $TestDrive 'run.png')
            (Get-Item (Join-Path $TestDrive 'run.png')).Length | Should -BeGreaterThan 1000
        }
    }

    Context 'Real MNIST' {
        It 'reads 97% of the test set after 5 epochs' -Skip:(-not $hasMnist) {
            $realTrain, $realTest = Get-MnistDataset -Path $mnist
            $realTrain.Count | Should -Be 60000
            $realTest.Count | Should -Be 10000
            $model = New-DenseModel -HiddenUnits 128 -Seed 1 | Build-DenseModel
            $null = $realTrain | Invoke-ModelTraining -Model $model -Epochs 5 -BatchSize 64 -Seed 1
            $model | Test-ModelAccuracy -Dataset $realTest -MinimumAccuracy 0.97 -Quiet | Should -BeTrue
        }
    }
}

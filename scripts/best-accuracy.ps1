<#
.SYNOPSIS
    Dense layers only, as accurate as ten minutes on two cores make them.
.DESCRIPTION
    Several networks of 1024 and 512 units are trained one after the other on images that are varied on the fly. Their
    probabilities are averaged, over the networks and over slightly varied copies of each image that is read. The settings
    were chosen by the last 10,000 training images; the test set chooses nothing and is measured once, at the end. Needs
    real MNIST.

        dotnet run --project src/MnistPS.Host -- scripts/best-accuracy.ps1

    With -Steps it shows what each of the ideas brings instead: networks that differ in one thing from the line above, each
    trained on the first 50,000 training images and measured on the other 10,000.
.EXAMPLE
    ./scripts/best-accuracy.ps1 -Networks 1 -Epochs 5
    In ten seconds.
.EXAMPLE
    ./scripts/best-accuracy.ps1 -Steps
#>
[CmdletBinding(DefaultParameterSetName = 'Best')]
param(
    # A folder with the four MNIST files. Without it: MNISTPS_DATA, the cache, a download.
    [string] $Path,

    # Networks whose answers are averaged. Two that err on different images correct each other.
    [Parameter(ParameterSetName = 'Best')]
    [int] $Networks = 4,

    # Epochs of each network. Default: 90, and 20 with -Steps.
    [int] $Epochs,

    # Varied copies of each image that are read besides itself.
    [int] $Copies = 16,

    # Where all chance comes from.
    [int] $Seed = 1,

    # Shows what each idea brings.
    [Parameter(Mandatory, ParameterSetName = 'Steps')]
    [switch] $Steps
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module -Name MnistPS)) {
    $built = Join-Path $PSScriptRoot '../output/MnistPS'
    if (Test-Path $built) { Import-Module $built } else { Import-Module MnistPS }
}

# Dense layers between an input and ten probabilities. With batch normalization between the weights and the activation the
# steps can be several times as large.
function New-Network([object] $In, [int[]] $Units, [bool] $Normalized) {
    $layer = $In
    foreach ($count in $Units) {
        $layer = if ($Normalized) {
            $layer | New-DenseLayer -Units $count -NoBias -KernelInitializer HeNormal | New-BatchNormalizationLayer |
                New-ActivationLayer ReLU
        }
        else { $layer | New-DenseLayer -Units $count -Activation ReLU -KernelInitializer HeNormal }
    }
    $layer | New-DenseLayer -Units 10 -Activation Softmax
}

# AdamW takes a little off every weight in each step; smoothed labels keep a network from being too sure.
$compiled = @{ Optimizer = 'AdamW'; LearningRate = 0.005; WeightDecay = 0.01; LabelSmoothing = 0.05 }

# The rate rises and falls once. No image is seen twice as it is: each is shifted, turned, scaled, slanted and bent anew.
$varied = @{ ShiftRange = 1.5; RotationRange = 10; ScaleRange = 0.1; ShearRange = 0.15 }
$elastic = @{ ElasticRange = 2 }
$training = @{ BatchSize = 128; LearningRateSchedule = 'OneCycle' }

# The mean of the answers is a layer too: an average of networks is a model like any other.
function Join-Network([object[]] $Answers) {
    if ($Answers.Count -eq 1) { return $Answers[0] | New-DenseModel -Name single }
    New-AddLayer $Answers | New-RescalingLayer -Scale (1 / $Answers.Count) | New-DenseModel -Name average
}

$train, $test = if ($Path) { Get-MnistDataset -Path $Path } else { Get-MnistDataset }
if ($Steps) {
    if (-not $Epochs) { $Epochs = 20 }
    $train, $validation = $train | Split-DigitDataset -Count 50000 -NoStratification
    $adam = @{ Optimizer = 'Adam'; LearningRate = 0.001 }
    $normalized = @{ Optimizer = 'AdamW'; LearningRate = 0.005; WeightDecay = 0.01 }
    $plain = @{ BatchSize = 128 }
    $ideas = @(
        @{ Name = '128 units, ReLU, Adam 0.001'; Units = 128; Compile = $adam; Train = $plain }
        @{ Name = '1024 and 512 units'; Units = 1024, 512; Compile = $adam; Train = $plain }
        @{ Name = '+ one cycle of the learning rate'; Units = 1024, 512; Compile = $adam; Train = $training }
        @{ Name = '+ batch normalization, AdamW 0.005'; Units = 1024, 512; Normalized = $true; Compile = $normalized; Train = $training }
        @{ Name = '+ smoothed labels'; Units = 1024, 512; Normalized = $true; Compile = $compiled; Train = $training }
        @{ Name = '+ images shifted, turned, scaled, slanted'; Units = 1024, 512; Normalized = $true; Compile = $compiled; Train = $training + $varied }
        @{ Name = '+ images bent'; Units = 1024, 512; Normalized = $true; Compile = $compiled; Train = $training + $varied + $elastic }
    )
    '| step | validation accuracy | seconds of training |', '| --- | ---: | ---: |' | Out-Default
    $in = New-InputLayer -Size 784
    foreach ($idea in $ideas) {
        $answer = New-Network -In $in -Units $idea.Units -Normalized ([bool] $idea.Normalized)
        $compile, $how = $idea.Compile, $idea.Train
        $model = New-DenseModel -InputLayer $in -OutputLayer $answer -Seed $Seed | Build-DenseModel @compile
        $run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -Seed $Seed @how
        "| $($idea.Name) | $(($model | Test-ModelAccuracy $validation).Accuracy.ToString('P2')) | $($run.Seconds.ToString('F0')) |" | Out-Default
    }
    "| + $Copies varied copies of each image read | $(($model | Test-ModelAccuracy $validation -TestTimeAugmentation $Copies).Accuracy.ToString('P2')) | |" | Out-Default

    $other = New-Network -In $in -Units 1024, 512 -Normalized $true
    $model = New-DenseModel -InputLayer $in -OutputLayer $other -Seed ($Seed + 1) | Build-DenseModel @compiled
    $run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -Seed ($Seed + 1) @training @varied @elastic
    $both = Join-Network $answer, $other
    "| + the mean of two networks | $(($both | Test-ModelAccuracy $validation -TestTimeAugmentation $Copies).Accuracy.ToString('P2')) | $((2 * $run.Seconds).ToString('F0')) |" | Out-Default
    return
}

if (-not $Epochs) { $Epochs = 90 }
$clock = [System.Diagnostics.Stopwatch]::StartNew()

# All networks read from one input, so that they can be joined into a single model afterwards.
$in = New-InputLayer -Size 784
$answers = for ($i = 0; $i -lt $Networks; $i++) {
    $answer = New-Network -In $in -Units 1024, 512 -Normalized $true
    $model = New-DenseModel -InputLayer $in -OutputLayer $answer -Seed ($Seed + $i) | Build-DenseModel @compiled
    $run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -Seed ($Seed + $i) @training @varied @elastic
    "Network $($i + 1): $($run.Last.Accuracy.ToString('P2')) of the varied training images after $($run.Seconds.ToString('F0')) s." | Out-Default
    $answer
}

$seconds = $clock.Elapsed.TotalSeconds
$result = Join-Network $answers | Test-ModelAccuracy -Dataset $test -TestTimeAugmentation $Copies
$result | Out-Default
"Test accuracy $($result.Accuracy.ToString('P2')) after $($seconds.ToString('F0')) s of training." | Out-Default

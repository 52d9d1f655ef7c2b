<#
.SYNOPSIS
    Dense layers only, as accurate as a few minutes on two cores make them.
.DESCRIPTION
    Several networks of 1024 and 512 units are trained one after the other on images that are varied on the fly, and their
    probabilities are averaged. Nothing is chosen by the test set: it is measured once, at the end. Needs real MNIST.

        dotnet run --project src/MnistPS.Host -- scripts/best-accuracy.ps1
.EXAMPLE
    ./scripts/best-accuracy.ps1 -Networks 1 -Epochs 12
#>
[CmdletBinding()]
param(
    # A folder with the four MNIST files. Without it: MNISTPS_DATA, the cache, a download.
    [string] $Path,

    # Networks whose answers are averaged. Two that err on different images correct each other.
    [int] $Networks = 3,

    # Epochs of each network.
    [int] $Epochs = 30,

    # Where all chance comes from.
    [int] $Seed = 1
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module -Name MnistPS)) {
    $built = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'MnistPS'))
    if ([System.IO.Directory]::Exists($built)) { Import-Module $built } else { Import-Module MnistPS }
}

$train, $test = if ($Path) { Get-MnistDataset -Path $Path } else { Get-MnistDataset }
$clock = [System.Diagnostics.Stopwatch]::StartNew()

# All networks read from one input, so that they can be joined into a single model afterwards.
$in = New-InputLayer -Size 784
$answers = for ($i = 0; $i -lt $Networks; $i++) {
    # Batch normalization between the weights and the activation lets the steps be ten times as large.
    $layer = $in
    foreach ($units in 1024, 512) {
        $layer = $layer | New-DenseLayer -Units $units -NoBias -KernelInitializer HeNormal |
            New-BatchNormalizationLayer | New-ActivationLayer ReLU
    }
    $answer = $layer | New-DenseLayer -Units 10 -Activation Softmax

    # AdamW takes a little off every weight in each step; smoothed labels keep the network from being too sure.
    $model = New-DenseModel -InputLayer $in -OutputLayer $answer -Seed ($Seed + $i) |
        Build-DenseModel -Optimizer AdamW -LearningRate 0.005 -WeightDecay 0.01 -LabelSmoothing 0.05

    # No image is seen twice as it is: each is shifted, turned, scaled, slanted and bent anew in every epoch.
    $run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -BatchSize 256 -Seed ($Seed + $i) `
        -LearningRateSchedule OneCycle -ShiftRange 1.5 -RotationRange 10 -ScaleRange 0.1 -ShearRange 0.15 -ElasticRange 2
    "Network $($i + 1): accuracy on varied images $($run.Last.Accuracy.ToString('P2')), $($run.Seconds.ToString('F0')) s; on the test set $(($model | Test-ModelAccuracy -Dataset $test).Accuracy.ToString('P2'))" | Out-Default
    $answer
}

# The mean of the answers is a layer too: an average of networks is a model like any other.
$ensemble = if ($Networks -eq 1) { $model }
else { New-AddLayer $answers | New-RescalingLayer -Scale (1 / $Networks) | New-DenseModel -Name ensemble }
$result = $ensemble | Test-ModelAccuracy -Dataset $test
$result | Out-Default
"Test accuracy $($result.Accuracy.ToString('P2')) after $($clock.Elapsed.TotalSeconds.ToString('F0')) s."

<#
.SYNOPSIS
    Trains the model that the module brings along, and writes it to module/models/digits.safetensors.
.DESCRIPTION
    A few candidates differ in their seed alone. The one that reads most of a validation set of 5,000 MNIST images right,
    which none of them has trained on, is taken; the test set is measured once, at the end, and chooses nothing. Besides
    MNIST the candidates see digits that the module draws itself: other pens and other hands than MNIST's.

    The file is the only binary one in the repository: a clone has no MNIST, and building the module needs no network.
    It is written with 16 bits per weight. Run the script again after changing it, and commit both together:

        dotnet run --project src/MnistPS.Host -- scripts/built-in-model.ps1

    The same seed gives the same weights, with the same version of the module and the same number of threads.
.EXAMPLE
    ./scripts/built-in-model.ps1 -Candidates 1 -Epochs 5 -Destination ./quick.safetensors
#>
[CmdletBinding()]
param(
    # A folder with the four MNIST files. Without it: MNISTPS_DATA, the cache, a download.
    [string] $Path,

    # The file to write.
    [string] $Destination = (Join-Path $PSScriptRoot '../module/models/digits.safetensors'),

    # Networks to choose from.
    [int] $Candidates = 3,

    # Epochs of each.
    [int] $Epochs = 60,

    # Drawn digits among the images to train with.
    [int] $Drawn = 15000,

    # Where all chance comes from.
    [int] $Seed = 1
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module -Name MnistPS)) {
    $built = Join-Path $PSScriptRoot '../output/MnistPS'
    if (Test-Path $built) { Import-Module $built } else { Import-Module MnistPS }
}

# Once trained, a batch normalization is a factor and a shift for each unit: both go into the dense layer before it. What is
# left are plain dense layers, which can also learn from a few digits, where the means of a batch would say little.
function Merge-Normalization([object] $Dense, [object] $Normalization, [object] $Model, [object] $Target) {
    $kernel = ($Model | Get-ModelWeight -Layer $Dense -Name kernel).Values
    $gamma, $beta, $mean, $variance = foreach ($name in 'gamma', 'beta', 'moving_mean', 'moving_variance') {
        , ($Model | Get-ModelWeight -Layer $Normalization -Name $name).Values
    }
    $rows, $columns = $kernel.GetLength(0), $kernel.GetLength(1)
    $bias = [float[]]::new($columns)
    for ($j = 0; $j -lt $columns; $j++) {
        $factor = $gamma[$j] / [Math]::Sqrt($variance[$j] + $Normalization.Options.Epsilon)
        $bias[$j] = $beta[$j] - $factor * $mean[$j]
        for ($i = 0; $i -lt $rows; $i++) { $kernel[$i, $j] *= $factor }
    }
    $Target | Set-ModelWeight -Layer $Dense -Name kernel -Value $kernel
    $Target | Set-ModelWeight -Layer $Dense -Name bias -Value $bias
}

$all, $test = if ($Path) { Get-MnistDataset -Path $Path } else { Get-MnistDataset }
$train, $validation = $all | Split-DigitDataset -Fraction (11 / 12) -Seed $Seed
if ($Drawn) { $train = $train, (New-DigitDataset -Count $Drawn -Seed $Seed) | Join-DigitDataset }

$best = 0
for ($i = 0; $i -lt $Candidates; $i++) {
    $model = New-InputLayer -Size 784 |
        New-DenseLayer -Units 256 -NoBias -KernelInitializer HeNormal -Name hidden1 |
        New-BatchNormalizationLayer -Name normal1 | New-ActivationLayer ReLU |
        New-DenseLayer -Units 128 -NoBias -KernelInitializer HeNormal -Name hidden2 |
        New-BatchNormalizationLayer -Name normal2 | New-ActivationLayer ReLU |
        New-DenseLayer -Units 10 -Activation Softmax -Name digit |
        New-DenseModel -Seed ($Seed + $i) |
        Build-DenseModel -Optimizer AdamW -LearningRate 0.005 -WeightDecay 0.01 -LabelSmoothing 0.05
    $run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -BatchSize 256 -Seed ($Seed + $i) `
        -LearningRateSchedule OneCycle -ShiftRange 1.5 -RotationRange 10 -ScaleRange 0.1 -ShearRange 0.15 -ElasticRange 2
    $accuracy = ($model | Test-ModelAccuracy -Dataset $validation).Accuracy
    "Candidate $($i + 1): $($accuracy.ToString('P2')) of the validation set after $($run.Seconds.ToString('F0')) s." | Out-Default
    if ($accuracy -gt $best) { $best = $accuracy; $chosen = $model }
}

$plain = New-InputLayer -Size 784 -Name image |
    New-DenseLayer -Units 256 -Activation ReLU -Name hidden1 |
    New-DenseLayer -Units 128 -Activation ReLU -Name hidden2 |
    New-DenseLayer -Units 10 -Activation Softmax -Name digit |
    New-DenseModel -Name digits -Seed $Seed
foreach ($number in 1, 2) {
    Merge-Normalization $chosen.GetLayer("hidden$number") $chosen.GetLayer("normal$number") $chosen $plain
}
$chosen | Get-ModelWeight -Layer digit | Set-ModelWeight -Model $plain

# Small steps from here: whoever teaches it new digits does not want it to forget the old ones.
$plain = $plain | Build-DenseModel -Optimizer Adam -LearningRate 0.0002
$file = $plain | Export-DenseModel -Path $Destination -Precision Float16 -PassThru

# What is measured is what was written.
$written = Import-DenseModel -LiteralPath $file.FullName
"$($file.FullName): $($file.Length.ToString('N0')) bytes; validation $((
    $written | Test-ModelAccuracy -Dataset $validation).Accuracy.ToString('P2')), test $((
    $written | Test-ModelAccuracy -Dataset $test).Accuracy.ToString('P2'))."

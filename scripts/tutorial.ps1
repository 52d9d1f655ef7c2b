<#
.SYNOPSIS
    From nothing to a network that reads handwritten digits, one idea at a time.
.DESCRIPTION
    Runs in pwsh, and where that is not installed:

        dotnet run --project src/MnistPS.Host -- scripts/tutorial.ps1

    Where MNIST is not available, it trains on digits that the module draws itself, and says so.
.EXAMPLE
    ./scripts/tutorial.ps1 -Epochs 15 -HiddenUnits 512
#>
[CmdletBinding()]
param(
    # A folder with the four MNIST files. Without it: MNISTPS_DATA, the cache, a download.
    [string] $Path,

    # How many times all images are gone through.
    [int] $Epochs = 8,

    # Images per change of the weights.
    [int] $BatchSize = 128,

    # Units of the hidden layer.
    [int] $HiddenUnits = 256,

    # Where all chance comes from: the same seed gives the same network.
    [int] $Seed = 1,

    # Trains on drawn digits even where MNIST is available.
    [switch] $Drawn
)

$ErrorActionPreference = 'Stop'

# Out of a clone the module lies in output/; from the gallery it is found by name.
if (-not (Get-Module -Name MnistPS)) {
    $built = Join-Path $PSScriptRoot '../output/MnistPS'
    if (Test-Path $built) { Import-Module $built } else { Import-Module MnistPS }
}

# --- 1. Data -----------------------------------------------------------------------------------------------------------
# 60,000 digits to learn from, and 10,000 others to find out whether anything was learned. The network never trains on
# the second lot: what it gets right there, it can read.
$train = $test = $null
$real = -not $Drawn
if ($real) {
    try {
        $train, $test = if ($Path) { Get-MnistDataset -Path $Path } else { Get-MnistDataset }
    }
    catch {
        # A folder that was named must be right. Without one, no network is no reason to stop.
        if ($Path) { throw }
        Write-Warning "MNIST is not available: $_"
        $real = $false
    }
}
if (-not $real) {
    Write-Warning 'This run trains and measures on digits that the module draws itself, not on MNIST: its accuracy says nothing about handwriting.'
    $train = New-DigitDataset -Count 60000 -Seed $Seed -Split Train
    $test = New-DigitDataset -Count 10000 -Seed ($Seed + 1000000) -Split Test
}
$train, $test | Out-Default

# --- 2. Look -----------------------------------------------------------------------------------------------------------
# An image is 28 rows of 28 numbers, from 0 for the ground to 255 for ink.
$train | Show-DigitImage -First 5

# --- 3. Prepare --------------------------------------------------------------------------------------------------------
# A dense layer reads a row of numbers: 28×28 becomes 784. And it answers with ten numbers, one per digit, so the right
# answer is written that way too: a 5 is 0 0 0 0 0 1 0 0 0 0. Both are views; no image is copied.
$train = $train | ConvertTo-FlatImage | ConvertTo-OneHotLabel
$test = $test | ConvertTo-FlatImage | ConvertTo-OneHotLabel
"Images $($train.Shape), labels $($train.LabelShape). A 5 as a label: $(5 | ConvertTo-OneHotLabel)"

# --- 4. Build ----------------------------------------------------------------------------------------------------------
# The pipeline is the graph. Each unit of a dense layer weighs every number that it is given, adds them up, adds a bias:
# x·W + b. ReLU cuts off what is below zero, which is all that makes two layers more than one. Softmax turns the last ten
# numbers into probabilities.
$in = New-InputLayer -Size 784
$out = $in |
    New-DenseLayer -Units $HiddenUnits -Activation ReLU -Name hidden |
    New-DenseLayer -Units 10 -Activation Softmax -Name digit
$model = New-DenseModel -InputLayer $in -OutputLayer $out -Name tutorial -Seed $Seed

# --- 5. Compile --------------------------------------------------------------------------------------------------------
# The loss says how wrong the network is: how surprised by the right answer. The optimizer makes it a little smaller
# after every batch, by moving each weight against its share in the error.
$model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.003 | Out-Default

# --- 6. Train ----------------------------------------------------------------------------------------------------------
# An epoch goes through all images once. The last tenth is kept apart: accuracy on images that the network does not train
# on tells when it stops learning digits and begins to learn the training set by heart.
# The size of a step goes up to the learning rate and down to almost nothing, in one cycle: large steps get there fast,
# small ones settle.
$run = $train |
    Invoke-ModelTraining -Model $model -Epochs $Epochs -BatchSize $BatchSize -LearningRateSchedule OneCycle -ValidationSplit 0.1 -Seed $Seed
$run | Out-Default

# --- 7. Measure --------------------------------------------------------------------------------------------------------
# What counts: images that it has never seen.
$evaluation = $model | Test-ModelAccuracy -Dataset $test
$evaluation | Out-Default

# --- 8. Keep -----------------------------------------------------------------------------------------------------------
# One file with the weights and the architecture.
$folder = Join-Path ([System.IO.Path]::GetTempPath()) 'MnistPS-tutorial'
$null = New-Item -ItemType Directory $folder -Force
$file = Join-Path $folder 'digits.safetensors'
$model | Export-DenseModel -Path $file
$model = Import-DenseModel -Path $file

# --- 9. Read an image of one's own --------------------------------------------------------------------------------------
# Any picture of a digit will do. This one is written here: an image of the test set as black ink on a white page.
$picture = Join-Path $folder 'digit.png'
$digit = $test | Get-DigitImage -Index 0
$digit | Export-DigitImage -Path $picture -Scale 8 -DarkOnLight
$prediction = Get-DigitPrediction -Path $picture -Model $model
$prediction | Out-Default
"The picture $picture shows a $($digit.Label); the network reads a $($prediction.Digit) and is $($prediction.Confidence.ToString('P1')) sure."

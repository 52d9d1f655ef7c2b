# The tutorial without its words: every stage on the clock, from Import-Module to the test set. Writes "<stage> <seconds>" for
# each, and at the end "accuracy <percent>".
[CmdletBinding()]
param(
    # The manifest of the module.
    [string] $Module,

    # The folder that holds MNIST.
    [string] $Data,

    # Units of the hidden layer.
    [int] $HiddenUnits = 256,

    # How many times all images are gone through.
    [int] $Epochs = 7,

    # Where all chance comes from.
    [int] $Seed = 1
)

$ErrorActionPreference = 'Stop'
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$culture = [System.Globalization.CultureInfo]::InvariantCulture

# What has passed since the last stage, so that nothing falls between two of them.
function Stage([string] $Name) {
    "$Name $($clock.Elapsed.TotalSeconds.ToString($culture))"
    $clock.Restart()
}

Import-Module $Module
Stage 'Import-Module'

$train, $test = Get-MnistDataset -Path $Data
$train = $train | ConvertTo-FlatImage | ConvertTo-OneHotLabel
Stage 'data: both splits, unpacked and checked'

$in = New-InputLayer -Size 784
$out = $in | New-DenseLayer -Units $HiddenUnits -Activation ReLU | New-DenseLayer -Units 10 -Activation Softmax
$model = New-DenseModel -InputLayer $in -OutputLayer $out -Seed $Seed
$null = $model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.003
Stage "layers, model $HiddenUnits units, compiled"

# Where libtorch is needed, this is what loads it: more images than plain loops are used for.
$null = $model | Test-ModelAccuracy -Dataset (New-DigitDataset -Count 32 -Seed 1)
$clock.Stop()
$torch = [System.Diagnostics.Process]::GetCurrentProcess().Modules | Where-Object { $_.ModuleName -like '*torch_cpu*' }
Stage "first images through the model$(if ($torch) { ', libtorch loaded' } else { ', without libtorch' })"

$run = $train | Invoke-ModelTraining -Model $model -Epochs $Epochs -BatchSize 128 -LearningRateSchedule OneCycle -Seed $Seed
$training = $clock.Elapsed.TotalSeconds
$clock.Restart()
foreach ($epoch in $run.Epochs) {
    $training -= $epoch.Seconds
    "epoch $($epoch.Epoch) $($epoch.Seconds.ToString($culture))"
}
"training beside its epochs $($training.ToString($culture))"

$accuracy = ($model | Test-ModelAccuracy -Dataset $test).Accuracy
Stage 'test: 10,000 images'
"accuracy $((100 * $accuracy).ToString($culture))"

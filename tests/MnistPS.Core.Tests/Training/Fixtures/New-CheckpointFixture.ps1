# Writes checkpoints-0.1.0.json: checkpoints as version 0.1.0 wrote them after two epochs, and the weights with which it went on
# to the end; the files packed with gzip, in base64. Run it in a checkout of 0.1.0 whose module is built:
#   dotnet run --project src/MnistPS.Host -- New-CheckpointFixture.ps1 checkpoints-0.1.0.json
param([string] $Path)

# Twelve images of 3×3 pixels, of three kinds: ink in the first, the second or the third row.
$type = (New-DigitDataset -Count 1).GetType()
$pixels = [byte[]]::new(108)
$labels = [byte[]]::new(12)
for ($i = 0; $i -lt 12; $i++) {
    $labels[$i] = $i % 3
    for ($j = 0; $j -lt 3; $j++) { $pixels[9 * $i + 3 * ($i % 3) + $j] = 255 - 10 * $i - 20 * $j }
}
$data = $type::new([ReadOnlyMemory[byte]] $pixels, [ReadOnlyMemory[byte]] $labels, 3, 3, 3)

function Compress-File($Path) {
    $packed = [IO.MemoryStream]::new()
    $gzip = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionLevel]::SmallestSize)
    $bytes = [IO.File]::ReadAllBytes($Path)
    $gzip.Write($bytes, 0, $bytes.Length)
    $gzip.Dispose()
    [Convert]::ToBase64String($packed.ToArray())
}

function New-Learner($Optimizer) {
    New-InputLayer 9 -Name x | New-DenseLayer 3 -Name hidden -L2 0.01 | New-BatchNormalizationLayer -Name norm |
        New-DropoutLayer 0.3 -Name drop | New-DenseLayer 3 -Activation Softmax -Name y | New-DenseModel -Seed 1 |
        Build-DenseModel @Optimizer
}

$cases = @{
    average  = @{ Optimizer = 'Adam' }, @{ Epochs = 5; LearningRateSchedule = 'OneCycle'; WeightAverageDecay = 0.9; ShiftRange = 0.5; ClassWeight = @{ 1 = 2 } }
    plateau  = @{ Optimizer = 'SGD'; LearningRate = 0.1; Momentum = 0.9 }, @{ Epochs = 5; LearningRateSchedule = 'ReduceOnPlateau'; DecayEpochs = 1; DecayRate = 0.5; Patience = 9; RestoreBestWeights = $true; Monitor = 'Loss' }
    finished = @{ Optimizer = 'RMSprop' }, @{ Epochs = 5; Patience = 1; MinimumDelta = 100; RestoreBestWeights = $true }
}
$json = foreach ($name in 'average', 'plateau', 'finished') {
    $optimizer, $settings = $cases[$name]
    $run = $data | Invoke-ModelTraining -Model (New-Learner $optimizer) -BatchSize 4 -Seed 7 -ThreadCount 1 -ValidationSplit 0.25 -CheckpointPath "$Path.{epoch}" @settings
    $weights = $run.Model | Get-ModelWeight | ForEach-Object { "$($_.Layer)/$($_.Name)"; $_.Values | ForEach-Object { $_ } }
    '"' + $name + '": { "checkpoint": "' + (Compress-File "$Path.02") + '", "weights": "' + ($weights -join ' ') + '" }'
}
[IO.File]::WriteAllText($Path, "{`n" + ($json -join ",`n") + "`n}`n")

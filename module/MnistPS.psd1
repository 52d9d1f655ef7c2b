@{
    ModuleVersion        = '0.1.0'
    GUID                 = '7b0a4e7e-6a0f-4d0b-9d53-3f1b6f8a2c41'
    Author               = 'The MnistPS authors'
    CompanyName          = 'The MnistPS authors'
    Copyright            = '(c) The MnistPS authors. MIT licence.'
    Description          = 'Learn and use neural networks from PowerShell: get MNIST, look at the digits, join layers into a network, train it, measure it, and read your own handwriting.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')

    # The nested loader comes first: PowerShell reflects the root module's types, and with them the engine that they
    # refer to, before the root module itself has a chance to say where that is.
    RootModule           = 'lib/MnistPS.dll'
    NestedModules        = @('MnistPS.Loader.dll')
    FormatsToProcess     = @('MnistPS.Format.ps1xml', 'MnistPS.Model.Format.ps1xml', 'MnistPS.Picture.Format.ps1xml', 'MnistPS.Understanding.Format.ps1xml')
    TypesToProcess       = @('MnistPS.Types.ps1xml')

    FunctionsToExport    = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Build-DenseModel'
        'ConvertTo-DigitImage'
        'ConvertTo-FlatImage'
        'ConvertTo-OneHotLabel'
        'Export-ConfusionChart'
        'Export-DenseModel'
        'Export-DigitImage'
        'Export-TrainingChart'
        'Find-LearningRate'
        'Get-DigitImage'
        'Get-DigitPrediction'
        'Get-LayerOutput'
        'Get-MisclassifiedDigit'
        'Get-MnistDataset'
        'Get-ModelLayer'
        'Get-ModelWeight'
        'Import-DenseModel'
        'Import-DigitDataset'
        'Invoke-ModelTraining'
        'Join-DigitDataset'
        'New-ActivationLayer'
        'New-AddLayer'
        'New-BatchNormalizationLayer'
        'New-ConcatenateLayer'
        'New-DenseLayer'
        'New-DenseModel'
        'New-DigitDataset'
        'New-DropoutLayer'
        'New-FlattenLayer'
        'New-GaussianNoiseLayer'
        'New-InputLayer'
        'New-RescalingLayer'
        'Set-ModelWeight'
        'Show-DigitImage'
        'Split-DigitDataset'
        'Test-ModelAccuracy'
    )
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('MNIST', 'NeuralNetwork', 'DeepLearning', 'MachineLearning', 'TorchSharp', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}

#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

Describe 'Bad input' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestModule.ps1')
        $data = New-DigitDataset -Count 100 -Seed 1 -Split Train
        $model = New-DenseModel -HiddenUnits 8 -Seed 1 | Build-DenseModel
    }

    It 'refuses a layer of <_> units' -ForEach -1, 0, 1000000 {
        { New-InputLayer 784 | New-DenseLayer -Units $_ } | Should -Throw -ErrorId 'LayerUnitsOutOfRange*'
    }

    It 'refuses a graph whose output does not reach its input' {
        $out = New-InputLayer 784 | New-DenseLayer 10 Softmax
        { New-DenseModel -InputLayer (New-InputLayer 784) -OutputLayer $out } | Should -Throw -ErrorId 'GraphDisconnected*'
    }

    It 'refuses a model that does not fit the images, and says what would' {
        $small = New-DenseModel -InputSize 100 -HiddenUnits 8 | Build-DenseModel
        { $data | Invoke-ModelTraining -Model $small } | Should -Throw -ErrorId 'InputShapeMismatch*' -ExpectedMessage '*784*'
    }

    It 'refuses to train a model that was not compiled' {
        { $data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 8) } | Should -Throw -ErrorId 'ModelNotCompiled*'
    }

    It 'refuses <Name> = <Value>' -ForEach @(
        @{ Name = 'Epochs'; Value = 0 }, @{ Name = 'BatchSize'; Value = 0 }, @{ Name = 'ValidationSplit'; Value = 1 }
    ) {
        $settings = @{ $Name = $Value }
        { $data | Invoke-ModelTraining -Model $model @settings } | Should -Throw -ErrorId '*OutOfRange*' -ExpectedMessage "*$Name*"
    }

    It 'refuses a folder without MNIST' {
        { Get-MnistDataset -Path $TestDrive } | Should -Throw -ErrorId 'MnistFileMissing*'
        { Get-MnistDataset -Path (Join-Path $TestDrive 'nowhere') } | Should -Throw -ErrorId 'MnistPathNotFound*'
    }

    It 'refuses a damaged model file, and goes on with the next' {
        $good = Join-Path $TestDrive 'good.safetensors'
        $bad = Join-Path $TestDrive 'bad.safetensors'
        $model | Export-DenseModel -Path $good
        [IO.File]::WriteAllBytes($bad, [IO.File]::ReadAllBytes($good)[0..500])

        $models = Import-DenseModel -LiteralPath $bad, $good -ErrorAction SilentlyContinue -ErrorVariable problems
        $models.Count | Should -Be 1
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ModelFileInvalid*'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'reports one error for each picture that is none, and reads the others' {
        $picture = Join-Path $TestDrive 'digit.png'
        $text = Join-Path $TestDrive 'text.png'
        $data | Get-DigitImage -Index 0 | Export-DigitImage -Path $picture -Scale 8
        Set-Content $text 'This is no picture.'

        $read = Get-DigitPrediction -LiteralPath $text, $picture, $TestDrive -Model $model -ErrorAction SilentlyContinue -ErrorVariable problems
        @($read).Count | Should -Be 1
        $problems.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be @('ImageNotRecognized', 'PathIsFolder')
    }

    It 'writes nothing with -WhatIf, and replaces nothing with -NoClobber' {
        $file = Join-Path $TestDrive 'model.safetensors'
        $model | Export-DenseModel -Path $file -WhatIf
        $file | Should -Not -Exist
        Set-Content $file 'precious'
        { $model | Export-DenseModel -Path $file -NoClobber } | Should -Throw -ErrorId 'FileExists*'
        Get-Content $file | Should -Be 'precious'
    }
}

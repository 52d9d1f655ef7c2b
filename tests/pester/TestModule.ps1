# Dot-sourced by the tests: imports the built module, and finds MNIST or says that it is not there. Errors fail a test.
$ErrorActionPreference = 'Stop'
$repository = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
$manifest = Import-PowerShellDataFile (Join-Path $repository 'module/MnistPS.psd1')
Import-Module (Join-Path $repository "output/MnistPS/$($manifest.ModuleVersion)/MnistPS.psd1") -ErrorAction Stop

$mnist = @($env:MNISTPS_DATA, (Join-Path $repository '../shared/mnist')) |
    Where-Object { $_ -and (Test-Path (Join-Path $_ 'train-images-idx3-ubyte*')) } |
    Select-Object -First 1

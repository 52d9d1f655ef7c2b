#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Libraries that are missing or damaged, and libraries of the same names elsewhere. Each case is a process of its own: what
# must not happen is that it ends.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'ModuleCopy.ps1')
    $managed = Get-ChildItem $library -Filter *.dll | Where-Object Name -NE 'MnistPS.dll' | ForEach-Object Name
    $damages = 'missing', 'empty', 'text'
    $assemblies = foreach ($file in $managed) { foreach ($damage in $damages) { @{ File = $file; Damage = $damage } } }
    $nativeDamages = $IsLinux ? ($damages + 'cut off', 'for another processor') : $damages
    $pictureLibraries = foreach ($file in Get-ChildItem $natives | Where-Object Name -Match 'Skia|HarfBuzz') {
        foreach ($damage in $nativeDamages + 'another library') { @{ File = $file.Name; Damage = $damage } }
    }
    $torchLibraries = foreach ($file in Get-ChildItem $natives | Where-Object Name -NotMatch 'Skia|HarfBuzz') {
        foreach ($damage in $nativeDamages) {
            if ($damage -ne 'for another processor' -or $file.Length -lt 10MB) { @{ File = $file.Name; Damage = $damage } }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'ModuleCopy.ps1')
    $copy = New-ModuleCopy (Join-Path ([System.IO.Path]::GetTempPath()) "mnistps-$([guid]::NewGuid())")
    $copiedManifest = Join-Path $copy 'MnistPS.psd1'
    $copiedLibrary = Join-Path $copy 'lib'
    $copiedNatives = $natives.Replace($library, $copiedLibrary)

    # Uses nearly all: reading, drawing and writing of pictures, charts, models, datasets, training, and then the finalizers.
    $everything = @'
$ErrorActionPreference = 'Stop'
$folder = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "mnistps-use-$PID") -ItemType Directory).FullName
[System.IO.File]::WriteAllBytes("$folder/seven.png", [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAADgAAAA4CAAAAACN7WTCAAAAXUlEQVR42u3WIQ7AMAxD0d7/0h2d1MSuJn+0fBbwiFHW/tgaOPB9in4P6wFPdgVLR8LagbBxHOwcBltHwd5BUDgGKodA6QioHQCNy0Pn4tC6NPQuDC9cGM6DNND2AGVKDo1jXI4iAAAAAElFTkSuQmCC'))
Try-This data { $script:data = New-DigitDataset -Count 60 -Seed 1 -Split Train }
Try-This training { $script:model = New-DenseModel -HiddenUnits 8 -Seed 1 | Build-DenseModel; $script:run = $data | Invoke-ModelTraining -Model $model }
Try-This picture { Get-DigitPrediction "$folder/seven.png" }
Try-This conversion { ConvertTo-DigitImage "$folder/seven.png" }
Try-This image { $data | Get-DigitImage -Index 0 | Export-DigitImage -Path "$folder/digit.png" }
Try-This chart { $run | Export-TrainingChart -Path "$folder/run.png" }
Try-This vector { $run | Export-TrainingChart -Path "$folder/run.svg" }
Try-This confusion { $model | Test-ModelAccuracy -Dataset $data | Export-ConfusionChart -Path "$folder/confusion.png" }
Try-This import { $null = New-Item "$folder/digits/7" -ItemType Directory; Copy-Item "$folder/seven.png" "$folder/digits/7"; Import-DigitDataset "$folder/digits" }
Try-This csv { Set-Content "$folder/data.csv" ((@(7) + @(0) * 784) -join ','); Import-DigitDataset "$folder/data.csv" }
Try-This export { $model | Export-DenseModel "$folder/model.safetensors" }
Remove-Item $folder -Recurse
'@

    $torchTraining = @'
$data = New-DigitDataset -Count 60 -Seed 1 -Split Train
Try-This torch { $data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 8 -Seed 1 | Build-DenseModel) -Engine TorchSharp }
Try-This vector { $data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 8 -Seed 1 | Build-DenseModel) }
'@

    # An exit code from 128 on is that of a signal.
    Add-ShouldOperator -Name BeAlive -Test {
        param($ActualValue)
        $alive = $ActualValue.ExitCode -lt 128 -and $ActualValue.Output -match 'still here'
        [pscustomobject]@{
            Succeeded      = $alive
            FailureMessage = "The session ended with $($ActualValue.ExitCode): $($ActualValue.Text)"
        }
    }
}

AfterAll {
    Remove-Item $copy -Recurse
}

Describe 'A module of which an assembly is damaged' {
    It 'says which one, where <File> is <Damage>, and the session lives' -ForEach $assemblies {
        $session = Use-DamagedFile (Join-Path $copiedLibrary $File) $Damage { Invoke-Session $copiedManifest $everything }

        $session | Should -BeAlive
        if ($session.Output -match 'failed:') {
            $session.Output | Should -Match ([regex]::Escape([System.IO.Path]::GetFileNameWithoutExtension($File)))
        }
    }

    It 'says at once that MnistPS.Core.dll is <_>' -ForEach 'missing', 'empty', 'text' {
        $session = Use-DamagedFile (Join-Path $copiedLibrary 'MnistPS.Core.dll') $_ { Invoke-Session $copiedManifest "'still here'" }

        $session | Should -BeAlive
        $session.Output | Should -Match 'module failed: .*MnistPS\.Core\.dll'
    }
}

Describe 'A module of which a library for pictures is damaged' {
    It 'has one error for all that needs it, where <File> is <Damage>, and the session lives' -ForEach $pictureLibraries {
        $session = Use-DamagedFile (Join-Path $copiedNatives $File) $Damage { Invoke-Session $copiedManifest $everything }

        $session | Should -BeAlive
        $affected = $File -match 'Skia' ? ('picture', 'conversion', 'image', 'chart', 'vector', 'confusion', 'import') : ('chart', 'vector', 'confusion')
        foreach ($what in $affected) { $session.Output | Should -Match "(?m)^$what failed: NativeLibraryNotLoadable," }
        foreach ($what in 'data', 'training', 'csv', 'export') { $session.Output | Should -Match "(?m)^$what done" }
    }
}

Describe 'A module of which a part of libtorch is damaged' {
    It 'has a clear error for -Engine TorchSharp, where <File> is <Damage>, and the session lives' -ForEach $torchLibraries {
        $session = Use-DamagedFile (Join-Path $copiedNatives $File) $Damage { Invoke-Session $copiedManifest $torchTraining }

        $session | Should -BeAlive
        $session.Output | Should -Match '(?m)^torch failed: NativeLibraryNotLoadable,'
        $session.Output | Should -Match '(?m)^vector done'
    }

    It 'has a clear error for -Engine TorchSharp, where <_> is missing' -ForEach 'MnistPS.Torch.dll', 'TorchSharp.dll' {
        $session = Use-DamagedFile (Join-Path $copiedLibrary $_) 'missing' { Invoke-Session $copiedManifest $torchTraining }

        $session | Should -BeAlive
        $session.Output | Should -Match '(?m)^torch failed: TorchNotInstalled,'
        $session.Output | Should -Match '(?m)^vector done'
    }
}

Describe 'Libraries of the same names in folders that LD_LIBRARY_PATH names' -Skip:(-not $IsLinux) {
    BeforeAll {
        $planted = (New-Item (Join-Path $copy 'planted') -ItemType Directory).FullName
        $compiler = Get-Command gcc, cc, clang -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        Set-Content "$planted/planted.c" @'
#include <stdio.h>
#include <stdlib.h>
__attribute__((constructor)) static void run(void) { FILE *f = fopen(getenv("PLANTED"), "a"); fputs(NAME "\n", f); fclose(f); }
'@
        foreach ($name in (Get-ChildItem $natives).Name) {
            if ($compiler) { & $compiler -shared -fPIC "-DNAME=`"$name`"" "-Wl,-soname,$name" -o "$planted/$name" "$planted/planted.c" }
            else { Copy-Item (Join-Path $natives 'libHarfBuzzSharp.so') "$planted/$name" }
        }
    }

    It 'are not used' {
        $environment = @{ LD_LIBRARY_PATH = $planted; PLANTED = "$planted/ran.txt" }
        $report = "[System.IO.File]::ReadAllText('/proc/self/maps')"
        $session = Invoke-Session $copiedManifest "$everything`n$torchTraining`n$report" $environment

        $session | Should -BeAlive
        $session.Output | Should -Match '(?m)^torch done'
        $session.Output | Should -Not -Match 'failed:'
        $session.Output | Should -Not -Match ([regex]::Escape($planted))
        "$planted/ran.txt" | Should -Not -Exist
        foreach ($name in (Get-ChildItem $natives).Name) { $session.Output | Should -Match ([regex]::Escape("$copiedNatives/$name")) }
    }
}

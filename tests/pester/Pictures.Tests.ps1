#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $data = New-DigitDataset -Count 2000 -Seed 1
    $model = New-DenseModel -HiddenUnits 32 -Seed 1 | Build-DenseModel
    $null = $data | ConvertTo-FlatImage | ConvertTo-OneHotLabel | Invoke-ModelTraining -Model $model -Epochs 8 -Seed 1
    $images = @($data | Get-DigitImage -First 4)

    # One image of several digits, side by side.
    function Join-Digit($digits) {
        $width = 34 * $digits.Count + 20
        $pixels = [byte[]]::new($width * 60)
        for ($i = 0; $i -lt $digits.Count; $i++) {
            for ($y = 0; $y -lt 28; $y++) { [Array]::Copy($digits[$i].Pixels, 28 * $y, $pixels, $width * (16 + $y) + 34 * $i + 13, 28) }
        }
        $digits[0].GetType()::new($pixels, 60, $width)
    }

    Push-Location $TestDrive
    $null = New-Item -ItemType Directory digits, numbers, read, bad
    $images | Export-DigitImage -Path digits -Scale 6 -DarkOnLight
    Join-Digit $images | Export-DigitImage -Path numbers/form.jpg -Scale 4 -DarkOnLight
}

AfterAll { Pop-Location }

Describe 'ConvertTo-DigitImage' {
    It 'makes 28 × 28 pixels of every picture that Get-ChildItem finds' {
        $prepared = Get-ChildItem digits/*.png | ConvertTo-DigitImage
        $prepared.Count | Should -Be 4
        $prepared.Shape | ForEach-Object { "$_" } | Should -Be (@('(28, 28)') * 4)
        $prepared[0].Source | Should -Be (Get-ChildItem digits/*.png)[0].FullName
    }

    It 'shows every stage on the way' {
        $steps = ConvertTo-DigitImage digits/00000*.png -Steps
        $steps.Name | Should -Be Grey, Polarity, EvenLight, Threshold, Clean, Crop, Stroke, Scale, Centre
        $steps | Out-String | Should -Match 'Centre of mass'
        ($steps | Show-DigitImage -Width 80 | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'writes every stage as a picture' {
        ConvertTo-DigitImage digits/00000*.png -Steps | Export-DigitImage -Path read
        @(Get-ChildItem read/00000*-Centre.png).Count | Should -Be 1
    }

    It 'leaves an image as it is that has the form of MNIST' {
        (ConvertTo-DigitImage -Pixel $images[2].Pixels).Pixels | Should -Be $images[2].Pixels
    }

    It 'warns of several digits, on the object too' {
        $prepared = ConvertTo-DigitImage numbers/form.jpg -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*Several digits*'
        $prepared.Warnings | Should -BeLike 'Several digits*'
    }
}

Describe 'Get-DigitPrediction' {
    It 'reads an array like its image: <Name>' -ForEach @(
        @{ Name = 'bytes'; Make = { , $images[1].Pixels } }
        @{ Name = 'fractions'; Make = { , [double[]]($images[1].Pixels | ForEach-Object { $_ / 255 }) } }
        @{ Name = 'rows'; Make = { , @(0..27 | ForEach-Object { , $images[1].Pixels[(28 * $_)..(28 * $_ + 27)] }) } }
        @{ Name = 'one by one'; Make = { $images[1].Pixels } }
    ) {
        $read = & $Make | Get-DigitPrediction -Model $model
        $read.Digit | Should -Be ($images[1] | Get-DigitPrediction -Model $model).Digit
        $read.Probabilities.Count | Should -Be 10
    }

    It 'refuses numbers out of range, and says what to do' {
        { Get-DigitPrediction -Pixel ([double[]] $images[1].Pixels) -Model $model -ErrorAction Stop } |
            Should -Throw -ErrorId 'PixelOutOfRange*' -ExpectedMessage '*Divide by 255*'
    }

    It 'reads a number digit by digit' {
        $number = Get-DigitPrediction numbers/form.jpg -Model $model -Multiple
        $number.Text | Should -Match '^\d{4}$'
        $number.Digits.Position | Should -Be 0, 1, 2, 3
        $number.Confidence | Should -Be ($number.Digits.Confidence | Measure-Object -Minimum).Minimum
        $number | Out-String | Should -Match 'form\.jpg\s+\d{4}'
    }

    It 'puts a question mark for what is doubtful where that is asked for' {
        (Get-DigitPrediction numbers/form.jpg -Model $model -Multiple -MinimumConfidence 1 -MaskDoubtful).Text | Should -Match '\?'
    }
}

Describe 'Export-DigitImage' {
    It 'draws into a copy of the picture what was read' {
        $copy = Get-DigitPrediction numbers/form.jpg -Model $model -Multiple | Export-DigitImage -Path read -ShowConfidence -PassThru
        $copy.Name | Should -Be 'form-read.png'
        @(Get-ChildItem read/*.tmp).Count | Should -Be 0
    }

    It 'never replaces the picture itself, and writes nothing with -WhatIf' {
        $number = Get-DigitPrediction numbers/form.jpg -Model $model -Multiple
        { $number | Export-DigitImage -Path numbers/form.jpg -ErrorAction Stop } | Should -Throw -ErrorId 'PictureWouldBeReplaced*'
        $number | Export-DigitImage -Path read/other.png -WhatIf
        'read/other.png' | Should -Not -Exist
    }
}

Describe 'Bad pictures' {
    BeforeAll {
        Set-Content bad/empty.png -Value $null -NoNewline
        Set-Content bad/text.png 'This is no picture.'
        $whole = [IO.File]::ReadAllBytes((Get-Item numbers/form.jpg).FullName)
        $here = (Get-Item bad).FullName
        [IO.File]::WriteAllBytes("$here/cut.jpg", $whole[0..[int]($whole.Length * 0.6)])
        [IO.File]::WriteAllBytes("$here/dot.png", [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=='))
        [IO.File]::WriteAllBytes("$here/bomb.png", [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwCAAAAABDTKdmAAAAAklEQVR4nGKkkSsAAAAASUVORK5CYII='))
        $images[0].GetType()::new([byte[]]::new(10000), 100, 100) | Export-DigitImage -Path bad/blank.png -DarkOnLight
        $null = New-Item -ItemType Directory bad/folder
    }

    It 'gives one error for <File>: <Id>' -ForEach @(
        @{ File = 'empty.png'; Id = 'ImageEmpty' }
        @{ File = 'text.png'; Id = 'ImageNotRecognized' }
        @{ File = 'cut.jpg'; Id = 'ImageTruncated' }
        @{ File = 'dot.png'; Id = 'ImageTooSmall' }
        @{ File = 'blank.png'; Id = 'ImageBlank' }
        @{ File = 'bomb.png'; Id = 'ImageTooLarge' }
        @{ File = 'folder'; Id = 'PathIsFolder' }
        @{ File = 'missing.png'; Id = 'PathNotFound' }
    ) {
        foreach ($multiple in $true, $false) {
            Get-DigitPrediction -LiteralPath bad/$File -Model $model -Multiple:$multiple -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems.Count | Should -Be 1
            ($problems[0].FullyQualifiedErrorId -split ',')[0] | Should -Be $Id
            $problems[0].Exception.Message | Should -BeLike "*$File*"
        }
    }

    It 'reads the good ones among them' {
        $read = Get-DigitPrediction bad/*, digits/*.png -Model $model -ErrorAction SilentlyContinue -ErrorVariable problems
        @($read).Count | Should -Be 4
        $problems.Count | Should -Be 7
    }
}

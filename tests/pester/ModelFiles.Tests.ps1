#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'TestModule.ps1')
    $model = New-DenseModel -HiddenUnits 8 -Seed 1 -Name digits | Build-DenseModel
}

Describe 'Export-DenseModel' {
    It 'puts out the file with -PassThru, and nothing without' {
        $file = Join-Path $TestDrive 'a.safetensors'
        $model | Export-DenseModel $file | Should -BeNullOrEmpty
        ($model | Export-DenseModel $file -PassThru).FullName | Should -Be $file
    }

    It 'takes a path relative to the location, and a PSDrive' {
        Push-Location $TestDrive
        try { $model | Export-DenseModel ./here.safetensors } finally { Pop-Location }
        Join-Path $TestDrive 'here.safetensors' | Should -Exist

        $model | Export-DenseModel TestDrive:/drive.safetensors
        Join-Path $TestDrive 'drive.safetensors' | Should -Exist
    }

    It 'leaves no half a file behind when it cannot write' {
        { $model | Export-DenseModel (Join-Path $TestDrive 'missing/a.safetensors') } | Should -Throw -ErrorId 'FolderNotFound*'
        Get-ChildItem $TestDrive -Recurse -Filter *.tmp | Should -BeNullOrEmpty
    }

    It 'does not ask with -Confirm:$false' {
        $file = Join-Path $TestDrive 'quiet.safetensors'
        $model | Export-DenseModel $file -Confirm:$false
        $file | Should -Exist
    }

    It 'heeds $WhatIfPreference' {
        $file = Join-Path $TestDrive 'never.safetensors'
        $WhatIfPreference = $true
        $model | Export-DenseModel $file
        $WhatIfPreference = $false
        $file | Should -Not -Exist
    }
}

Describe 'Import-DenseModel' {
    BeforeAll {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'models')
        foreach ($name in 'one', 'two', 'three[3]') {
            New-DenseModel -HiddenUnits 4 -Name $name | Export-DenseModel -Path "$folder/$name.safetensors"
        }
    }

    It 'takes wildcards' {
        (Import-DenseModel "$folder/t*.safetensors").Name | Should -Be 'three[3]', 'two'
    }

    It 'takes what Get-ChildItem finds, brackets in the names and all' {
        (Get-ChildItem $folder | Import-DenseModel).Name | Should -Be 'one', 'three[3]', 'two'
    }

    It 'takes brackets literally with -LiteralPath' {
        (Import-DenseModel -LiteralPath "$folder/three[3].safetensors").Name | Should -Be 'three[3]'
    }

    It 'says which file is not there' {
        { Import-DenseModel "$folder/four.safetensors" -ErrorAction Stop } |
            Should -Throw -ErrorId 'PathNotFound*' -ExpectedMessage '*four.safetensors*'
    }
}

Describe 'Export-DigitImage' {
    BeforeAll { $image = New-DigitDataset -Count 1 | Get-DigitImage }

    It 'writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'digit.png'
        $image | Export-DigitImage $file -WhatIf
        $file | Should -Not -Exist
    }

    It 'replaces a file, but not with -NoClobber' {
        $file = Join-Path $TestDrive 'digit.png'
        Set-Content $file 'precious'
        { $image | Export-DigitImage $file -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists*'
        Get-Content $file | Should -Be 'precious'

        $image | Export-DigitImage $file
        (Get-Content $file -AsByteStream -TotalCount 4)[1..3] | Should -Be ([byte[]][char[]]'PNG')
    }
}

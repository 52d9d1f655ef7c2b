using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Safety;

/// <summary>Lists that hold themselves, go very deep or are endless in effect: an error, in a process that lives on.</summary>
public sealed class NestedListTests
{
    // Each is bound to $list in turn.
    private static readonly string[] s_lists =
    [
        "$one = @(0); $one[0] = $one; $list = $one",
        "$two = @(1, 0); $two[1] = , $two; $list = $two",
        "$wide = [object[]]::new(784); foreach ($i in 0..783) { $wide[$i] = $wide }; $list = $wide",
        "$array = [System.Collections.ArrayList]::new(); $null = $array.Add($array); $list = $array",
        "$generic = [System.Collections.Generic.List[object]]::new(); $generic.Add($generic); $list = $generic",
        "$deep = 1; foreach ($i in 1..100000) { $deep = , $deep }; $list = $deep",
        "$laugh = 1; foreach ($i in 1..7) { $laugh = , $laugh * 784 }; $list = $laugh",
    ];

    private static readonly string[] s_commands =
    [
        "$model | Set-ModelWeight hidden kernel -Value $list",
        "$model | Get-LayerOutput -InputObject $list",
        "Get-DigitPrediction -Model $model -Pixel $list",
        ", $list | Get-DigitPrediction -Model $model",
        "ConvertTo-DigitImage -Pixel $list",
        ", $list | ConvertTo-DigitImage",
        "Invoke-ModelTraining -Model $model -Dataset $list",
        "Invoke-ModelTraining -Model $model -Dataset @{ input = $list }",
        "$few | Invoke-ModelTraining -Model $model -ValidationDataset $list",
        "$few | Invoke-ModelTraining -Model $model -ClassWeight @{ 1 = $list }",
        "Find-LearningRate -Model $model -Dataset $list",
        "$model | Test-ModelAccuracy -Dataset $list",
        "$model | Get-MisclassifiedDigit -Dataset $list",
        "Join-DigitDataset -Dataset $list",
        "$few | Get-DigitImage -Index $list",
        "$few | Get-DigitImage -Label $list",
        "$few | Show-DigitImage -Index $list",
        "ConvertTo-OneHotLabel -Label $list",
        "New-DenseModel -HiddenUnits $list",
        "New-InputLayer -Shape $list",
        "New-DigitDataset -Count 1 -Slant $list",
        "$model | Build-DenseModel -LossWeight $list",
        "$model | Build-DenseModel -Loss $list",
    ];

    private const string MakeModel =
        """
        $few = New-DigitDataset -Count 20 -Seed 1
        $model = New-InputLayer 784 -Name input | New-DenseLayer 4 -Name hidden | New-DenseLayer 10 -Activation Softmax |
            New-DenseModel | Build-DenseModel

        """;

    [Fact]
    public void What_takes_lists_of_numbers_and_datasets_refuses_them_and_the_process_lives_on()
    {
        var commands = string.Join('\n', s_commands.Select(
            command => $"try {{ $null = {command} -ErrorAction Stop; 'no error: {command.Replace("'", "''", StringComparison.Ordinal)}' }} catch {{ 'refused' }}"));

        var run = HostProcess.RunText(MakeModel + ForEachList(commands));

        Assert.Equal(
            [.. Enumerable.Repeat("refused", s_lists.Length * s_commands.Length), "alive"], run.Output.Split('\n'));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void No_parameter_of_any_cmdlet_ends_the_process()
    {
        var run = HostProcess.RunText(
            "$common = [System.Management.Automation.Cmdlet]::CommonParameters\n" + ForEachList(
                """
                foreach ($command in Get-Command -Module MnistPS -CommandType Cmdlet) {
                    foreach ($parameter in $command.Parameters.Values | Where-Object { -not $_.SwitchParameter -and $_.Name -notin $common }) {
                        $given = @{ $parameter.Name = $list }
                        try { $null = $null | & $command @given 2>&1 3>$null } catch { }
                    }
                }
                'survived'
                """));

        Assert.Equal([.. Enumerable.Repeat("survived", s_lists.Length), "alive"], run.Output.Split('\n'));
        Assert.Equal(0, run.ExitCode);
    }

    private static string ForEachList(string commands) =>
        $$"""
        foreach ($make in {{string.Join(", ", s_lists.Select(list => $"{{ {list} }}"))}}) {
            . $make
            {{commands}}
        }
        'alive'
        """;
}

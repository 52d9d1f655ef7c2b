using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Data;

/// <summary>How MNIST is got: from a folder, from where the environment says, from a server.</summary>
public sealed class GetMnistDatasetTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private static readonly string[] s_variables = ["MNISTPS_DATA", "MNISTPS_MIRRORS", "XDG_CACHE_HOME"];

    private readonly ModuleRunspace _module;
    private readonly TemporaryFolder _folder = new();
    private readonly string?[] _before = [.. s_variables.Select(Environment.GetEnvironmentVariable)];

    public GetMnistDatasetTests(ModuleRunspace module)
    {
        _module = module;

        // The folder is found with the environment as it was, before the tests change it.
        _ = MnistData.Folder;
        SetEnvironment(data: null, mirrors: "http://127.0.0.1:9/", cache: _folder.Path);
        module.Set("folder", _folder.Path);
    }

    public void Dispose()
    {
        for (var i = 0; i < s_variables.Length; i++)
            Environment.SetEnvironmentVariable(s_variables[i], _before[i]);
        _folder.Dispose();
    }

    [SkippableFact]
    public void Both_parts_come_training_first()
    {
        _module.Set("mnist", MnistData.RequireFolder());

        var text = _module.Run("$train, $test = Get-MnistDataset -Path $mnist; \"$train, $test\"").One<string>();

        Assert.Equal("Train (60000, 28, 28), Test (10000, 28, 28)", text);
    }

    [SkippableFact]
    public void The_environment_names_the_folder()
    {
        SetEnvironment(data: MnistData.RequireFolder(), mirrors: "http://127.0.0.1:9/", cache: _folder.Path);

        var result = _module.Run("Get-MnistDataset -Split Test -First 7 -Offline | ForEach-Object { \"$_\" }");

        Assert.Equal("Test (7, 28, 28)", result.One<string>());
        Assert.Empty(result.Warnings);
    }

    [SkippableFact]
    public void A_folder_comes_through_the_pipeline_and_through_wildcards()
    {
        _module.Set("mnist", MnistData.RequireFolder());
        const string Shape = "| ForEach-Object { $_.Count }";

        Assert.Equal(10_000, _module.Run(
            $"[pscustomobject] @{{ PSPath = $mnist }} | Get-MnistDataset -Split Test {Shape}").One<int>());
        Assert.Equal(10_000, _module.Run(
            $"Get-MnistDataset ($mnist -replace '.$', '?') -Split Test {Shape}").One<int>());
    }

    [SkippableFact]
    public void It_is_downloaded_with_progress_and_found_in_the_cache_afterwards()
    {
        var mnist = MnistData.RequireFolder();
        Skip.IfNot(File.Exists(Path.Combine(mnist, "t10k-images-idx3-ubyte.gz")), "The files are not compressed.");
        using var server = new HostileServer(
            path => HostileServer.Ok(File.ReadAllBytes(Path.Combine(mnist, Path.GetFileName(path)))),
            HostileServer.Fail(503));
        SetEnvironment(data: null, mirrors: server.Address.ToString(), cache: _folder.Path);

        var result = _module.Run("Get-MnistDataset -Split Test -Verbose | ForEach-Object { $_.Count }");

        Assert.Equal(10_000, result.One<int>());
        Assert.Contains(result.Verbose, line => line.Contains("503", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Equal(
            10_000, _module.Run("Get-MnistDataset -Split Test -Offline | ForEach-Object { $_.Count }").One<int>());
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void WhatIf_downloads_nothing()
    {
        using var server = new HostileServer();
        SetEnvironment(data: null, mirrors: server.Address.ToString(), cache: _folder.Path);

        Assert.Empty(_module.Run("Get-MnistDataset -WhatIf").WithoutErrors().Output);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_download_stops_at_once_on_Ctrl_C()
    {
        using var server = new HostileServer(_ => HostileServer.Stall(new byte[100_000]));
        SetEnvironment(data: null, mirrors: server.Address.ToString(), cache: _folder.Path);

        var (result, time) = _module.StopWhen("Get-MnistDataset", (streams, _) => streams.Progress.Count > 0);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.True(time < TimeSpan.FromSeconds(3), $"It took {time} to stop.");
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Offline_and_without_files_the_error_says_what_to_do()
    {
        var error = _module.Run("Get-MnistDataset -Offline").OneError();

        Assert.Equal("MnistNotAvailable,MnistPS.Commands.Data.GetMnistDatasetCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("New-DigitDataset", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_the_environment_without_the_files_is_told()
    {
        SetEnvironment(data: _folder.Path, mirrors: "http://127.0.0.1:9/", cache: _folder.Path);

        var warning = Assert.Single(_module.Run("Get-MnistDataset -Offline").Warnings);

        Assert.Contains(_folder.Path, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Path $folder", "MnistFileMissing")]
    [InlineData("-Path \"$folder/no-such\"", "MnistPathNotFound")]
    [InlineData("-Path \"$folder/*\"", "MnistPathNotFound")]
    [InlineData("-LiteralPath \"$folder/[x]\"", "MnistPathNotFound")]
    [InlineData("-Path Variable:", "MnistPathNotFound")]
    [InlineData("-LiteralPath Variable:x", "MnistPathNotFound")]
    [InlineData("-Path NoDrive:/x", "MnistPathNotFound")]
    public void A_path_without_the_files_is_an_error(string arguments, string errorId) => Assert.Equal(
        $"{errorId},MnistPS.Commands.Data.GetMnistDatasetCommand",
        _module.Run($"Get-MnistDataset {arguments}").OneError().FullyQualifiedErrorId);

    [Fact]
    public void Kin_of_MNIST_is_read_without_its_checksum()
    {
        _folder.Write("t10k-images-idx3-ubyte", SmallIdx.Images(3));
        _folder.Write("t10k-labels-idx1-ubyte", SmallIdx.Labels(1, 2, 3));

        var error = _module.Run("Get-MnistDataset $folder -Split Test").OneError();
        var text = _module.Run("Get-MnistDataset $folder -Split Test -SkipChecksum | ForEach-Object { \"$_\" }");

        Assert.Equal("MnistChecksumMismatch,MnistPS.Commands.Data.GetMnistDatasetCommand", error.FullyQualifiedErrorId);
        Assert.Equal("Test (3, 2, 3)", text.One<string>());
    }

    private static void SetEnvironment(string? data, string mirrors, string cache)
    {
        Environment.SetEnvironmentVariable("MNISTPS_DATA", data);
        Environment.SetEnvironmentVariable("MNISTPS_MIRRORS", mirrors);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cache);
    }
}

using System.Security.Cryptography;
using MnistPS.Files;

namespace MnistPS.Data.Mnist;

/// <summary>A data set in MNIST's format and under its file names, known by its checksums.</summary>
internal sealed record KnownDataset(
    string Name, IReadOnlyList<string>? ClassNames, IReadOnlyDictionary<string, string> Hashes)
{
    /// <summary>MNIST itself.</summary>
    internal static KnownDataset Mnist { get; } = new(
        "MNIST", null, MnistFile.All.ToDictionary(file => file.Name, file => file.Sha256));

    // Of these two the publishers' gzip files are known, not their content. Sources: the checksums that TensorFlow
    // Datasets, torchvision and torch-rb publish; Xiao, Rasul and Vollgraf 2017; Clanuwat et al. 2018.
    private static IReadOnlyList<KnownDataset> Kin { get; } =
    [
        Compressed(
            "Fashion-MNIST",
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        Compressed(
            "KMNIST",
            ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
            "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
            "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
            "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
            "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
    ];

    /// <summary>Which known data set a file belongs to.</summary>
    /// <param name="file">The file that its name announces.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="contentHash">SHA-256 of its decompressed content.</param>
    /// <returns>The data set, or null for an unknown one.</returns>
    internal static KnownDataset? Identify(MnistFile file, string path, string? contentHash)
    {
        if (contentHash == file.Sha256)
            return Mnist;
        using var stream = RegularFile.OpenRead(path);
        var hash = Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
        return Kin.FirstOrDefault(known => known.Hashes[file.Name] == hash);
    }

    private static KnownDataset Compressed(
        string name,
        string[] classNames,
        string trainImages,
        string trainLabels,
        string testImages,
        string testLabels) =>
        new(name, classNames, new Dictionary<string, string>
        {
            [MnistFile.TrainImages.Name] = trainImages,
            [MnistFile.TrainLabels.Name] = trainLabels,
            [MnistFile.TestImages.Name] = testImages,
            [MnistFile.TestLabels.Name] = testLabels,
        });
}

namespace MnistPS.Import;

/// <summary>In what form a dataset lies on disk.</summary>
public enum DatasetFormat
{
    /// <summary>Found out from what is there.</summary>
    Auto,

    /// <summary>A folder with a folder of images for each label.</summary>
    ImageFolder,

    /// <summary>Text: a line for each image, its label first, then its pixels.</summary>
    Csv,

    /// <summary>A file of images and one of labels, as MNIST has them.</summary>
    Idx,
}

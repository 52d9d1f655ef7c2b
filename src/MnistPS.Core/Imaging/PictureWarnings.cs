namespace MnistPS.Imaging;

/// <summary>The findings about a picture that the user can do something about with a setting.</summary>
public static class PictureWarnings
{
    /// <summary>The ink of pixels that should have MNIST's form is dark.</summary>
    public const string NotLightOnDark =
        "The pixels do not look like light ink (high numbers) on a dark ground (0), as MNIST has them.";

    /// <summary>A picture of MNIST's size was not prepared, though its digit is not where MNIST's are.</summary>
    public const string OffCentre =
        "The picture has MNIST's 28×28 pixels and was left as it is, but its digit is not in the middle.";

    /// <summary>Only one of several digits was taken.</summary>
    public const string SeveralDigits = "Several digits seem to be in the picture; the largest was taken.";

    /// <summary>Ink and ground are hard to tell apart.</summary>
    public const string TakenForDark = "It is not clear whether the ink is dark or light; DarkOnLight was taken.";

    /// <summary>Ink and ground are hard to tell apart.</summary>
    public const string TakenForLight = "It is not clear whether the ink is dark or light; LightOnDark was taken.";
}

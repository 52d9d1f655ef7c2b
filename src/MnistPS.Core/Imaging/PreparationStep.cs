namespace MnistPS.Imaging;

/// <summary>One stage on the way from a picture to a digit as MNIST has them.</summary>
/// <param name="Name">A short name, such as <c>EvenLight</c>.</param>
/// <param name="Description">What was done and with which numbers.</param>
/// <param name="Image">The picture after this stage.</param>
public sealed record PreparationStep(string Name, string Description, GrayImage Image);

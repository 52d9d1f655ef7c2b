namespace MnistPS.Imaging.Digits;

/// <summary>Says how sure a classifier is that 784 bytes in MNIST's form are one digit.</summary>
/// <param name="pixels">784 bytes, 0 ground, 255 ink.</param>
/// <returns>The probability of the most likely digit, in [0, 1].</returns>
public delegate double DigitJudge(byte[] pixels);

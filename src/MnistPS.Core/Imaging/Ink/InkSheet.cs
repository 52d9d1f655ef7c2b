using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>A picture of which ink and ground are told apart: light evened out, ruling and specks gone.</summary>
/// <param name="Source">The picture in grey.</param>
/// <param name="Polarity">Which of the two, ink or ground, is darker in it.</param>
/// <param name="Strength">0 ground, 1 black.</param>
/// <param name="Threshold">Ink is what is stronger than this.</param>
/// <param name="Parts">What is left: parts that may belong to a digit.</param>
internal sealed record InkSheet(
    GrayImage Source, InkPolarity Polarity, GrayImage Strength, float Threshold, InkParts Parts);

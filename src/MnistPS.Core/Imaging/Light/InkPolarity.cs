namespace MnistPS.Imaging.Light;

/// <summary>Which of the two, ink or ground, is darker.</summary>
public enum InkPolarity
{
    /// <summary>Find out from the picture.</summary>
    Auto,

    /// <summary>Pen on paper, marker on a whiteboard.</summary>
    DarkOnLight,

    /// <summary>Chalk on a blackboard, MNIST.</summary>
    LightOnDark,
}

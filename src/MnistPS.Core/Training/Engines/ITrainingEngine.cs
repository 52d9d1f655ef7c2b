namespace MnistPS.Training.Engines;

/// <summary>Who computes the steps of a training.</summary>
internal interface ITrainingEngine
{
    /// <summary>Prepares the steps of a training.</summary>
    /// <param name="context">What they work with.</param>
    /// <returns>The step that the trainer calls for each batch.</returns>
    /// <exception cref="MnistPSException">The engine cannot be loaded.</exception>
    ITrainingStep CreateStep(StepContext context);
}

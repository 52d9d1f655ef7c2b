using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>What a step of training works with, whichever engine computes it.</summary>
/// <param name="Model">The model, compiled.</param>
/// <param name="Loader">Fills batches.</param>
/// <param name="Metrics">Takes in what each batch brings.</param>
/// <param name="WorkerPool">Who shares the work.</param>
/// <param name="Seed">Seed of all random numbers.</param>
internal sealed record StepContext(DenseModel Model, BatchLoader Loader, EpochMetrics Metrics, WorkerPool WorkerPool, int Seed)
{
    /// <summary>Loss and optimizer.</summary>
    internal Compilation Compilation => Model.Compilation!;
}

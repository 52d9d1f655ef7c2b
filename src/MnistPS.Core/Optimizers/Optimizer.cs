using System.Numerics;
using System.Runtime.InteropServices;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// Changes weights by their gradient. All trainable parameters of a model lie in one buffer, so that a step is one walk
/// over it. The defaults and formulas are Keras's.
/// </summary>
/// <remarks>
/// A new optimizer is a class that derives from this one or from <see cref="AdaptiveOptimizer"/>, with its settings as
/// properties, and a member of <see cref="OptimizerKind"/> of the same name.
/// </remarks>
[Configurable(
    "optimizer", OutOfRange = "OptimizerSettingOutOfRange", NotApplicable = "OptimizerParameterNotApplicable", MayBeLeftOut = true)]
public abstract class Optimizer : INamed, ISettingsCheck
{
    // Fewer weights than this are not worth handing over: some two microseconds.
    private const int FewestWeights = 1 << 13;

    private Matrix[] _slots = [];

    /// <summary>The name by which it is saved, as Keras spells it: that of its class in small letters.</summary>
#pragma warning disable CA1308 // Keras's names are in small letters.
    public string Name => GetType().Name.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Size of a step; a schedule changes it. Range: above 0. Default: 0.001; 0.01 for SGD.</summary>
    [Setting("learning_rate", Above = 0)]
    public float LearningRate { get; set; } = 0.001f;

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter 2019): before each step w −= rate·decay·w. Range: at least 0.
    /// Default: 0; 0.004 for AdamW.
    /// </summary>
    [Setting("weight_decay", AtLeast = 0)]
    public float WeightDecay { get; init; }

    /// <summary>The longest allowed gradient of one parameter. Range: above 0. Default: null, no limit.</summary>
    [Setting("clipnorm", Above = 0)]
    public float? ClipNorm { get; init; }

    /// <summary>The longest allowed gradient of all parameters together. Range: above 0. Default: null, no limit.</summary>
    [Setting("global_clipnorm", Above = 0)]
    public float? GlobalClipNorm { get; init; }

    /// <summary>The largest allowed number in a gradient. Range: above 0. Default: null, no limit.</summary>
    [Setting("clipvalue", Above = 0)]
    public float? ClipValue { get; init; }

    /// <summary>Steps so far.</summary>
    public long Iterations { get; set; }

    /// <summary>What is remembered from step to step: a momentum, a mean of squares. As long as the parameters each.</summary>
    public IReadOnlyList<Matrix> Slots => _slots;

    /// <summary>How many numbers are remembered per weight.</summary>
    protected abstract int SlotCount { get; }

    /// <summary>Changes the weights once.</summary>
    /// <param name="weights">All trainable parameters; a multiple of 16 numbers.</param>
    /// <param name="gradients">Their gradients; clipping changes them.</param>
    /// <param name="variables">The gradient of each parameter, in the same memory; null for one parameter.</param>
    /// <param name="pool">Who shares the work; the caller alone if null.</param>
    public void Step(Matrix weights, Matrix gradients, IReadOnlyList<Matrix>? variables = null, WorkerPool? pool = null)
    {
        EnsureSlots(weights.Length);
        Iterations++;
        Clipping.Apply(this, gradients, variables ?? [gradients]);
        BeginStep();
        (pool ?? WorkerPool.Alone).ParallelFor(
            (Optimizer: this, weights, gradients),
            weights.Length / Matrix.Alignment,
            FewestWeights / Matrix.Alignment,
            static (step, first, end) => step.Optimizer.Update(step.weights, step.gradients, first, end));
    }

    /// <summary>Makes the memory, filled with its first value.</summary>
    /// <param name="length">Number of weights.</param>
    public void EnsureSlots(int length)
    {
        if (_slots.Length == SlotCount && _slots.All(slot => slot.Length == length))
            return;
        _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new Matrix(1, length))];
        foreach (var slot in _slots)
            slot.Span.Fill(FirstSlotValue);
        Iterations = 0;
    }

    /// <summary>The settings, by the names of Keras; <see cref="Catalog{T}.Restore"/> makes the optimizer of them again.</summary>
    /// <returns>Names with values.</returns>
    public IReadOnlyDictionary<string, object?> GetConfiguration() => SettingList.Describe(this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    void ISettingsCheck.CheckSettings() => Clipping.Check(this);

    /// <summary>What the memory holds before the first step.</summary>
    private protected virtual float FirstSlotValue => 0;

    /// <summary>
    /// Computes what is the same for all weights of a step; <see cref="Iterations"/> counts the step already. Called once
    /// per step, before threads share the weights out among themselves: only here may an optimizer change its own fields.
    /// </summary>
    private protected virtual void BeginStep()
    {
    }

    /// <summary>One step for some of the weights, by one of several threads at once, each with weights of its own.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="first">Number of the first of them in what is remembered, see <see cref="Slot"/>.</param>
    private protected abstract void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first);

    /// <summary>The memory of one kind as vectors.</summary>
    private protected Span<Vector<float>> Slot(int index) => MemoryMarshal.Cast<float, Vector<float>>(_slots[index].Span);

    /// <summary>The factor that weight decay leaves of a weight: 1 − rate·decay.</summary>
    private protected Vector<float> KeptShare => new(1 - (LearningRate * WeightDecay));

    /// <summary>A mean that follows a value: mean + share·(value − mean), which is memory·mean + (1 − memory)·value.</summary>
    /// <param name="mean">The mean so far.</param>
    /// <param name="value">The new value.</param>
    /// <param name="share">1 − memory.</param>
    /// <returns>The new mean.</returns>
    private protected static Vector<float> Follow(Vector<float> mean, Vector<float> value, Vector<float> share) =>
        mean + ((value - mean) * share);

    // From one cache line to another: two threads never write into the same one.
    private void Update(Matrix weights, Matrix gradients, int firstLine, int endLine)
    {
        const int numbersInLine = Matrix.Alignment;
        var (first, end) = (firstLine * numbersInLine / Vector<float>.Count, endLine * numbersInLine / Vector<float>.Count);
        Update(
            MemoryMarshal.Cast<float, Vector<float>>(weights.Span)[first..end],
            MemoryMarshal.Cast<float, Vector<float>>(gradients.Span)[first..end],
            first);
    }
}

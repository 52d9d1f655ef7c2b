using System.Numerics;
using System.Runtime.InteropServices;
using MnistPS.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Changes weights by their gradient. All trainable parameters of a model lie in one buffer, so that a step is one walk
/// over it. The defaults and formulas are Keras's, ε = 1e-7 included.
/// </summary>
public abstract class Optimizer
{
    // Fewer weights than this are not worth handing over: some two microseconds.
    private const int FewestWeights = 1 << 13;

    /// <summary>Keras's ε, which keeps a division by a root of zero apart from zero.</summary>
    public const float Epsilon = 1e-7f;

    // The largest gradient that is squared.
    private const float LargestSquared = 1L << 56;

    private readonly float _weightDecay;
    private readonly Clipping? _clipping;
    private Matrix[] _slots = [];

    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0.</param>
    private protected Optimizer(float learningRate)
    {
        Check(learningRate > 0 && float.IsFinite(learningRate), "LearningRate", learningRate, "above 0 and finite");
        LearningRate = learningRate;
    }

    /// <summary>The name by which it is asked for and saved, as Keras spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Size of a step; a schedule changes it.</summary>
    public float LearningRate { get; set; }

    /// <summary>Steps so far.</summary>
    public long Iterations { get; set; }

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter 2019): before each step w −= rate·decay·w. Range: at least 0.
    /// </summary>
    /// <exception cref="MnistPSException">It is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public float WeightDecay
    {
        get => _weightDecay;
        init
        {
            Check(value >= 0 && float.IsFinite(value), nameof(WeightDecay), value, "at least 0");
            _weightDecay = value;
        }
    }

    /// <summary>How gradients are kept from becoming large; null for not at all.</summary>
    /// <exception cref="MnistPSException">
    /// A limit is out of range (<c>OptimizerSettingOutOfRange</c>), or there are several (<c>ClippingAmbiguous</c>).
    /// </exception>
    public Clipping? Clipping
    {
        get => _clipping;
        init
        {
            value?.Check();
            _clipping = value;
        }
    }

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
        BeginStep();
        Clipping?.Apply(gradients, variables ?? [gradients]);
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

    /// <summary>The hyperparameters, by the names of Keras.</summary>
    /// <returns>Names with values.</returns>
    public IReadOnlyDictionary<string, object?> GetConfiguration() => new Dictionary<string, object?>(OwnConfiguration)
    {
        ["learning_rate"] = LearningRate,
        ["weight_decay"] = WeightDecay,
        ["clipnorm"] = Clipping?.Norm,
        ["global_clipnorm"] = Clipping?.GlobalNorm,
        ["clipvalue"] = Clipping?.Value,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The hyperparameters that this optimizer has besides the common ones.</summary>
    private protected abstract IEnumerable<KeyValuePair<string, object?>> OwnConfiguration { get; }

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

    /// <summary>
    /// The gradient cut off at ±2⁵⁶ ≈ 7e16, whose square and the sum of many such squares float32 still holds; what is
    /// infinite or no number becomes NaN. A step that divides by the root of a mean square does not depend on how large
    /// gradients are, so that it goes on where others overflow: in Keras such a weight stands still from 2e19 on.
    /// </summary>
    private protected static Vector<float> Bounded(Vector<float> gradient)
    {
        var limit = new Vector<float>(LargestSquared);
        return Vector.Min(Vector.Max(gradient, -limit), limit) + (gradient * Vector<float>.Zero);
    }

    /// <summary>The memory of one kind as vectors.</summary>
    private protected Span<Vector<float>> Slot(int index) => MemoryMarshal.Cast<float, Vector<float>>(_slots[index].Span);

    /// <summary>The factor that weight decay leaves of a weight: 1 − rate·decay.</summary>
    private protected Vector<float> KeptShare => new(1 - (LearningRate * WeightDecay));

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

    /// <summary>Refuses a share, such as a momentum, that is not at least 0 and below 1.</summary>
    private protected static void CheckShare(string name, float value) =>
        Check(value is >= 0 and < 1, name, value, "at least 0 and below 1");

    /// <summary>Refuses a hyperparameter that is out of range.</summary>
    private protected static void Check(bool fits, string name, double value, string range)
    {
        if (!fits)
            throw new MnistPSException(
                "OptimizerSettingOutOfRange", ErrorKind.InvalidArgument, $"{name} must be {range}; {value} was given.");
    }
}

using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Tests.Reference;

/// <summary>One batch through the engine, without a trainer around it.</summary>
internal static class Batches
{
    /// <summary>Goes forward and backward.</summary>
    /// <param name="model">The model, compiled.</param>
    /// <param name="workspace">A pass that trains, with the samples in its inputs.</param>
    /// <param name="labels">The numbers of the right classes for each output.</param>
    /// <returns>The weighted sum of the outputs' losses.</returns>
    internal static double Backward(DenseModel model, ModelWorkspace workspace, long[][] labels)
    {
        workspace.Forward();
        workspace.ResetGradients();
        var loss = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var output = model.Compilation!.OutputLosses[i];
            var targets = new Matrix(workspace.Rows, model.Outputs[i].OutputShape.Size);
            for (var row = 0; row < workspace.Rows; row++)
                targets.Row(row)[(int)labels[i][row]] = 1;
            loss += output.Factor * output.EvaluateWithGradient(workspace.Outputs[i], targets) / workspace.Rows;
        }

        workspace.Backward();
        return loss;
    }
}

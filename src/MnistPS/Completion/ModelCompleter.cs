using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MnistPS.Models;

namespace MnistPS.Completion;

/// <summary>
/// Completes an argument with what the model has: the one in the -Model parameter, or the one in the variable with which
/// the pipeline begins. A training run stands for its model.
/// </summary>
public abstract class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var model = AsModel(fakeBoundParameters["Model"]) ?? AsModel(PipelineVariable(commandAst));
        if (model is null)
            return [];
        var begun = wordToComplete.Trim('\'', '"');
        return Candidates(model, fakeBoundParameters)
            .Where(candidate => candidate.Text.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new CompletionResult(
                Quote(candidate.Text), candidate.Text, CompletionResultType.ParameterValue, candidate.Meaning));
    }

    /// <summary>What there is to choose from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bound">The parameters that have been given, as far as they are known.</param>
    /// <returns>Words, and what they stand for.</returns>
    protected abstract IEnumerable<(string Text, string Meaning)> Candidates(DenseModel model, IDictionary bound);

    private static DenseModel? AsModel(object? value) => Unwrap(value) switch
    {
        DenseModel model => model,
        Training.TrainingRun run => run.Model,
        _ => null,
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    // Only a variable, or a property of one, is looked at: running a command while somebody types would be a surprise.
    private static object? PipelineVariable(CommandAst command)
    {
        if (command.Parent is not PipelineAst { PipelineElements: [CommandExpressionAst first, ..] }
            || first.Expression is not (VariableExpressionAst or MemberExpressionAst { Expression: VariableExpressionAst })
            || first.Expression is InvokeMemberExpressionAst)
            return null;
        try
        {
            return ScriptBlock.Create(first.Expression.Extent.Text).InvokeReturnAsIs();
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}

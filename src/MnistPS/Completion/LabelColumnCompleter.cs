using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MnistPS.Completion;

/// <summary>Completes the two columns of a CSV file that the label mostly stands in.</summary>
public sealed class LabelColumnCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Meaning)[] s_columns =
        [("First", "The first column, as in MNIST's CSV"), ("Last", "The last column, as in scikit-learn's data sets")];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => s_columns
            .Where(column => column.Text.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(column => new CompletionResult(
                column.Text, column.Text, CompletionResultType.ParameterValue, column.Meaning));
}

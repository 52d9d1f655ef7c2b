using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>How a mistake must be answered.</summary>
internal static class ExpectedError
{
    /// <summary>
    /// Checks that a script writes exactly one error, with this id and category, and that the session lives on.
    /// </summary>
    /// <param name="module">The session.</param>
    /// <param name="id">The id that is promised, such as <c>LayerUnitsOutOfRange</c>.</param>
    /// <param name="category">Its category.</param>
    /// <param name="cmdlet">The class of the cmdlet, without its namespace and <c>Command</c>.</param>
    /// <param name="script">The mistake.</param>
    /// <returns>The error.</returns>
    internal static ErrorRecord FailsWith(
        this ModuleRunspace module, string id, ErrorCategory category, string cmdlet, string script)
    {
        var error = module.Run(script).OneError();

        Assert.Matches($@"^{id},MnistPS\.Commands\.\w+\.{cmdlet}Command$", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.Exception.Message));
        Assert.Equal(2, module.Run("1 + 1").One<int>());
        return error;
    }
}

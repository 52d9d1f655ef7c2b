using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MnistPS.Hosting;

/// <summary>Asks the person at the terminal; where there is none, asking is an error.</summary>
/// <param name="writer">Where the question is written.</param>
/// <param name="editor">Where the answer is typed.</param>
/// <param name="stopKey">What Ctrl+C instead of an answer does.</param>
/// <param name="canAsk">Whether somebody is there.</param>
internal sealed class Questions(TerminalWriter writer, LineEditor editor, StopKey stopKey, bool canAsk)
{
    /// <summary>Asks for a line.</summary>
    /// <exception cref="HostException">Nobody is there.</exception>
    /// <exception cref="PipelineStoppedException">Ctrl+C, or the end of the input, was the answer.</exception>
    public string Ask(string prompt) => AskLine(prompt, isSecret: false);

    /// <summary>Asks for a line that is not shown.</summary>
    public SecureString AskSecret(string prompt)
    {
        var secret = new SecureString();
        foreach (var character in AskLine(prompt, isSecret: true))
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Asks which of several answers is meant, as <c>-Confirm</c> does.</summary>
    /// <returns>The index of the choice.</returns>
    public int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireSomebody(message);
        var menu = new ChoiceMenu(choices, defaultChoice);
        WriteHeading(caption, message);
        while (true)
        {
            var answer = Ask(menu.Prompt);
            if (menu.Find(answer) is { } choice)
                return choice;
            if (answer.Trim() == ChoiceMenu.HelpKey)
                writer.WriteLine(menu.Help);
        }
    }

    /// <summary>Asks for values, as PowerShell does for mandatory parameters that were left out.</summary>
    /// <returns>The values by name, converted to the type of each.</returns>
    public Dictionary<string, PSObject> AskFields(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        RequireSomebody($"{message} {string.Join(", ", descriptions.Select(field => field.Name))}");
        WriteHeading(caption, message);
        return descriptions.ToDictionary(field => field.Name, AskField);
    }

    /// <summary>Asks for a user and a password.</summary>
    public PSCredential AskCredential(string caption, string message, string? userName)
    {
        RequireSomebody(message);
        WriteHeading(caption, message);
        var user = string.IsNullOrEmpty(userName) ? Ask("User: ") : userName;
        return new PSCredential(user, AskSecret($"Password for user {user}: "));
    }

    private PSObject AskField(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        while (true)
        {
            try
            {
                return PSObject.AsPSObject(AskValue(field.Name, type));
            }
            catch (PSInvalidCastException mismatch)
            {
                writer.WriteErrorLine(mismatch.Message);
            }
        }
    }

    private object AskValue(string name, Type type)
    {
        if (type == typeof(SecureString))
            return AskSecret($"{name}: ");
        if (type == typeof(PSCredential))
            return AskCredential("", "", userName: null);

        object answer = IsList(type) ? AskList(name) : Ask($"{name}: ");
        return LanguagePrimitives.ConvertTo(answer, type, CultureInfo.CurrentCulture);
    }

    private static bool IsList(Type type) => type.IsArray || typeof(IList).IsAssignableFrom(type);

    private string[] AskList(string name)
    {
        var items = new List<string>();
        while (Ask($"{name}[{items.Count}]: ") is { Length: > 0 } item)
            items.Add(item);
        return [.. items];
    }

    private string AskLine(string prompt, bool isSecret)
    {
        RequireSomebody(prompt);
        var typed = editor.Read(prompt, new LineEditorOptions { IsSecret = isSecret });
        if (typed is { IsCancelled: false, Text: { } text })
            return text;

        stopKey.Stop();
        throw new PipelineStoppedException();
    }

    private void RequireSomebody(string question)
    {
        if (!canAsk)
            throw NoTerminal.ToAnswer(question);
    }

    private void WriteHeading(string caption, string message)
    {
        if (!string.IsNullOrEmpty(caption))
            writer.WriteLine(Environment.NewLine + PSStyle.Instance.Bold + caption + PSStyle.Instance.BoldOff);
        if (!string.IsNullOrEmpty(message))
            writer.WriteLine(message);
    }
}

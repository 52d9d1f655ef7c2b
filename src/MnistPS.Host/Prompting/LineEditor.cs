using System.Management.Automation.Internal;

namespace MnistPS.Hosting;

/// <summary>
/// Reads a line from the terminal key by key: the cursor moves, the history is a key away, Tab completes, Ctrl+C gives
/// the line up.
/// </summary>
/// <remarks>Counts a character as a column: wide characters are read rightly and drawn a little off.</remarks>
internal sealed class LineEditor(TerminalWriter writer, ProgressDrawer progress)
{
    private const char SecretCell = '*';

    private LineEditorOptions _options = new();
    private LineBuffer _line = new();
    private string _prompt = "";
    private int _promptColumns;
    private int _cursorRow;

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">What stands before it; of several lines, all but the last are written once.</param>
    /// <param name="options">What the keys offer.</param>
    public TypedLine Read(string prompt, LineEditorOptions options)
    {
        using var pause = progress.Pause();
        Start(prompt, options);
        var controlCWasInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            return ReadKeys();
        }
        finally
        {
            Console.TreatControlCAsInput = controlCWasInput;
        }
    }

    private void Start(string prompt, LineEditorOptions options)
    {
        var lastLine = prompt.LastIndexOf('\n') + 1;
        writer.Write(prompt[..lastLine]);
        _prompt = prompt[lastLine..];
        _promptColumns = new StringDecorated(_prompt).ContentLength;
        (_options, _line, _cursorRow) = (options, new LineBuffer(), 0);
    }

    private TypedLine ReadKeys()
    {
        Draw();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key != ConsoleKey.Tab)
                _options.Completer?.Forget();
            if (End(key) is { } typed)
                return Finish(typed);

            Apply(key);
            if (!Console.KeyAvailable)
                Draw();
        }
    }

    private TypedLine? End(ConsoleKeyInfo key) => (key.Modifiers, key.Key) switch
    {
        (_, ConsoleKey.Enter) => new TypedLine(_line.Text),
        (ConsoleModifiers.Control, ConsoleKey.C) => new TypedLine(_line.Text, IsCancelled: true),
        (ConsoleModifiers.Control, ConsoleKey.D) when _line.Text.Length == 0 => new TypedLine(Text: null),
        _ => null,
    };

    private TypedLine Finish(TypedLine typed)
    {
        _line.MoveToEnd();
        Draw();
        writer.WriteLine(typed.IsCancelled ? "^C" : "");
        return typed;
    }

    private void Apply(ConsoleKeyInfo key)
    {
        switch (key.Modifiers, key.Key)
        {
            case (_, ConsoleKey.LeftArrow):
                _line.Move(-1);
                break;
            case (_, ConsoleKey.RightArrow):
                _line.Move(1);
                break;
            case (_, ConsoleKey.Home) or (ConsoleModifiers.Control, ConsoleKey.A):
                _line.MoveToStart();
                break;
            case (_, ConsoleKey.End) or (ConsoleModifiers.Control, ConsoleKey.E):
                _line.MoveToEnd();
                break;
            case (_, ConsoleKey.UpArrow):
                _line.Set(_options.History?.Previous(_line.Text) ?? _line.Text);
                break;
            case (_, ConsoleKey.DownArrow):
                _line.Set(_options.History?.Next(_line.Text) ?? _line.Text);
                break;
            case (_, ConsoleKey.Tab):
                _options.Completer?.Complete(_line, forward: !key.Modifiers.HasFlag(ConsoleModifiers.Shift));
                break;
            case (ConsoleModifiers.Control, ConsoleKey.W):
                _line.DeleteWord();
                break;
            case (ConsoleModifiers.Control, ConsoleKey.U):
                _line.DeleteToStart();
                break;
            case (ConsoleModifiers.Control, ConsoleKey.K):
                _line.DeleteToEnd();
                break;
            case (_, ConsoleKey.Escape):
                _line.Set("");
                break;
            case (_, ConsoleKey.Backspace):
                _line.Backspace();
                break;
            case (_, ConsoleKey.Delete) or (ConsoleModifiers.Control, ConsoleKey.D):
                _line.Delete();
                break;
            case (_, _) when !char.IsControl(key.KeyChar):
                _line.Insert(key.KeyChar);
                break;
        }
    }

    /// <summary>Draws prompt and line again, over as many rows as they take, and places the cursor.</summary>
    private void Draw()
    {
        var width = Terminal.Width;
        var text = _options.IsSecret ? new string(SecretCell, _line.Text.Length) : _line.Text;
        var end = _promptColumns + text.Length;
        var cursor = _promptColumns + _line.Cursor;

        // A terminal goes to the next row only when the next character comes: a full row is ended here.
        var rowBreak = end > 0 && end % width == 0 ? "\r\n" : "";
        writer.Draw(
            Escape.Up(_cursorRow) + Escape.Column(0) + Escape.EraseBelow + _prompt + text + rowBreak
            + Escape.Up((end / width) - (cursor / width)) + Escape.Column(cursor % width));
        _cursorRow = cursor / width;
    }
}

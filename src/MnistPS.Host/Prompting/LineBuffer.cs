namespace MnistPS.Hosting;

/// <summary>A line that is being typed, and where in it the cursor stands.</summary>
internal sealed class LineBuffer
{
    /// <summary>What was typed so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The index before which the next character goes.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces all of it; the cursor goes to the end, or where it is told to.</summary>
    public void Set(string text, int? cursor = null)
    {
        Text = text;
        Cursor = cursor ?? text.Length;
    }

    /// <summary>Types a character.</summary>
    public void Insert(char character)
    {
        Text = Text.Insert(Cursor, character.ToString());
        Cursor++;
    }

    /// <summary>Removes the character before the cursor.</summary>
    public void Backspace()
    {
        if (Cursor > 0)
            Set(Text.Remove(Cursor - 1, 1), Cursor - 1);
    }

    /// <summary>Removes the character at the cursor.</summary>
    public void Delete()
    {
        if (Cursor < Text.Length)
            Text = Text.Remove(Cursor, 1);
    }

    /// <summary>Removes the word before the cursor.</summary>
    public void DeleteWord()
    {
        var start = WordStart();
        Set(Text.Remove(start, Cursor - start), start);
    }

    /// <summary>Removes all before the cursor.</summary>
    public void DeleteToStart() => Set(Text[Cursor..], 0);

    /// <summary>Removes all from the cursor on.</summary>
    public void DeleteToEnd() => Text = Text[..Cursor];

    /// <summary>Moves the cursor by a number of characters.</summary>
    public void Move(int characters) => Cursor = Math.Clamp(Cursor + characters, 0, Text.Length);

    /// <summary>Moves the cursor before the first character.</summary>
    public void MoveToStart() => Cursor = 0;

    /// <summary>Moves the cursor behind the last character.</summary>
    public void MoveToEnd() => Cursor = Text.Length;

    private int WordStart()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(Text[start - 1]))
            start--;
        while (start > 0 && !char.IsWhiteSpace(Text[start - 1]))
            start--;
        return start;
    }
}

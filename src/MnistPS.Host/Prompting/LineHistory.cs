namespace MnistPS.Hosting;

/// <summary>The commands typed so far, and which of them is looked at.</summary>
internal sealed class LineHistory
{
    private readonly List<string> _lines = [];
    private int _at;
    private string _unfinished = "";

    /// <summary>Remembers a command, and looks behind the last one again.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
            _lines.Add(line);
        _at = _lines.Count;
    }

    /// <summary>Goes back by a command.</summary>
    /// <param name="current">What stands in the line now, to be found again behind the last command.</param>
    public string Previous(string current)
    {
        if (_at == _lines.Count)
            _unfinished = current;
        return Look(current, _at - 1);
    }

    /// <summary>Goes forward by a command.</summary>
    public string Next(string current) => Look(current, _at + 1);

    private string Look(string current, int at)
    {
        if (at < 0 || at > _lines.Count)
            return current;

        _at = at;
        return at == _lines.Count ? _unfinished : _lines[at];
    }
}

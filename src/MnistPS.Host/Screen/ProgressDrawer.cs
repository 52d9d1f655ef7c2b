using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>
/// Draws what is under way in a few lines below the output, again and again in the same place, and takes them away
/// before anything else is written. Without a terminal it stays silent.
/// </summary>
/// <remarks>
/// A report only marks the picture as old; a timer draws it. So a command may report a thousand times a second, what is
/// over within a tenth of a second is never drawn, and the last report is never lost.
/// </remarks>
internal sealed class ProgressDrawer : IDisposable
{
    private const int MostLines = 5;
    private static readonly TimeSpan DrawingInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DelayAfterOutput = TimeSpan.FromMilliseconds(20);

    private readonly TerminalWriter _writer;
    private readonly bool _isSilent;
    private readonly ProgressTree _tree = new();
    private readonly Timer _timer;
    private bool _isScheduled;
    private bool _isDrawn;
    private bool _isPaused;

    /// <summary>Starts with nothing under way.</summary>
    public ProgressDrawer(TerminalWriter writer, bool isSilent)
    {
        _writer = writer;
        _isSilent = isSilent;
        _timer = new Timer(_ => DrawNow());
        _writer.BeforeOutput = MakeRoom;
    }

    /// <summary>Takes in what a command reports.</summary>
    public void Report(long source, ProgressRecord record)
    {
        if (_isSilent)
            return;

        lock (_writer.Gate)
        {
            _tree.Apply(source, record);
            if (!_isScheduled)
                Schedule(DrawingInterval);
        }
    }

    /// <summary>Draws nothing until the result is disposed: somebody types below the output.</summary>
    public IDisposable Pause()
    {
        lock (_writer.Gate)
        {
            Erase();
            _isPaused = true;
        }

        return new Pausing(this);
    }

    /// <summary>Forgets what was under way: whoever reported it has ended.</summary>
    public void Clear()
    {
        lock (_writer.Gate)
        {
            _tree.Clear();
            Erase();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _timer.Dispose();
    }

    private void Schedule(TimeSpan after)
    {
        _isScheduled = true;
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    private void MakeRoom()
    {
        if (!_isDrawn)
            return;

        Erase();
        Schedule(DelayAfterOutput);
    }

    private void DrawNow()
    {
        lock (_writer.Gate)
        {
            _isScheduled = false;
            if (_isPaused)
                return;

            var lines = Lines();
            if (lines.Count == 0)
                Erase();
            else
                Draw(lines);
        }
    }

    private List<string> Lines()
    {
        var width = Terminal.Width - 1;
        return [.. _tree.InOrder().Take(MostLines).Select(item => ProgressLine.Format(item.Record, item.Depth, width))];
    }

    /// <summary>The cursor stays where the output stopped, so that erasing is erasing all that is below it.</summary>
    private void Draw(List<string> lines)
    {
        var belowOpenLine = _writer.Column > 0;
        var picture = string.Join("\r\n", lines);
        var rowsBelow = lines.Count - (belowOpenLine ? 0 : 1);
        _writer.Draw(
            Escape.CutLongLines + Escape.EraseBelow + (belowOpenLine ? "\r\n" : "") + picture
            + Escape.Up(rowsBelow) + Escape.Column(_writer.Column) + Escape.WrapLongLines);
        _isDrawn = true;
    }

    private void Erase()
    {
        if (_isDrawn)
            _writer.Draw(Escape.EraseBelow);
        _isDrawn = false;
    }

    private void Resume()
    {
        lock (_writer.Gate)
        {
            _isPaused = false;
            Schedule(DelayAfterOutput);
        }
    }

    private sealed class Pausing(ProgressDrawer drawer) : IDisposable
    {
        public void Dispose() => drawer.Resume();
    }
}

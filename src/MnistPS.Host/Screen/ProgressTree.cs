using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>The activities that are under way, each below the one that it is part of.</summary>
internal sealed class ProgressTree
{
    private readonly List<Node> _nodes = [];

    /// <summary>Nothing is under way.</summary>
    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>Takes in what a command reports.</summary>
    /// <param name="source">The runspace that reports: activities of different ones do not mix.</param>
    /// <param name="record">The report; a completed activity goes, with all that is below it.</param>
    public void Apply(long source, ProgressRecord record)
    {
        var at = _nodes.FindIndex(node => node.Is(source, record.ActivityId));
        if (record.RecordType == ProgressRecordType.Completed)
            Remove(source, record.ActivityId);
        else if (at < 0)
            _nodes.Add(new Node(source, record));
        else
            _nodes[at] = new Node(source, record);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _nodes.Clear();

    /// <summary>The activities in the order in which they are drawn, with how deep each lies.</summary>
    public IEnumerable<(ProgressRecord Record, int Depth)> InOrder() =>
        _nodes.Where(node => !HasParent(node)).SelectMany(root => Below(root, depth: 0));

    private IEnumerable<(ProgressRecord Record, int Depth)> Below(Node node, int depth) =>
        ChildrenOf(node.Source, node.Record.ActivityId)
            .SelectMany(child => Below(child, depth + 1))
            .Prepend((node.Record, depth));

    private void Remove(long source, int activity)
    {
        _nodes.RemoveAll(node => node.Is(source, activity));
        foreach (var child in ChildrenOf(source, activity).ToList())
            Remove(source, child.Record.ActivityId);
    }

    private IEnumerable<Node> ChildrenOf(long source, int activity) =>
        _nodes.Where(node => node.Source == source && node.Record.ParentActivityId == activity);

    private bool HasParent(Node node) => _nodes.Exists(other => other.Is(node.Source, node.Record.ParentActivityId));

    private sealed record Node(long Source, ProgressRecord Record)
    {
        public bool Is(long source, int activity) => Source == source && Record.ActivityId == activity;
    }
}

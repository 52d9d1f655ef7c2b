using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MnistPS.Tests.Architecture;

/// <summary>The direction of dependency between the folders of the engine.</summary>
public sealed class RoomTests
{
    private const string Root = "MnistPS";

    /// <summary>Known to every room; Loading is the file of the loader that the engine compiles in.</summary>
    private static readonly string[] s_ground = ["", "Text", "Files", "Native", "Loading"];

    /// <summary>Each room with those that lie right beneath it: it may know these and whatever they may know.</summary>
    private static readonly Dictionary<string, string[]> s_beneath = new()
    {
        ["Numerics"] = [],
        ["Settings"] = ["Numerics"],
        ["Layers"] = ["Settings"],
        ["Losses"] = ["Layers"],
        ["Optimizers"] = ["Layers"],
        ["Models"] = ["Losses", "Optimizers"],
        ["Data"] = ["Settings"],
        ["Imaging"] = ["Data"],
        ["Import"] = ["Imaging"],
        ["Prediction"] = ["Models", "Imaging"],
        ["Metrics"] = ["Prediction"],
        ["Explanation"] = ["Prediction"],
        ["Formats"] = ["Models"],
        ["Training"] = ["Metrics", "Explanation", "Formats"],
        ["Charts"] = ["Training"],
        ["Reports"] = ["Charts"],
    };

    private static readonly Lazy<IReadOnlyList<Use>> s_uses = new(FindUses);

    [Fact]
    public void Every_folder_has_its_place_among_the_rooms() => Assert.Empty(
        s_uses.Value.Select(use => use.FromRoom).Distinct().Except(s_beneath.Keys).Except(s_ground));

    [Fact]
    public void A_room_knows_only_those_beneath_it() => Exceptions.AreExactly(
        [], s_uses.Value.Where(IsUpward).Select(use => $"{use.FromRoom} > {use.ToRoom}: {use.FromType} > {use.ToType}"));

    // A folder and those in it are one another's front and back; between neighbours there is one direction.
    [Fact]
    public void Neighbouring_folders_form_no_ring()
    {
        var edges = s_uses.Value.Select(use => Neighbours(use.From, use.To))
            .Where(pair => pair.From != pair.To)
            .Distinct()
            .ToLookup(pair => pair.From, pair => pair.To);
        var rings = edges.Select(edge => edge.Key)
            .Select(folder => Reached(folder, edges).Where(other => Reached(other, edges).Contains(folder)))
            .Select(ring => string.Join(", ", ring.Order(StringComparer.Ordinal)))
            .Where(ring => ring.Length > 0);

        Exceptions.AreExactly([], rings);
    }

    private static bool IsUpward(Use use) => use.FromRoom != use.ToRoom
        && !s_ground.Contains(use.ToRoom)
        && !(s_beneath.ContainsKey(use.FromRoom) && Beneath(use.FromRoom).Contains(use.ToRoom));

    private static IEnumerable<string> Beneath(string room) => s_beneath[room].SelectMany(lower => Beneath(lower).Append(lower));

    private static HashSet<string> Reached(string from, ILookup<string, string> edges)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(edges[from]);
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next))
                continue;
            foreach (var further in edges[next])
                open.Push(further);
        }

        return reached;
    }

    /// <summary>Both names cut off after the first part in which they differ; equal where one lies in the other.</summary>
    private static (string From, string To) Neighbours(string from, string to)
    {
        var (left, right) = (from.Split('.'), to.Split('.'));
        var common = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return common == left.Length || common == right.Length
            ? (from, from)
            : (string.Join('.', left[..(common + 1)]), string.Join('.', right[..(common + 1)]));
    }

    private static List<Use> FindUses() =>
    [
        .. from type in new ArchLoader().LoadAssembly(CoreSource.Assembly).Build().Types
           where IsOurs(type)
           from dependency in type.Dependencies
           where IsOurs(dependency.Target)
           select new Use(type.Namespace.FullName, type.Name, dependency.Target.Namespace.FullName, dependency.Target.Name),
    ];

    // Type parameters and what the compiler makes for the whole assembly have no namespace.
    private static bool IsOurs(IType type) => type.Namespace is { FullName: { } name }
        && (name == Root || name.StartsWith(Root + '.', StringComparison.Ordinal));

    private sealed record Use(string From, string FromType, string To, string ToType)
    {
        internal string FromRoom => Room(From);

        internal string ToRoom => Room(To);

        private static string Room(string space) => space.Split('.').ElementAtOrDefault(1) ?? "";
    }
}

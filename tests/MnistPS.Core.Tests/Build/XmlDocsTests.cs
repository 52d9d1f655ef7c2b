using System.Reflection;
using System.Xml.Linq;
using MnistPS.Build.Docs;

namespace MnistPS.Core.Tests.Build;

public sealed class XmlDocsTests
{
    private const string Here = "MnistPS.Core.Tests.Build.XmlDocsTests.";

    [Fact]
    public void A_property_says_what_its_comment_says() =>
        Assert.Equal("Own.", Summary(nameof(Derived.Size), (Here + "Derived.Size", "<summary>Own.</summary>")));

    [Fact]
    public void An_inherited_property_has_the_comment_of_its_generic_base() =>
        Assert.Equal("Base.", Summary(nameof(Derived.Name), (Here + "Base`1.Name", "<summary>Base.</summary>")));

    [Theory]
    [InlineData("<inheritdoc/>")]
    [InlineData(null)]
    public void An_override_inherits(string? own) =>
        Assert.Equal(
            "Base.",
            Summary(
                nameof(Derived.Size),
                (Here + "Base`1.Size", "<summary>Base.</summary>"),
                own is null ? default : (Here + "Derived.Size", own)));

    [Fact]
    public void What_an_override_says_itself_goes_first()
    {
        var comment = Docs(
            (Here + "Base`1.Size", "<summary>Base.</summary><value>Default: 1</value>"),
            (Here + "Derived.Size", "<inheritdoc/><value>Default: 2</value>")).Of(Property(nameof(Derived.Size)))!;

        Assert.Equal("Base.", comment.Element("summary")!.Value);
        Assert.Equal("Default: 2", Assert.Single(comment.Elements("value")).Value);
    }

    [Fact]
    public void A_comment_can_be_inherited_from_anywhere() =>
        Assert.Equal(
            "Other.",
            Summary(
                nameof(Derived.Size),
                ("Other.Size", "<summary>Other.</summary>"),
                (Here + "Derived.Size", "<inheritdoc cref=\"P:Other.Size\"/>")));

    [Fact]
    public void A_property_without_a_comment_has_none() => Assert.Null(Docs().Of(Property(nameof(Derived.Name))));

    private static string? Summary(string property, params (string Name, string Xml)[] members) =>
        Docs(members).Of(Property(property))?.Element("summary")?.Value;

    private static PropertyInfo Property(string name) => typeof(Derived).GetProperty(name)!;

    private static XmlDocs Docs(params (string Name, string Xml)[] members)
    {
        var docs = new XmlDocs();
        var xml = string.Concat(members.Where(m => m.Name is not null)
            .Select(member => $"<member name=\"P:{member.Name}\">{member.Xml}</member>"));
        docs.Add(XDocument.Parse($"<doc><members>{xml}</members></doc>"));
        return docs;
    }

    public abstract class Base<T>
    {
        public T? Name { get; set; }

        public virtual int Size { get; set; }
    }

    public sealed class Derived : Base<string>
    {
        public override int Size { get; set; }
    }
}

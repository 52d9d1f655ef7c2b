using System.Xml.Linq;
using MnistPS.Models;

namespace MnistPS.Tests.Build;

/// <summary>
/// What stands above a column is a property of what stands below: <c>Where-Object</c> and <c>Sort-Object</c> find nothing,
/// and say nothing, where it is not.
/// </summary>
public sealed class ViewHeaderTests
{
    private static readonly string s_folder = Path.Combine(TestAssembly.RepositoryPath, "module");

    public static TheoryData<string, string, string> Headers
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var file in Directory.GetFiles(s_folder, "*.Format.ps1xml"))
            {
                foreach (var view in XDocument.Load(file).Descendants("View"))
                {
                    foreach (var header in view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value))
                        data.Add(view.Element("Name")!.Value, view.Descendants("TypeName").First().Value, header);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Every_header_of_a_table_is_a_property(string view, string type, string header)
    {
        var properties = typeof(DenseModel).Assembly.GetType(type, throwOnError: true)!.GetProperties().Select(property => property.Name);

        Assert.True(properties.Contains(header) || Members(type).Contains(header), $"{view}: {type} has no property {header}.");
    }

    private static IEnumerable<string> Members(string type) =>
        XDocument.Load(Path.Combine(s_folder, "MnistPS.Types.ps1xml")).Descendants("Type")
            .Where(each => each.Element("Name")!.Value == type)
            .SelectMany(each => each.Descendants("Name").Select(name => name.Value));
}

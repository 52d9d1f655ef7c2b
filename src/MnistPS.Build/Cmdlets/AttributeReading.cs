using System.Reflection;

namespace MnistPS.Build.Cmdlets;

/// <summary>
/// Reads attributes by their names and without making them: PowerShellStandard's have no code, and ours would have to
/// be the very types that the cmdlets were compiled against.
/// </summary>
internal static class AttributeReading
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>The attributes of PowerShell that a member has, by the short name without <c>Attribute</c>.</summary>
    public static IEnumerable<CustomAttributeData> PowerShellAttributes(this MemberInfo member, string name) =>
        member.Attributes($"{Automation}{name}Attribute");

    /// <summary>The attributes that a member has, by the full name.</summary>
    public static IEnumerable<CustomAttributeData> Attributes(this MemberInfo member, string fullName) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == fullName);

    /// <summary>A named argument of an attribute.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.MemberName == name && argument.TypedValue.Value is T value)
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>The arguments of the constructor, those of <c>params</c> arrays one by one.</summary>
    public static IEnumerable<CustomAttributeTypedArgument> Positional(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument =>
            argument.Value is IEnumerable<CustomAttributeTypedArgument> many ? many : [argument]);
}

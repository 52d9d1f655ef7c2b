namespace MnistPS.Build.Cmdlets;

/// <summary>Names of types as PowerShell's syntax shows them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, string> Accelerators = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "Object",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Management.Automation.PSObject"] = "psobject",
        ["System.Management.Automation.ScriptBlock"] = "scriptblock",
        ["System.Management.Automation.SwitchParameter"] = "switch",
    };

    /// <summary>The short name: <c>int</c>, <c>string[]</c>, <c>DenseModel</c>, <c>List[string]</c>.</summary>
    public static string Short(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray)
        {
            return Short(type.GetElementType()!) + "[]";
        }

        if (type.IsConstructedGenericType)
        {
            return $"{type.Name.Split('`')[0]}[{string.Join(", ", type.GetGenericArguments().Select(Short))}]";
        }

        return Accelerators.GetValueOrDefault(type.FullName ?? type.Name, type.Name);
    }

    /// <summary>The type without what may be none of it or many of it.</summary>
    public static Type Element(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsArray ? Element(type.GetElementType()!) : type;
    }
}

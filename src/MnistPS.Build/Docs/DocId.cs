using System.Reflection;

namespace MnistPS.Build.Docs;

/// <summary>The names that the compiler gives types and members in its XML documentation files.</summary>
internal static class DocId
{
    /// <summary>The name of a type, such as <c>T:MnistPS.NewDenseLayerCommand</c>.</summary>
    public static string Of(Type type) => "T:" + FullName(type);

    /// <summary>The name of a property.</summary>
    public static string Of(PropertyInfo property) => $"P:{FullName(property.DeclaringType!)}.{property.Name}";

    /// <summary>The name of a field or of a member of an enumeration.</summary>
    public static string Of(FieldInfo field) => $"F:{FullName(field.DeclaringType!)}.{field.Name}";

    /// <summary>The last part of a name, as a reader would say it: without namespace, parameters and arity.</summary>
    public static string ShortName(string id)
    {
        var name = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        name = name.Split('(', '{')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return name.Split('`')[0];
    }

    private static string FullName(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName!.Replace('+', '.');
    }
}

using System.Globalization;
using System.Reflection;

namespace MnistPS.Settings;

/// <summary>A setting as it was declared: see <see cref="SettingAttribute"/>.</summary>
public sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly SettingAttribute _declaration;

    // Where the property is one of an object that the configured one keeps: a dense layer's options.
    private readonly PropertyInfo? _keptIn;

    internal Setting(PropertyInfo property, SettingAttribute declaration, PropertyInfo? keptIn = null) =>
        (_property, _declaration, _keptIn) = (property, declaration, keptIn);

    /// <summary>Its name in code and on the command line: <c>LearningRate</c>.</summary>
    public string Name => _property.Name;

    /// <summary>Its name in files: <c>learning_rate</c>.</summary>
    public string NameInFiles => _declaration.Name;

    /// <summary>The range in words.</summary>
    public string Range => _declaration.Range;

    /// <summary>The type of its values.</summary>
    public Type Type => _property.PropertyType;

    /// <summary>Whether it is a property of an object that the configured one keeps.</summary>
    internal bool IsKept => _keptIn is not null;

    /// <summary>The value that an object has.</summary>
    internal object? Read(object configured) =>
        (_keptIn is null ? configured : _keptIn.GetValue(configured)) is { } keeper ? _property.GetValue(keeper) : null;

    /// <summary>Whether a training that goes on may have another value.</summary>
    internal bool MayChange => _declaration.MayChange;

    /// <summary>Gives a new object a value; <c>init</c> properties too, since nobody has seen the object yet.</summary>
    internal void Write(object configured, object? value) => _property.SetValue(configured, value);

    /// <summary>Refuses a number that is out of range.</summary>
    /// <exception cref="MnistPSException">It is.</exception>
    internal void Check(object? value, ConfigurableAttribute declared)
    {
        if (value is float or double or int or long && !_declaration.Allows(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            throw new MnistPSException(
                _declaration.OutOfRange ?? declared.OutOfRange,
                ErrorKind.InvalidArgument,
                string.Create(CultureInfo.InvariantCulture, $"{Name} of the {declared.Noun} must be {Range}; {value} was given."));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

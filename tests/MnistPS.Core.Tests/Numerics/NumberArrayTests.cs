using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

/// <summary>Numbers as users hand them in.</summary>
public sealed class NumberArrayTests
{
    public static TheoryData<object, int[]> Arrays => new()
    {
        { 5, [] },
        { new[] { 1.5, 2 }, [2] },
        { new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [2, 3] },
        { new object[] { new object[] { 1, 2f, 3.0 }, new object[] { (byte)4, 5m, 6L } }, [2, 3] },
        { new[] { new[] { 1 }, new[] { 2 } }, [2, 1] },
        { new List<object> { new[,] { { 1, 2 } }, new[,] { { 3, 4 } } }, [2, 1, 2] },
    };

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Arrays_of_all_kinds_have_a_shape(object value, int[] axes)
    {
        var numbers = NumberArray.Read(value);

        Assert.Equal(axes, numbers.Axes);
        Assert.Equal(axes.Aggregate(1, (size, axis) => size * axis), numbers.Values.Count);
    }

    [Fact]
    public void The_last_axis_runs_fastest() =>
        Assert.Equal([1, 2, 3, 4], NumberArray.Read(new object[] { new[] { 1, 2 }, new List<double> { 3, 4 } }).Values);

    public static TheoryData<object?, string> Mistakes => new()
    {
        { null, "ValueNotANumber" },
        { "5", "ValueNotANumber" },
        { new object?[] { 1, null }, "ValueNotANumber" },
        { new object[] { true }, "ValueNotANumber" },
        { Array.Empty<float>(), "ArrayEmpty" },
        { new object[] { Array.Empty<int>() }, "ArrayEmpty" },
        { new object[] { new[] { 1, 2 }, new[] { 3 } }, "ArrayRagged" },
        { new object[] { new[] { 1, 2 }, 3 }, "ArrayRagged" },
        { new object[] { 3, new[] { 1, 2 } }, "ArrayRagged" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_is_no_array_of_numbers_is_refused(object? value, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<MnistPSException>(() => NumberArray.Read(value)).ErrorId);

    [Fact]
    public void An_array_that_holds_itself_is_refused()
    {
        var array = new object[1];
        array[0] = array;

        Assert.Equal("ArrayTooDeep", Assert.Throws<MnistPSException>(() => NumberArray.Read(array)).ErrorId);
    }
}

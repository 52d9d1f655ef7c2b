namespace MnistPS.Tests;

/// <summary>Foreign text cannot steer a terminal.</summary>
public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("a\nb\r\tc", "a\\u000ab\\u000d\\u0009c")]
    [InlineData("\u009b2J", "\\u009b2J")]
    [InlineData("\u007f\u0000\u0007\b", "\\u007f\\u0000\\u0007\\u0008")]
    [InlineData("gpj.\u202eexe", "gpj.\\u202eexe")]
    [InlineData("line\u2028end\u2029", "line\\u2028end\\u2029")]
    public void Control_characters_are_escaped(string text, string expected) => Assert.Equal(expected, DisplayText.Of(text));

    [Fact]
    public void Half_a_pair_is_escaped() => Assert.Equal("a\\ud83db", DisplayText.Of("a\ud83db"));

    [Theory]
    [InlineData("")]
    [InlineData("digits 0–9, ½ größer, 日本語, العربية")]
    [InlineData("👩‍🔬 𝟘")]
    public void Other_text_stays(string text)
    {
        Assert.Equal(text, DisplayText.Of(text));
        Assert.True(DisplayText.IsHarmless(text));
    }

    [Fact]
    public void Every_control_character_of_Latin_1_is_escaped()
    {
        for (var code = 0; code < 256; code++)
            Assert.Equal(!char.IsControl((char)code), DisplayText.Of($"{(char)code}").Length == 1);
    }

    [Fact]
    public void No_text_is_an_empty_one() => Assert.Equal("", DisplayText.Of(null));

    [Fact]
    public void Errors_show_foreign_text_escaped_and_their_own_lines_as_lines()
    {
        Assert.Equal("'\\u001b[2J'", new MnistPSException("Id", ErrorKind.InvalidData, "'\u001b[2J'").Message);
        Assert.Equal("one\n\\u000atwo", new MnistPSException("Id", ErrorKind.InvalidData, ["one", "\ntwo"]).Message);
    }
}

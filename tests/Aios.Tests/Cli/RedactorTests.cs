using System.Text;
using System.Text.Json;
using Aios.Cli;
using Aios.Cli.Display;
using Aios.Llm.Providers;
using CsCheck;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class RedactorTests
{
    const string Key = "sk-canary/+0123456789==";

    static readonly Uri _origin = new("https://host");

    public static TheoryData<string> Forms => new(
        Key,
        $"Authorization: Bearer {Key}",
        Uri.EscapeDataString(Key),
        JsonSerializer.Serialize(Key),
        JsonSerializer.Serialize(new { message = $"Incorrect key: {Key}." }),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($":{Key}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Key}\n")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"you:{Key}")).Replace('+', '-').Replace('/', '_'));

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_form_of_a_key_gets_through(string text)
    {
        var shown = Written([text]);

        Assert.Contains("[key]", shown, StringComparison.Ordinal);
        AssertHidden(shown);
    }

    [Fact]
    public void None_gets_through_in_pieces() => (
        from text in Gen.Select(Gen.String[Gen.Char["sk-canry/+0123456789= "], 0, 10], Gen.Int[0, Forms.Count - 1].Select(index => Forms.ElementAt(index).Data), (before, form) => before + form + " and on")
        from cuts in Gen.Int[1, 9].Array[60]
        select (text, cuts)).Sample(each =>
        {
            List<string> pieces = [];
            for (var (at, cut) = (0, 0); at < each.text.Length; at += pieces[^1].Length, cut++)
            {
                pieces.Add(each.text.Substring(at, Math.Min(each.cuts[cut % each.cuts.Length], each.text.Length - at)));
            }

            AssertHidden(Written(pieces));
        }, iter: 300);

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("sk-canary")]
    [InlineData("ends with s")]
    [InlineData("sk-canary/+012345678X==")]
    public void All_else_is_written_as_it_is(string text)
    {
        Assert.Equal(text, Written([text]));
        Assert.Equal(text, Written(text.Select(character => character.ToString())));
    }

    [Fact]
    public void A_word_that_stands_in_for_a_key_is_no_secret()
    {
        Redactor redactor = new();
        redactor.Learn([new("EMPTY", _origin), new("ollama", _origin)]);

        Assert.Equal("ollama is EMPTY", redactor.Redact("ollama is EMPTY"));
    }

    [Fact]
    public void A_piece_that_cannot_be_the_beginning_of_a_key_is_written_at_once()
    {
        StringWriter shown = new();
        using RedactingWriter writer = new(shown, Knowing());

        writer.Write("first piece.");

        Assert.Equal("first piece.", shown.ToString());
    }

    static Redactor Knowing()
    {
        Redactor redactor = new();
        redactor.Learn([new Secret(Key, _origin)]);
        return redactor;
    }

    static string Written(IEnumerable<string> pieces)
    {
        StringWriter shown = new();
        using RedactingWriter writer = new(shown, Knowing());
        foreach (var piece in pieces)
        {
            writer.Write(piece);
        }

        writer.Finish();
        return shown.ToString();
    }

    /// <summary>The middle of the key, in any form, is not there.</summary>
    static void AssertHidden(string shown)
    {
        Assert.DoesNotContain("canary", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("canary/+0123"u8), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("MDEyMzQ1Njc4", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("AxMjM0NTY3OD", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("wMTIzNDU2Nzg5", shown, StringComparison.Ordinal);
    }
}

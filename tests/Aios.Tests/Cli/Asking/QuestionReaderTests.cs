using System.Text;
using Aios.Cli;
using Aios.Cli.Asking;
using Aios.Cli.Commands;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Cli.Asking;

public sealed class QuestionReaderTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Well?", null, "Well?")]
    [InlineData("Well?", "ignored", "Well?")]
    [InlineData("-", "From afar.", "From afar.")]
    [InlineData(null, "From afar.", "From afar.")]
    public async Task The_question_is_the_argument_or_standard_input(string? prompt, string? input, string asked)
    {
        var question = await ReadAsync(new() { Prompt = prompt }, input);

        Assert.Equal(asked, Assert.Single(question.Messages).Text);
    }

    [Fact]
    public async Task Files_come_before_the_question_that_is_about_them()
    {
        var question = await ReadAsync(new() { Prompt = "Which?", System = "Be brief.", Files = [_folder.Write("a.txt", "\uFEFFOne.\n"), "-"] }, "Two.");

        Assert.Equal(ChatRole.System, question.Messages[0].Role);
        Assert.Equal(["<file name=\"a.txt\">\nOne.\n</file>", "Two.", "Which?"], question.Messages[1].Contents.Cast<TextContent>().Select(content => content.Text));
    }

    [Fact]
    public async Task Pictures_are_known_by_what_they_are_and_addresses_are_left_to_the_provider()
    {
        await File.WriteAllBytesAsync(_folder["picture.txt"], [0x89, 0x50, 0x4E, 0x47, 1, 2], TestContext.Current.CancellationToken);
        var question = await ReadAsync(new() { Prompt = "What?", Images = [_folder["picture.txt"], "https://host/a.webp"], Documents = [_folder.Write("a.pdf", "%PDF-1.7")] });

        Assert.Collection(
            question.Messages[0].Contents,
            picture => Assert.Equal("image/png", Assert.IsType<DataContent>(picture).MediaType),
            link => Assert.Equal(("https://host/a.webp", "image/webp"), (Assert.IsType<UriContent>(link).Uri.AbsoluteUri, ((UriContent)link).MediaType)),
            document => Assert.Equal(("application/pdf", "a.pdf"), (Assert.IsType<DataContent>(document).MediaType, ((DataContent)document).Name)),
            prompt => Assert.Equal("What?", Assert.IsType<TextContent>(prompt).Text));
    }

    [Theory]
    [InlineData("""{"name":"look","description":"Looks.","input_schema":{"type":"object"}}""")]
    [InlineData("""[{"name":"look","description":"Looks.","parameters":{"type":"object"}}]""")]
    [InlineData("""[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object"}}}]""")]
    public async Task Tools_are_read_in_either_vendor_s_shape(string json)
    {
        var question = await ReadAsync(new() { Prompt = "Where?", Tools = [_folder.Write("tool.json", json)] });

        var tool = Assert.IsType<AIFunctionDeclaration>(Assert.Single(question.Options.Tools!), exactMatch: false); // asked for above
        Assert.Equal(("look", "Looks.", """{"type":"object"}"""), (tool.Name, tool.Description, tool.JsonSchema.GetRawText()));
    }

    [Fact]
    public async Task Options_reach_the_model()
    {
        var question = await ReadAsync(new() { Prompt = "?", MaxTokens = 5, Temperature = 0.5f, Reasoning = ReasoningEffort.High, Schema = _folder.Write("my schema.json", """{"type":"object"}""") });

        Assert.Equal((5, 0.5f, ReasoningEffort.High), (question.Options.MaxOutputTokens, question.Options.Temperature, question.Options.Reasoning?.Effort));
        Assert.Equal("myschema", Assert.IsType<ChatResponseFormatJson>(question.Options.ResponseFormat).SchemaName);
    }

    [Fact]
    public async Task Everything_that_cannot_be_read_is_named_at_once()
    {
        var mistakes = (await Assert.ThrowsAsync<UsageException>(() => ReadAsync(new()
        {
            Prompt = "?",
            Files = [_folder["nowhere.txt"], "-"],
            Images = [_folder.Write("no-picture.png", "text")],
            Documents = [_folder.Write("no.pdf", "text")],
            Tools = [_folder.Write("no.json", "{"), _folder.Write("nameless.json", "{}")],
            Schema = _folder.Write("list.json", "[]"),
        }))).Mistakes;

        Assert.Equal(7, mistakes.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public async Task No_question_is_wrong_usage(string? input) => await Assert.ThrowsAsync<UsageException>(() => ReadAsync(new(), input));

    [Fact]
    public async Task Standard_input_is_read_no_further_than_it_may_be_long()
    {
        await using EndlessStream endless = new();

        var mistakes = (await Assert.ThrowsAsync<UsageException>(() => new QuestionReader(new(), endless).ReadAsync(TestContext.Current.CancellationToken))).Mistakes;

        Assert.Contains("larger than 16 MB", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_text_is_not_sent_as_text()
    {
        await File.WriteAllBytesAsync(_folder["a.bin"], [0x41, 0xff, 0xfe], TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<UsageException>(() => ReadAsync(new() { Prompt = "?", Files = [_folder["a.bin"]] }));
    }

    static async Task<Question> ReadAsync(QuestionOptions options, string? input = null)
    {
        using MemoryStream? stream = input is null ? null : new(Encoding.UTF8.GetBytes(input));
        return await new QuestionReader(options, stream).ReadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gives up only long after whoever reads it should have.</summary>
    sealed class EndlessStream : MemoryStream
    {
        long _read;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'a');
            return (_read += buffer.Length) < 32 << 20 ? new(buffer.Length) : throw new InvalidOperationException("It reads on and on.");
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new InvalidOperationException("It reads all of it.");
    }
}

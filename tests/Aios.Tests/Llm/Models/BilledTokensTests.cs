using System.Text.Json;
using Aios.Llm.Models;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Models;

/// <summary>Counts made beforehand, held against what was billed.</summary>
public sealed class BilledTokensTests
{
    [Theory]
    [InlineData("anthropic_messages", "anthropic")]
    [InlineData("openai_chat", "openai")]
    [InlineData("openai_responses", "openai")]
    public void No_count_is_below_what_was_billed(string endpoint, string provider)
    {
        var counted = Counted(endpoint, provider);

        Assert.NotEmpty(counted);
        Assert.Empty(counted.Where(each => each.Count.Tokens < each.Billed || each.AtMost.Tokens < each.Billed).Select(Line));
    }

    [Theory]
    [InlineData("openai_chat")]
    [InlineData("openai_responses")]
    public void An_exact_count_is_what_was_billed(string endpoint)
    {
        var exact = Counted(endpoint, "openai").Where(each => each.Count.IsExact).ToList();

        Assert.NotEmpty(exact);
        Assert.Empty(exact.Where(each => each.Count.Tokens != each.Billed).Select(Line));
    }

    static List<Counting> Counted(string endpoint, string provider)
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Missing);
        return
        [
            .. from recording in Recordings.Of(endpoint)
               where recording.Provider == provider && IsBilled(recording) && IsAnswerTo(recording)
               let question = RecordedQuestion.Of(recording)
               where question is not null
               let count = TokenCounter.Count(question.Model, question.Messages, question.Options)
               let bound = TokenCounter.AtMost(question.Model, question.Messages, question.Options)
               where count is not null && bound is not null
               select new Counting(recording, count.Value, bound.Value, recording.Expected.GetProperty("total_input_tokens").GetInt64()),
        ];
    }

    /// <summary>An answer that was cut off may have been billed nothing.</summary>
    static bool IsBilled(Recording recording) =>
        recording.Expected.TryGetProperty("total_input_tokens", out var billed) && billed.ValueKind == JsonValueKind.Number && billed.GetInt64() > 0;

    /// <summary>By a model that is still known (those of 2023 wrote more around a message), without calls of tools that the request beside it never offered.</summary>
    static bool IsAnswerTo(Recording recording) =>
        recording.Expected.GetProperty("model").GetString() is { } model && ModelCatalog.Shipped.Find(recording.Provider, model) is not null
        && (!Lists(recording.Expected, "tool_calls") || Lists(recording.Request, "tools") || Lists(recording.Request, "functions"));

    static bool Lists(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;

    static string Line(Counting each) =>
        $"{each.Recording.Id} ({each.Recording.Request.GetProperty("model").GetString()}): counted {each.Count.Tokens}, at most {each.AtMost.Tokens}, billed {each.Billed}";

    sealed record Counting(Recording Recording, TokenCount Count, TokenCount AtMost, long Billed);
}

using System.Text.Json;
using Aios.Llm.Providers.OpenAi;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class RecordedAnswerTests
{
    const int Seeds = 3;

    [Theory]
    [InlineData("openai_chat", OpenAiApi.ChatCompletions)]
    [InlineData("openai_responses", OpenAiApi.Responses)]
    [InlineData("openai_completions", OpenAiApi.Completions)]
    public async Task Recorded_answers_are_read_as_expected_wherever_they_are_cut(string endpoint, OpenAiApi api)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);
        List<string> differences = [];
        foreach (var recording in Recordings.Of(endpoint))
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                var played = await Played.RecordingAsync(recording, api, seed, TestContext.Current.CancellationToken);
                differences.AddRange(Comparison.Differences(recording, played.Updates, played.Failure)
                    .Where(difference => !IsForbiddenByTheWire(recording, difference))
                    .Select(difference => $"{recording.Id} (cut {seed}): {difference}"));
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    /// <summary>Where the recording contradicts itself, or says what nobody can show: rules, for the corpus is larger than what lies here.</summary>
    static bool IsForbiddenByTheWire(Recording recording, string difference)
    {
        long Expected(string name) => recording.Expected.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

        return difference switch
        {
            // xAI and Gemini bill reasoning beside the completion tokens: the total says so, and so does the cost that xAI tells.
            _ when difference.StartsWith("output_tokens: ", StringComparison.Ordinal) =>
                LastTotal(recording) is { } total && total > Expected("input_tokens") + Expected("output_tokens")
                && difference.EndsWith($"got {total - Expected("input_tokens")}", StringComparison.Ordinal),
            // More from the cache than was read at all cannot be.
            _ when difference.StartsWith("cached_input_tokens: ", StringComparison.Ordinal) => Expected("cached_input_tokens") > Expected("total_input_tokens"),
            // What has been streamed cannot be taken back; a warning carries the finished text.
            _ when difference.StartsWith("text: ", StringComparison.Ordinal) => recording.Tags.Contains("delta_text_differs"),
            _ => false,
        };
    }

    static long? LastTotal(Recording recording)
    {
        const string Name = "\"total_tokens\":";
        var at = recording.Body.LastIndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? null : long.Parse(string.Concat(recording.Body[(at + Name.Length)..].TrimStart().TakeWhile(char.IsAsciiDigit)), null);
    }
}

using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>Answers that end otherwise than with their last word.</summary>
static class Ends
{
    const string Refusal = "I'm sorry, but I can't help with that.";
    const string Unreadable = "a call that cannot be read";

    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("cut off by its length", new(FaultKind.Length), Ended("length")),
        Of("cut off by a content filter", new(FaultKind.ContentFilter), Ended("content_filter"))
            .But(Spoken.Anthropic, Ended("content_filter", beside: "refusal"))
            .But(Spoken.Ollama, Ended("stop")), // it has no word for it
        Of("refused by the model", new(FaultKind.Refusal), Ended("stop", "", "refusal"))
            .But(Spoken.Anthropic, Ended("content_filter", Refusal, "refusal"))
            .But(Spoken.Ollama, Ended("stop", Refusal)), // it has no word for it
        Of("half a call", new(FaultKind.HalfToolCall), Ended("tool_calls", "", Unreadable)),
        Of("a call that is no JSON", new(FaultKind.InvalidToolJson), Ended("tool_calls", "", Unreadable)),
        Of("thoughts and nothing else", new(FaultKind.ThinkingOnly), Ended("stop", "", "thoughts"))
            .But(Spoken.Chat, Ended("stop", "")) // shows no thoughts
            .But(Spoken.Responses, Ended("stop", "")), // shows none that were not asked for
        Of("another model answers", new(FaultKind.OtherModel) { Value = "another" }, Whole with { Beside = "model another" }),
        Of("a clock that is a day off", new(FaultKind.SkewedDate), Whole),
    ];
}

using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>The Messages API, as Anthropic and those who copied it speak it.</summary>
sealed class MessagesDialect : IDialect
{
    public static IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string> { ["anthropic-version"] = "2023-06-01" };

    public Framing Framing => Framing.ServerSentEvents;

    public WireRequest Write(ModelRequest request) => MessagesRequest.Of(request);

    public IAnswerReader Reader() => new MessagesReader();

    public Failure FailureOf(WireError error) => error.Json is { } json ? MessagesFailure.Of(json, error.Status) : StatusFailure.Of(error);
}

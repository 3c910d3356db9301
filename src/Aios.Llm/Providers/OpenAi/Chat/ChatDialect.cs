using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Chat Completions, as OpenAI and many others speak it.</summary>
/// <param name="thinker">Who is asked: whose thoughts may go back.</param>
sealed class ChatDialect(ChatManner manner, string thinker) : IDialect
{
    public Framing Framing => Framing.ServerSentEvents;

    public WireRequest Write(ModelRequest request) => ChatRequest.Write(new(request, thinker), manner);

    public IAnswerReader Reader() => new ChatReader(thinker);

    public Failure FailureOf(WireError error) => OpenAiFailure.Of(error);
}

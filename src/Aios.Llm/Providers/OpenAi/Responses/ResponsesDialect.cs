using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>OpenAI's Responses API, asked so that it keeps nothing unless told to.</summary>
/// <param name="thinker">Who is asked: whose thoughts may go back.</param>
sealed class ResponsesDialect(string thinker) : IDialect
{
    public Framing Framing => Framing.ServerSentEvents;

    public WireRequest Write(ModelRequest request) => ResponsesRequest.Write(new(request, thinker));

    public IAnswerReader Reader() => new ResponsesReader(thinker);

    public Failure FailureOf(WireError error) => OpenAiFailure.Of(error);
}

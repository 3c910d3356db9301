namespace Aios.Llm.Providers.Wire;

/// <summary>How an API is spoken: requests written, answers and errors read. It sends nothing itself.</summary>
interface IDialect
{
    /// <summary>How the pieces of a streamed answer are told apart.</summary>
    Framing Framing { get; }

    /// <exception cref="ProviderException">The API cannot say this; nothing was sent.</exception>
    WireRequest Write(ModelRequest request);

    /// <summary>A reader for one answer.</summary>
    IAnswerReader Reader();

    /// <summary>What an answer with a status beside 200 to 299 means.</summary>
    Failure FailureOf(WireError error);
}

enum Framing
{
    ServerSentEvents,

    /// <summary>One JSON object a line.</summary>
    Lines,
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects;

/// <summary>A vendor's wire from the vendor's side: it reads requests and writes answers.</summary>
interface IServedDialect
{
    /// <summary>As journals and faults call it.</summary>
    string Name { get; }

    /// <summary>Whose prices and limits apply.</summary>
    string Provider { get; }

    string StreamType { get; }

    /// <summary>Whether it streams unless it is told not to.</summary>
    bool StreamsUnasked => Provider == "ollama";

    /// <summary>Whether usage says how much of the output was thought.</summary>
    bool CountsThinking => Provider != "ollama";

    /// <summary>What keeps a silent stream alive; null where the vendor sends no such thing.</summary>
    string? Ping { get; }

    /// <summary>How the ids of tool calls begin.</summary>
    string CallPrefix { get; }

    bool HasKey(IHeaderDictionary headers);

    /// <exception cref="RequestRefusedException">The vendor would refuse it.</exception>
    Question Read(JsonElement body, IHeaderDictionary headers);

    IAnswerStream Begin(AnswerHead head);

    JsonObject Whole(AnswerHead head, Answer answer);

    VendorError Error(ErrorKind kind, string model);

    JsonObject ErrorBody(VendorError error, string requestId);

    /// <summary>How an error is told when a stream has begun.</summary>
    Frame ErrorFrame(VendorError error, AnswerHead head);

    /// <summary>A frame of a stream, as the dialect frames it.</summary>
    string Text(Frame frame);
}

/// <summary>Writes one answer, piece by piece.</summary>
interface IAnswerStream
{
    IEnumerable<Frame> Open();

    /// <param name="piece">Text, thinking, a tool call or a refusal.</param>
    IEnumerable<Frame> Write(AIContent piece);

    IEnumerable<Frame> Close(AnswerEnd end);
}

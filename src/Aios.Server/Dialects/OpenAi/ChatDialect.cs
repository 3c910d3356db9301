using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>OpenAI's Chat Completions, as its server speaks them.</summary>
sealed class ChatDialect : IServedDialect
{
    public string Name => "openai-chat";

    public string Provider => "openai";

    public string StreamType => ServerSentEvents.ContentType;

    public string? Ping => ": ping\n\n";

    public string CallPrefix => "call_";

    public bool HasKey(IHeaderDictionary headers) => OpenAiKey.IsThere(headers);

    public Question Read(JsonElement body, IHeaderDictionary headers) => ChatRequest.Read(body);

    public IAnswerStream Begin(AnswerHead head) => new ChatStream(head);

    public JsonObject Whole(AnswerHead head, Answer answer) => ChatCompletion.Whole(head, answer);

    public VendorError Error(ErrorKind kind, string model) => OpenAiErrors.Of(kind, model);

    public JsonObject ErrorBody(VendorError error, string requestId) => OpenAiErrors.Body(error);

    public Frame ErrorFrame(VendorError error, AnswerHead head) => new(FrameKind.Structure, null, OpenAiErrors.Body(error));

    public string Text(Frame frame) => ServerSentEvents.Text(frame);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>OpenAI's Responses, as its server speaks them.</summary>
sealed class ResponsesDialect : IServedDialect
{
    readonly ResponseStore _store = new();

    public string Name => "openai-responses";

    public string Provider => "openai";

    public string StreamType => ServerSentEvents.ContentType;

    public string? Ping => ": ping\n\n";

    public string CallPrefix => "call_";

    public bool HasKey(IHeaderDictionary headers) => OpenAiKey.IsThere(headers);

    public Question Read(JsonElement body, IHeaderDictionary headers) => ResponsesRequest.Read(body, _store);

    /// <summary>What counting tokens is asked with: the same without how to answer.</summary>
    public Question ReadCounted(JsonElement body) => ResponsesRequest.ReadPrompt(body, _store);

    public IAnswerStream Begin(AnswerHead head) => new ResponsesStream(head, _store);

    public JsonObject Whole(AnswerHead head, Answer answer) => ResponseDocument.Whole(head, answer, _store);

    public VendorError Error(ErrorKind kind, string model) => kind == ErrorKind.UnknownModel
        ? new(400, $"The requested model '{model}' does not exist.", "invalid_request_error", "model_not_found", "model")
        : OpenAiErrors.Of(kind, model);

    public JsonObject ErrorBody(VendorError error, string requestId) => OpenAiErrors.Body(error);

    public Frame ErrorFrame(VendorError error, AnswerHead head) => new(FrameKind.Structure, "error", new()
    {
        ["type"] = "error",
        ["sequence_number"] = 2,
        ["error"] = OpenAiErrors.Inner(error),
    });

    public string Text(Frame frame) => ServerSentEvents.Text(frame);
}

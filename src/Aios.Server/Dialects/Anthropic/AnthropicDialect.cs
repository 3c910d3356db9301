using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Anthropic's Messages API, as its server speaks it.</summary>
sealed class AnthropicDialect : IServedDialect
{
    public string Name => "anthropic";

    public string Provider => "anthropic";

    public string StreamType => ServerSentEvents.ContentType;

    public string? Ping => "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    public string CallPrefix => "toolu_01";

    public bool HasKey(IHeaderDictionary headers) =>
        headers["x-api-key"].ToString().Trim().Length > 0
        || headers.Authorization.ToString() is var bearer && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && bearer.Trim().Length > "Bearer ".Length;

    public Question Read(JsonElement body, IHeaderDictionary headers)
    {
        if (headers["anthropic-version"].ToString().Length == 0)
        {
            throw Refuse("anthropic-version: header is required");
        }

        return AnthropicRequest.Read(body);
    }

    public IAnswerStream Begin(AnswerHead head) => new AnthropicStream(head);

    public JsonObject Whole(AnswerHead head, Answer answer) => AnthropicMessage.Whole(head, answer);

    public VendorError Error(ErrorKind kind, string model) => AnthropicErrors.Of(kind, model);

    public JsonObject ErrorBody(VendorError error, string requestId) => AnthropicErrors.Body(error, requestId);

    public Frame ErrorFrame(VendorError error, AnswerHead head) => new(FrameKind.Structure, "error", new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["details"] = null, ["type"] = error.Type, ["message"] = error.Message },
    });

    /// <summary>With the blanks that the vendor pads its data with.</summary>
    public string Text(Frame frame) =>
        $"event: {frame.Event}\ndata: {Compact.Text(frame.Json!)}{new string(' ', frame.Json!.Count * 5 % 8)}\n\n"; // what is not raw is JSON

    public static RequestRefusedException Refuse(string message) => new(new(400, message, "invalid_request_error"));
}

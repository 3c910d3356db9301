using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Dialects.Ollama;

/// <summary>Ollama's own API, as its server speaks it: a line of JSON for each piece.</summary>
/// <param name="generates">Whether it is <c>/api/generate</c>, which takes a prompt, or <c>/api/chat</c>, which takes messages.</param>
sealed class OllamaDialect(bool generates) : IServedDialect
{
    public string Name => generates ? "ollama-generate" : "ollama";

    public string Provider => "ollama";

    public string StreamType => "application/x-ndjson";

    public string? Ping => null;

    public string CallPrefix => "call_";

    public bool HasKey(IHeaderDictionary headers) => headers.Authorization.Count > 0;

    public Question Read(JsonElement body, IHeaderDictionary headers) => generates ? OllamaRequest.ReadPrompt(body) : OllamaRequest.ReadChat(body);

    public IAnswerStream Begin(AnswerHead head) => new OllamaStream(head, generates);

    public JsonObject Whole(AnswerHead head, Answer answer) => OllamaLine.Whole(head, answer, generates);

    public VendorError Error(ErrorKind kind, string model) => OllamaErrors.Of(kind, model);

    public JsonObject ErrorBody(VendorError error, string requestId) => new() { ["error"] = error.Message };

    public Frame ErrorFrame(VendorError error, AnswerHead head) => new(FrameKind.Structure, null, ErrorBody(error, ""));

    public string Text(Frame frame) => Compact.Text(frame.Json!) + "\n"; // what is not raw is JSON
}

using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Llm.Providers.Replay;

/// <summary>All that an update says, spelt out by hand: what is compared must not be written by what is tested.</summary>
static class Spelt
{
    public static string Out(ChatResponseUpdate update) => string.Join('\n',
    [
        $"{update.Role} {update.AuthorName} {update.ModelId} {update.ResponseId} {update.MessageId} {update.ConversationId} {update.CreatedAt:O} {update.FinishReason} {Properties(update.AdditionalProperties)}",
        .. update.Contents.Select(Out),
    ]);

    static string Out(AIContent content) => $"{content.GetType().Name} {Of(content)} {Properties(content.AdditionalProperties)} raw={(content.RawRepresentation as JsonElement?)?.GetRawText()} notes={Notes(content)}";

    static string Of(AIContent content) => content switch
    {
        TextReasoningContent thinking => $"{thinking.Text}|{thinking.ProtectedData}",
        TextContent text => text.Text,
        FunctionCallContent call => $"{call.CallId}|{call.Name}|{(call.Arguments is null ? "none" : Json(call.Arguments))}|{call.RawArguments}|{call.Exception?.Message}|{call.InformationalOnly}",
        FunctionResultContent result => $"{result.CallId}|{Json(result.Result)}|{result.Exception?.Message}",
        UsageContent usage => Llm(usage),
        ErrorContent error => $"{error.Message}|{error.ErrorCode}|{error.Details}|{Warnings.In([error]).Any()}",
        DataContent data => $"{data.MediaType}|{data.Name}|{data.Base64Data}",
        UriContent link => $"{link.MediaType}|{link.Uri}",
        _ => "",
    };

    static string Llm(UsageContent usage) => Aios.Llm.Models.Usage.Of(usage.Details).ToString();

    static string Notes(AIContent content) =>
        string.Join(';', (content.Annotations ?? []).OfType<CitationAnnotation>().Select(citation => $"{citation.Title}|{citation.Url}|{citation.Snippet}"));

    static string Properties(AdditionalPropertiesDictionary? properties) =>
        properties is null ? "" : string.Join(';', properties.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value}:{Kind(each.Value)}"));

    static string Kind(object? value) => value switch { null => "null", int or long => "whole", _ => value.GetType().Name };

    static string Json(object? value) => JsonSerializer.Serialize(value);
}

using System.Net.Http.Headers;
using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Anthropic's Messages API.</summary>
sealed class AnthropicVendor : IVendor
{
    readonly MessagesDialect _dialect = new();

    public string Name => "anthropic";

    public void Authorise(HttpRequestHeaders headers, string key) => headers.Add("x-api-key", key);

    public IDialect DialectFor(Model model, string endpoint) => _dialect;

    public async Task<IReadOnlyList<Model>> ModelsAsync(Connection connection, CancellationToken cancellationToken)
    {
        List<Model> models = [];
        string? after = null;
        do
        {
            var path = after is null ? "v1/models?limit=1000" : $"v1/models?limit=1000&after_id={Uri.EscapeDataString(after)}";
            var page = await JsonAnswer.ReadAsync(connection, _dialect.FailureOf, () => connection.GetAsync(path, MessagesDialect.Headers, cancellationToken));
            models.AddRange(page.Items("data").Select(ModelListing.Read).OfType<Model>());
            var last = page.At("has_more") is { ValueKind: JsonValueKind.True } ? page.Text("last_id") : null;
            after = last == after ? null : last; // a page that points at itself would never end
        }
        while (after is not null);

        return models;
    }

    public async Task<long?> CountAsync(
        Connection connection, Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var request = MessagesRequest.ToCount(new(model, messages, options, Stream: false));
        var answer = await JsonAnswer.ReadAsync(connection, _dialect.FailureOf, () => connection.PostAsync(request, cancellationToken));
        return answer.Count("input_tokens")
            ?? throw new ProviderException(new(FailureKind.Malformed, "The answer to a counting call has no count."));
    }
}

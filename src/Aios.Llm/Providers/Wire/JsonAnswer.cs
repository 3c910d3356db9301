using System.Text.Json;

namespace Aios.Llm.Providers.Wire;

/// <summary>An answer that is one JSON document and no chat: a list of models, a count, an embedding.</summary>
static class JsonAnswer
{
    /// <param name="failureOf">What an answer that is an error by its status means.</param>
    /// <exception cref="ProviderException">There is none, or it is neither a JSON object nor a list.</exception>
    public static async Task<JsonElement> ReadAsync(Connection connection, Func<WireError, Failure> failureOf, Func<Task<Reply>> ask)
    {
        Reply? reply = null;
        try
        {
            reply = await ask();
            if (!reply.Succeeded)
            {
                throw new ProviderException(await reply.FailureAsync(failureOf));
            }

            var text = await reply.TextAsync();
            if (StatusFailure.IsPage(text))
            {
                throw new ProviderException(new(FailureKind.Unreachable, StatusFailure.NotTheApi(text, $"status {reply.Status}")) { IsWebPage = true });
            }

            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? document.RootElement.Clone()
                : throw new ProviderException(new(FailureKind.Malformed, "The answer is neither a JSON object nor a list."));
        }
        catch (Exception exception) when (Named(exception, reply) is { } failure)
        {
            throw new ProviderException(
                failure with
                {
                    Message = connection.Endpoint.Key?.Redact(failure.Message) ?? failure.Message,
                    HttpStatus = failure.HttpStatus ?? reply?.Status,
                    RequestId = failure.RequestId ?? reply?.RequestId,
                },
                (exception as ProviderException)?.InnerException ?? exception);
        }
        finally
        {
            reply?.Dispose();
        }
    }

    static Failure? Named(Exception exception, Reply? reply) => exception switch
    {
        ProviderException provider => provider.Failure,
        JsonException => new(FailureKind.Malformed, $"The answer cannot be read: {exception.Message}"),
        HttpRequestException or IOException or OperationCanceledException => reply?.FailureOf(exception)?.Failure,
        _ => null,
    };
}

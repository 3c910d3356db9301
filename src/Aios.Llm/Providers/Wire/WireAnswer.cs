using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Wire;

/// <summary>One answer as it comes over the wire: the one place where its opening, reading and ending can fail.</summary>
/// <remarks>One event that cannot be read is passed over and said so; a second one is a failure.</remarks>
sealed class WireAnswer : IAsyncDisposable
{
    readonly Reply _reply;
    readonly IAnswerReader _reader;
    readonly Func<Failure, Failure> _complete;
    IAsyncEnumerator<SseItem<string>>? _events;
    string? _whole;
    int _eventsRead;
    int _eventsPassedOver;
    bool _done;

    WireAnswer(Reply reply, IAnswerReader reader, Func<Failure, Failure> complete) =>
        (_reply, _reader, _complete) = (reply, reader, complete);

    /// <exception cref="ProviderException">There is no answer to read.</exception>
    public static async Task<WireAnswer> OpenAsync(Connection connection, IDialect dialect, WireRequest request, CancellationToken cancellationToken)
    {
        Failure Complete(Failure failure, Reply? reply) => failure with
        {
            Message = connection.Endpoint.Key?.Redact(failure.Message) ?? failure.Message, // some vendors repeat a wrong key
            HttpStatus = failure.HttpStatus ?? reply?.Status,
            RequestId = failure.RequestId ?? reply?.RequestId,
        };

        Reply reply;
        try
        {
            reply = await connection.PostAsync(request, cancellationToken);
        }
        catch (ProviderException exception)
        {
            throw new ProviderException(Complete(exception.Failure, null), exception);
        }

        WireAnswer answer = new(reply, dialect.Reader(), failure => Complete(failure, reply));
        try
        {
            await answer.OpenAsync(dialect, request.Stream);
            return answer;
        }
        catch (Exception exception)
        {
            await answer.DisposeAsync();
            throw answer.Named(exception) ?? exception;
        }
    }

    /// <returns>What has come of the answer since last time; null after its end.</returns>
    /// <exception cref="ProviderException">The answer broke off, or is none.</exception>
    public async Task<IReadOnlyList<ChatResponseUpdate>?> NextAsync()
    {
        if (_done)
        {
            return null;
        }

        try
        {
            return _whole is not null ? ReadWhole(_whole) : await ReadEventAsync();
        }
        catch (Exception exception) when (Named(exception) is { } failure)
        {
            throw failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (_reply)
        {
            await (_events?.DisposeAsync() ?? default);
        }
    }

    async Task OpenAsync(IDialect dialect, bool stream)
    {
        if (!_reply.Succeeded)
        {
            throw new ProviderException(await FailureOfAsync(dialect));
        }

        switch (await _reply.PeekAsync())
        {
            case null:
                throw Malformed("The answer is empty.");
            case '<':
                throw new ProviderException(new(FailureKind.Unreachable, StatusFailure.NotTheApi(await _reply.ErrorTextAsync(), $"status {_reply.Status}")));
            case '{' or '[' when stream && dialect.Framing == Framing.Lines:
                _events = _reply.LinesAsync(_reply.Token).GetAsyncEnumerator(_reply.Token);
                break;
            case '{' or '[':
                _whole = await _reply.TextAsync();
                break;
            default:
                _events = _reply.EventsAsync(_reply.Token).GetAsyncEnumerator(_reply.Token);
                break;
        }
    }

    async Task<Failure> FailureOfAsync(IDialect dialect)
    {
        WireError error = new(_reply.Status, _reply.Headers, await _reply.ErrorTextAsync());
        var failure = error.Json is null ? StatusFailure.Of(error) : dialect.FailureOf(error);
        // Anthropic sends retry-after with good answers too: it is a hint only where waiting could help.
        return error.Status is 408 or 409 or 429 or >= 500
            ? failure with { RetryAfter = failure.RetryAfter ?? RetryAfter.Of(error.Headers, _reply.Now) }
            : failure;
    }

    ChatResponseUpdate[] ReadWhole(string text)
    {
        _done = true;
        using var document = JsonDocument.Parse(text);
        return [.. _reader.ReadWhole(document.RootElement.Clone())];
    }

    async Task<IReadOnlyList<ChatResponseUpdate>> ReadEventAsync()
    {
        if (_reader.HasEnded || !await _events!.MoveNextAsync()) // opened with either a whole or events
        {
            _done = true;
            return _eventsRead == 0 ? throw Malformed("The answer is an empty stream.") : [.. _reader.End()];
        }

        var item = _events.Current;
        try
        {
            var updates = _reader.Read(item.EventType, item.Data).ToArray();
            _eventsRead++;
            return updates;
        }
        catch (JsonException) when (_eventsPassedOver++ == 0)
        {
            return [new() { Contents = [Warnings.Of("unreadable_event", "One event of the answer could not be read and was passed over.")] }];
        }
    }

    /// <summary>An exception as a failure of the provider; null for one that is none.</summary>
    ProviderException? Named(Exception exception) => exception switch
    {
        ProviderException provider => new(_complete(provider.Failure with { Usage = provider.Failure.Usage ?? _reader.Usage }), provider),
        JsonException => Malformed($"The answer cannot be read: {exception.Message}"),
        // What breaks off after it has begun was there to be reached.
        HttpRequestException or IOException or OperationCanceledException when _reply.FailureOf(exception) is { } wire =>
            new(_complete(_eventsRead > 0 && wire.Failure.Kind == FailureKind.Unreachable
                ? wire.Failure with { Kind = FailureKind.Truncated, Usage = _reader.Usage }
                : wire.Failure with { Usage = _reader.Usage }), exception),
        _ => null,
    };

    ProviderException Malformed(string message) => new(_complete(new(FailureKind.Malformed, message) { Usage = _reader.Usage }));
}

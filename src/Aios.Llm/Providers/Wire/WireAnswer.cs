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
    bool _hasBegun;
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
            throw new ProviderException(Complete(exception.Failure, null), exception.InnerException);
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
            throw new ProviderException(await _reply.FailureAsync(dialect.FailureOf));
        }

        var first = await _reply.PeekAsync();
        _hasBegun = first is not null;
        switch (first)
        {
            case null:
                throw Malformed("The answer is empty.");
            case '<':
                throw new ProviderException(new(FailureKind.Unreachable, StatusFailure.NotTheApi(await _reply.ErrorTextAsync(), $"status {_reply.Status}")) { IsWebPage = true });
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

    ChatResponseUpdate[] ReadWhole(string text)
    {
        _done = true;
        using var document = Parse(text);
        return [.. _reader.ReadWhole(document.RootElement.Clone())];
    }

    static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException) when (PythonNumbers.AsNull(text) is { } json)
        {
            return JsonDocument.Parse(json);
        }
    }

    async Task<IReadOnlyList<ChatResponseUpdate>> ReadEventAsync()
    {
        if (_reader.HasEnded || !await _events!.MoveNextAsync()) // opened with either a whole or events
        {
            _done = true;
            return _eventsRead == 0 ? throw Malformed("The answer is an empty stream.") : WithoutDoubt([.. _reader.End()]);
        }

        var item = _events.Current;
        try
        {
            var updates = ReadEvent(item);
            _eventsRead++;
            return WithoutDoubt(updates);
        }
        catch (JsonException) when (_eventsPassedOver++ == 0)
        {
            return [new() { Contents = [Warnings.Of("unreadable_event", "One event of the answer could not be read and was passed over.")] }];
        }
    }

    /// <summary>A text that lacks a piece can still be read by whoever is warned; a call that lacks one would be made.</summary>
    ChatResponseUpdate[] WithoutDoubt(ChatResponseUpdate[] updates) =>
        _eventsPassedOver > 0 && updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>().FirstOrDefault() is { } call
            ? throw Malformed($"The call of {call.Name} may lack a piece: an event of the answer could not be read.")
            : updates;

    ChatResponseUpdate[] ReadEvent(SseItem<string> item)
    {
        try
        {
            return [.. _reader.Read(item.EventType, item.Data)];
        }
        catch (JsonException) when (PythonNumbers.AsNull(item.Data) is { } json)
        {
            return [.. _reader.Read(item.EventType, json)];
        }
    }

    /// <summary>An exception as a failure of the provider; null for one that is none.</summary>
    ProviderException? Named(Exception exception) => exception switch
    {
        // An error in place of an answer costs nothing; one that comes later may well.
        ProviderException provider => new(_complete(provider.Failure with
        {
            Usage = provider.Failure.Usage ?? _reader.Usage,
            MayBeBilled = provider.Failure.MayBeBilled ?? (_eventsRead > 0 ? true : null),
        }), provider.InnerException),
        JsonException => Malformed($"The answer cannot be read: {exception.Message}"),
        // What breaks off after a good status was there to be reached, and may be billed.
        HttpRequestException or IOException or OperationCanceledException when _reply.FailureOf(exception) is { } wire =>
            new(_complete(_hasBegun && wire.Failure.Kind == FailureKind.Unreachable
                ? wire.Failure with { Kind = FailureKind.Truncated, Usage = _reader.Usage, MayBeBilled = true }
                : wire.Failure with { Usage = _reader.Usage, MayBeBilled = _reply.Succeeded ? true : null }), exception),
        _ => null,
    };

    ProviderException Malformed(string message) => new(_complete(new(FailureKind.Malformed, message) { Usage = _reader.Usage }));
}

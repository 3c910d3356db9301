using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aios.Llm.Providers.Wire;

/// <summary>An answer whose head has arrived. What is read of it is counted and has its deadlines.</summary>
sealed class Reply(HttpResponseMessage response, Patience patience, Endpoint endpoint, TimeProvider clock) : IDisposable
{
    const int MostOfAnError = 1 << 20;

    static readonly string[] _requestIds = ["request-id", "x-request-id", "apim-request-id"];

    GuardedStream? _body;

    public int Status => (int)response.StatusCode;

    public bool Succeeded => response.IsSuccessStatusCode;

    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>What the provider calls the request; it is kept in the ledger, so it may hold no key either.</summary>
    public string? RequestId => _requestIds
        .Select(name => Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null)
        .FirstOrDefault(id => id is { Length: > 0 }) is { } id ? endpoint.Key?.Redact(id) ?? id : null;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The first character that is no white space; null when there is none.</summary>
    public async Task<char?> PeekAsync() => await (await BodyAsync()).PeekAsync(patience.Token) is { } first ? (char)first : null;

    /// <exception cref="ProviderException">There is more of it than anyone should send.</exception>
    public async Task<string> TextAsync() => await new StreamReader(await BodyAsync(), Encoding.UTF8).ReadToEndAsync(patience.Token);

    /// <summary>As much of the body as an error can need; what breaks off counts as far as it came.</summary>
    public async Task<string> ErrorTextAsync()
    {
        var buffer = new byte[MostOfAnError];
        var count = 0;
        try
        {
            var body = await BodyAsync();
            while (count < buffer.Length && await body.ReadAsync(buffer.AsMemory(count), patience.Token) is > 0 and var read)
            {
                count += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or ProviderException
            || (exception is OperationCanceledException && patience.Reason is not null))
        {
            // The status says what there is to know.
        }

        // Some vendors repeat a wrong key; it must be gone before anybody shortens the text to a part of it.
        var text = Encoding.UTF8.GetString(buffer, 0, count);
        return endpoint.Key?.Redact(text) ?? text;
    }

    /// <summary>What it means that this answer is an error by its status.</summary>
    public async Task<Failure> FailureAsync(Func<WireError, Failure> read)
    {
        WireError error = new(Status, Headers, await ErrorTextAsync());
        var failure = error.Json is null ? StatusFailure.Of(error) : read(error);
        // Anthropic sends retry-after with good answers too: it is a hint only where waiting could help.
        return error.Status is 408 or 409 or 429 or >= 500
            ? failure with { RetryAfter = failure.RetryAfter ?? RetryAfter.Of(error.Headers, Now) }
            : failure;
    }

    public async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var body = await BodyAsync();
        body.EndWith("\n\n"u8.ToArray()); // the parser gives away an event only at the empty line behind it, which some leave out at the end
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            body.BeginPiece();
            yield return item;
        }
    }

    public async IAsyncEnumerable<SseItem<string>> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var body = await BodyAsync();
        using StreamReader lines = new(body, Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            body.BeginPiece();
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return new(line);
            }
        }
    }

    public CancellationToken Token => patience.Token;

    /// <returns>Null when the caller has cancelled.</returns>
    public ProviderException? FailureOf(Exception exception) => WireFailure.Of(exception, patience, endpoint, mayBeBilled: true);

    public void Dispose()
    {
        response.Dispose();
        patience.Dispose();
    }

    async Task<GuardedStream> BodyAsync() =>
        _body ??= new(await response.Content.ReadAsStreamAsync(patience.Token), patience, endpoint.Deadlines);
}

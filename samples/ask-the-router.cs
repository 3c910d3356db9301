#:project ../src/Aios.Llm/Aios.Llm.csproj

// The router as a library: two providers, of which the first is down. Run it with: dotnet run samples/ask-the-router.cs
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

var plan = new RoutePlan(
[
    new(RouteTo(new Sample("dear", _ => throw new HttpRequestException("connection refused"))), "the best one"),
    new(RouteTo(new Sample("cheap", question => $"You asked: {question}")), "good enough, if it has to be"),
]);
using var client = new RouterChatClient(_ => plan, new Router(TimeProvider.System, NullLogger<Router>.Instance));

var call = client.Prepare([new(ChatRole.User, "Who answers?")]);
await foreach (var update in client.StreamAsync(call))
{
    Console.Write(update.Text);
}

Console.WriteLine();
foreach (var attempt in call.Attempts)
{
    Console.WriteLine($"{attempt.Route.Provider.Name}: {attempt.Failure?.Message ?? "answered"}, {attempt.Cost}");
}

static Route RouteTo(Sample provider) => new(provider, provider.Models[0], provider.ClientFor(provider.Models[0]));

sealed class Sample(string name, Func<string, string> answer) : IProvider, IChatClient
{
    public string Name => name;

    public IReadOnlyList<Model> Models { get; } =
        [new() { Id = name, ContextWindow = 1000, MaxOutput = 100, Prices = [new() { Standard = new() { Input = 1, Output = 5 } }] }];

    public IChatClient ClientFor(Model model) => this;

    public Failure? FailureOf(Exception exception) =>
        exception is HttpRequestException ? new(FailureKind.Unreachable, exception.Message) : null;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield return new(ChatRole.Assistant, answer(messages.Last().Text));
        yield return new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 4, OutputTokenCount = 6 })]);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Aios.Server.Emulation.Metering;
using Aios.Workshop.Offline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Serving;

/// <summary>What all routes of an emulator share.</summary>
sealed class Desk(EmulatorOptions options, TimeProvider clock)
{
    readonly FrozenDictionary<string, Counter> _counters = new Dictionary<string, Counter>
    {
        ["anthropic"] = new(new MarkedPromptCache(options.LeastCachedTokens, clock), new(options.Limits, clock)),
        ["openai"] = new(new PrefixPromptCache(clock), new(options.Limits, clock)),
        ["ollama"] = new(new NoPromptCache(), new(options.Limits, clock)),
    }.ToFrozenDictionary();

    public TimeProvider Clock => clock;

    public IChatClient Answers { get; } = options.Answers ?? new EchoChatClient();

    public Pace Pace => options.Pace;

    public FaultPlan Faults { get; } = new(options.Seed, options.Faults);

    public KnownModels Models { get; } = new(options);

    public IdSource Ids { get; } = new(options.Seed);

    public Journal Journal { get; } = new();

    public Counter CounterOf(string provider) => _counters[provider];

    public Money? PriceOf(string provider, string model, Usage usage) => options.PriceOf(provider, model, usage);

    /// <summary>The fault of a request that is no question: one that needs an answer to happen in is left for a question.</summary>
    public Fault? FaultBeside(IServedDialect dialect, string path, string? model) => Faults.Next(
        dialect.Name,
        path,
        model,
        fault => fault.Kind == FaultKind.SkewedDate || Reply.Of(fault, dialect, model ?? "", streams: true, "", clock) is not null);

    /// <summary>Sends a reply. The journal knows of it first, since whoever gets it may look there at once.</summary>
    public async Task<Exchange> ReplyAsync(HttpContext context, Exchange exchange, Reply reply)
    {
        exchange = exchange with { Status = reply.Status, Finished = true, Cost = Money.Zero };
        Journal.Replace(exchange);
        await reply.WriteAsync(context.Response, context.RequestAborted);
        return exchange;
    }

    /// <summary>The headers that every answer of a vendor has.</summary>
    public void WriteHeaders(HttpResponse response, string provider, Exchange exchange, Fault? fault)
    {
        response.Headers.Date = (clock.GetUtcNow() + (fault?.Skew ?? TimeSpan.Zero)).ToString("r", CultureInfo.InvariantCulture);
        switch (provider)
        {
            case "anthropic":
                response.Headers["request-id"] = exchange.RequestId;
                response.Headers["anthropic-organization-id"] = "00000000-0000-4000-8000-000000000000";
                break;
            case "openai":
                response.Headers["x-request-id"] = exchange.RequestId;
                response.Headers["openai-version"] = "2020-10-01";
                response.Headers["openai-processing-ms"] = "1";
                break;
            default:
                break;
        }
    }
}

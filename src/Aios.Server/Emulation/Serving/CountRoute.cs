using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Server.Dialects;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>Counts the tokens of a question without answering it, which costs nothing.</summary>
sealed class CountRoute(IServedDialect dialect, Func<JsonElement, Question> read, Func<long, JsonObject> told, Desk desk)
{
    public async Task<Exchange> CountAsync(HttpContext context, Exchange exchange)
    {
        exchange = exchange with { Dialect = dialect.Name, Provider = dialect.Provider, HasKey = dialect.HasKey(context.Request.Headers) };
        desk.Journal.Replace(exchange);
        JsonElement? body;
        try
        {
            body = await RequestBody.ReadAsync(context.Request, dialect, context.RequestAborted);
        }
        catch (RequestRefusedException refused)
        {
            desk.WriteHeaders(context.Response, dialect.Provider, exchange, null);
            return await desk.ReplyAsync(context, exchange with { Refusal = refused.Error.Message }, Reply.Of(refused.Error, dialect, exchange.RequestId));
        }

        var model = body is { IsObject: true } asked ? asked.Word("model") : null;
        var fault = desk.FaultBeside(dialect, exchange.Path, model);
        exchange = exchange with { Model = model, Fault = fault?.Name };
        desk.WriteHeaders(context.Response, dialect.Provider, exchange, fault);
        var reply = fault is not null && Reply.Of(fault, dialect, model ?? "", streams: false, exchange.RequestId, desk.Clock) is { } instead ? instead
            : !exchange.HasKey ? Reply.Of(dialect.Error(ErrorKind.NoKey, ""), dialect, exchange.RequestId)
            : Counted(body, exchange.RequestId);
        return await desk.ReplyAsync(context, exchange, reply);
    }

    Reply Counted(JsonElement? body, string requestId)
    {
        try
        {
            var question = read(body ?? default);
            var tokens = Counter.TokensOf(question);
            return desk.Models.Has(dialect.Provider, question.Model)
                ? new(200, Reply.Json, Compact.Text(told(tokens)))
                : Reply.Of(dialect.Error(ErrorKind.UnknownModel, question.Model), dialect, requestId);
        }
        catch (RequestRefusedException refused)
        {
            return Reply.Of(refused.Error, dialect, requestId);
        }
    }
}

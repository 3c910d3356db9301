using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Aios.Workshop.Offline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Serving;

/// <summary>Answers one question over one dialect.</summary>
sealed class AnswerRoute(IServedDialect dialect, Desk desk)
{
    public async Task<Exchange> AnswerAsync(HttpContext context, Exchange exchange)
    {
        exchange = exchange with { Dialect = dialect.Name, Provider = dialect.Provider, HasKey = dialect.HasKey(context.Request.Headers) };
        desk.Journal.Replace(exchange); // whoever leaves while still asking is known as far as this
        JsonElement? body;
        try
        {
            body = await RequestBody.ReadAsync(context.Request, dialect, context.RequestAborted);
        }
        catch (RequestRefusedException refused)
        {
            desk.WriteHeaders(context.Response, dialect.Provider, exchange, null);
            return await RefuseAsync(context, exchange, refused.Error);
        }

        var model = body is { IsObject: true } asked ? asked.Word("model") : null;
        var fault = desk.Faults.Next(dialect.Name, exchange.Path, model);
        exchange = exchange with { Model = model, Fault = fault?.Name };
        desk.WriteHeaders(context.Response, dialect.Provider, exchange, fault);

        var streams = body is { IsObject: true } said && (dialect.StreamsUnasked ? said.Member("stream") is not { ValueKind: JsonValueKind.False } : said.Is("stream"));
        if (fault is not null && Reply.Of(fault, dialect, model ?? "", streams, exchange.RequestId, desk.Clock) is { } instead)
        {
            return await desk.ReplyAsync(context, exchange, instead);
        }

        if (dialect.Provider != "ollama" && !exchange.HasKey)
        {
            return await RefuseAsync(context, exchange, dialect.Error(ErrorKind.NoKey, ""));
        }

        if (body is null)
        {
            return await RefuseAsync(context, exchange, dialect.Error(ErrorKind.BadRequest, "") with { Message = "The request body is not valid JSON." });
        }

        try
        {
            var question = dialect.Read(body.Value, context.Request.Headers);
            var tokens = Counter.TokensOf(question);
            desk.Models.Check(dialect, question, tokens);
            var counter = desk.CounterOf(dialect.Provider);
            var wait = counter.Limits.Refusal(tokens);
            counter.Limits.WriteTo(context.Response.Headers, dialect.Provider);
            if (wait is { } time)
            {
                context.Response.Headers["Retry-After"] = $"{Math.Max(1, (long)Math.Ceiling(time.TotalSeconds))}";
                return await RefuseAsync(context, exchange, dialect.Error(ErrorKind.RateLimited, question.Model));
            }

            return await AnswerAsync(context, exchange with { Streamed = question.Streams }, question, counter, fault);
        }
        catch (RequestRefusedException refused)
        {
            return await RefuseAsync(context, exchange, refused.Error);
        }
        catch (UnanswerableException unanswerable)
        {
            return await RefuseAsync(context, exchange, dialect.Error(ErrorKind.BadRequest, "") with { Message = unanswerable.Message });
        }
    }

    async Task<Exchange> AnswerAsync(HttpContext context, Exchange exchange, Question question, Counter counter, Fault? fault)
    {
        question.Options.Reasoning = question.Thinks ? new() : null;
        (question.Options.AdditionalProperties ??= [])[ScriptChatClient.Dialect] = dialect.Name;
        AnswerHead head = new()
        {
            Question = question,
            Model = fault?.Kind == FaultKind.OtherModel ? fault.Value ?? "another-model" : question.Model,
            At = desk.Clock.GetUtcNow(),
            Ids = desk.Ids,
            Read = counter.Read(question),
        };
        Said said = new(question, desk.Answers, desk.Clock, inWords: fault is not null);
        OutputCount count = new(head.Read, question.Options.MaxOutputTokens, dialect.CountsThinking);
        await using var pieces = Named(FaultyWords.Apply(fault, question, said.PiecesAsync(desk.Pace, context.RequestAborted))).GetAsyncEnumerator(context.RequestAborted);

        FaultyFrames faulty = new(fault, dialect, head);

        // Whoever has read the last word may look into the journal at once.
        void Note()
        {
            if (count.IsWhole || fault is not null)
            {
                exchange = Told(exchange, question, fault?.CostsNothing == true ? Usage.None : count.Usage, count.IsWhole && !faulty.IsBroken);
                desk.Journal.Replace(exchange);
            }
        }

        try
        {
            var hasFirst = await pieces.MoveNextAsync(); // whoever cannot answer says so before anything is sent
            exchange = exchange with { Status = StatusCodes.Status200OK };
            context.Response.ContentType = fault?.Kind == FaultKind.WrongContentType ? "text/plain" : question.Streams ? dialect.StreamType : Reply.Json;
            var frames = question.Streams ? Stream(head, pieces, hasFirst, said, count, fault) : Whole(head, pieces, hasFirst, said, count, fault);
            await DeliverAsync(context, desk.Clock, faulty.StepsAsync(frames, context.RequestAborted), fault, Note);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException
            && (exchange.Status != 0 || context.RequestAborted.IsCancellationRequested)) // else the answerer has failed
        {
            // Who asked has left: what was said is billed.
            exchange = Told(exchange, question, fault?.CostsNothing == true ? Usage.None : count.Usage, exchange.Finished);
        }

        counter.Limits.Settle(count.Usage);
        return exchange;
    }

    Exchange Told(Exchange exchange, Question question, Usage usage, bool isFinished) => exchange with
    {
        Usage = usage,
        Cost = desk.PriceOf(dialect.Provider, question.Model, usage),
        Finished = isFinished,
    };

    async IAsyncEnumerable<Frame> Stream(AnswerHead head, IAsyncEnumerator<AIContent> pieces, bool has, Said said, OutputCount count, Fault? fault)
    {
        count.Billed = said.Usage;
        var stream = dialect.Begin(said.Usage is null ? head : head with { Read = said.Usage });
        foreach (var frame in stream.Open())
        {
            yield return frame;
        }

        for (; has; has = await pieces.MoveNextAsync())
        {
            count.Add(pieces.Current);
            foreach (var frame in stream.Write(pieces.Current))
            {
                yield return frame;
            }
        }

        (count.IsWhole, count.IsFull) = (true, said.Finish == ChatFinishReason.Length);
        foreach (var frame in stream.Close(End(head, said, count, fault)))
        {
            yield return frame;
        }
    }

    async IAsyncEnumerable<Frame> Whole(AnswerHead head, IAsyncEnumerator<AIContent> pieces, bool has, Said said, OutputCount count, Fault? fault)
    {
        count.Billed = said.Usage;
        List<AIContent> all = [];
        for (; has; has = await pieces.MoveNextAsync())
        {
            count.Add(pieces.Current);
            all.Add(pieces.Current);
        }

        (count.IsWhole, count.IsFull) = (true, said.Finish == ChatFinishReason.Length);
        yield return new(FrameKind.Whole, null, dialect.Whole(head, Answer.Of(all, End(head, said, count, fault))));
    }

    AnswerEnd End(AnswerHead head, Said said, OutputCount count, Fault? fault) =>
        new(FaultyWords.Finish(fault) ?? said.Finish, count.Usage, said.StopSequence, desk.Clock.GetUtcNow() - head.At);

    static async Task DeliverAsync(HttpContext context, TimeProvider clock, IAsyncEnumerable<Step> steps, Fault? fault, Action note)
    {
        var cancellationToken = context.RequestAborted;
        IAnswerSink sink = fault?.Breaks == true ? new SocketSink(context) : new ResponseSink(context.Response);
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            note();
            switch (step)
            {
                case Step.Head:
                    await sink.StartAsync(cancellationToken);
                    break;
                case Step.Send send:
                    await sink.SendAsync(send.Bytes, cancellationToken);
                    break;
                case Step.Wait wait:
                    await Task.Delay(wait.For, clock, cancellationToken);
                    break;
                case Step.Close:
                    await sink.CloseAsync(cancellationToken);
                    return;
                case Step.Reset:
                    sink.Reset();
                    return;
                default:
                    throw new InvalidOperationException($"There is no such step: {step}.");
            }
        }

        note();
        await sink.EndAsync(cancellationToken);
    }

    /// <summary>Calls get ids as the vendor makes them, where nobody gave them one.</summary>
    async IAsyncEnumerable<AIContent> Named(IAsyncEnumerable<AIContent> pieces, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            yield return piece is FunctionCallContent { CallId: "" } call
                ? new FunctionCallContent(desk.Ids.Next(dialect.CallPrefix), call.Name, call.Arguments) { RawRepresentation = call.RawRepresentation }
                : piece;
        }
    }

    Task<Exchange> RefuseAsync(HttpContext context, Exchange exchange, VendorError error)
    {
        if (dialect.Provider == "anthropic")
        {
            context.Response.Headers["x-should-retry"] = error.Status is 408 or 409 or 429 or >= 500 ? "true" : "false";
        }

        return desk.ReplyAsync(context, exchange with { Refusal = error.Message }, Reply.Of(error, dialect, exchange.RequestId));
    }
}

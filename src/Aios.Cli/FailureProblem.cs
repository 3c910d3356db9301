using System.Globalization;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;

namespace Aios.Cli;

/// <summary>What a provider's failure is to the user: the one table of codes, exit codes and hints.</summary>
static class FailureProblem
{
    public static Problem Of(Failure failure)
    {
        var (code, exitCode, hint) = Row(failure);
        return new(code, failure.Message)
        {
            Hint = failure.Hint ?? hint,
            ExitCode = exitCode,
            Retryable = failure.Kind is FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.TimedOut or FailureKind.Truncated or FailureKind.Malformed
                || failure is { Kind: FailureKind.Unreachable, IsWebPage: false, HttpStatus: not (>= 300 and < 400) }, // a redirect stays one
            HttpStatus = failure.HttpStatus,
            RequestId = failure.RequestId,
        };
    }

    /// <summary>One kind of failure on every route is the problem; several leave only that no route answered.</summary>
    public static Problem Of(NoRouteAnsweredException noRoute)
    {
        var last = noRoute.Attempts is [.., var attempt] ? attempt : null;
        var problem = last?.Failure is { } failure && noRoute.Attempts.All(each => each.Failure?.Kind == failure.Kind) ? Of(failure)
            : last is null && noRoute.NotAsked is [var first, ..] && noRoute.NotAsked.All(each => each.Cause == first.Cause) && KindOf(first.Cause) is { } kind ? Of(new Failure(kind, ""))
            : new("no_route", "") { Retryable = true, ExitCode = ExitCode.NoRoute, Hint = "See: aios providers --check, and aios route for the reasons" };
        return problem with
        {
            Message = noRoute.Message,
            Provider = last?.Route.Provider.Name,
            CostUsd = noRoute.Attempts.Aggregate((Money?)Money.Zero, (sum, each) => sum + each.Cost)?.Dollars,
        };
    }

    /// <summary>Nobody was asked, and nobody would have answered otherwise.</summary>
    static FailureKind? KindOf(RefusalCause cause) => cause switch
    {
        RefusalCause.Window => FailureKind.ContextTooLong,
        RefusalCause.Capability => FailureKind.InvalidRequest,
        RefusalCause.Retired => FailureKind.UnknownModel,
        _ => null,
    };

    static (string Code, int ExitCode, string Hint) Row(Failure failure) => failure.Kind switch
    {
        FailureKind.RateLimited => ("rate_limited", ExitCode.NoRoute, $"Wait{For(failure.RetryAfter)} and try again, or name another model with --model."),
        FailureKind.QuotaExhausted => ("quota_exhausted", ExitCode.NoRoute, "The account is out of credit or over its limit: see to it in the provider's console, or name another model with --model."),
        FailureKind.Overloaded => ("overloaded", ExitCode.NoRoute, $"The provider has trouble of its own: try again{For(failure.RetryAfter, "in")}, or name another model with --model."),
        FailureKind.Unreachable when failure.IsWebPage => ("not_the_api", ExitCode.NoRoute, "Something stands between us and the provider, or the address is not that of its API. See: aios providers"),
        FailureKind.Unreachable => ("unreachable", ExitCode.NoRoute, "Look at the network and at the address. See: aios providers --check"),
        FailureKind.TimedOut => ("timed_out", ExitCode.NoRoute, "Try again, or allow more time: connect_seconds, first_byte_seconds, idle_seconds and whole_seconds of the endpoint in aios.json."),
        FailureKind.InvalidRequest when failure.HttpStatus is null => ("invalid_request", ExitCode.WrongUsage, "Nothing was sent. Leave out what the model cannot do, or name one that can: aios models"),
        FailureKind.InvalidRequest => ("invalid_request", ExitCode.NoRoute, "The provider does not take this request; its message says why."),
        FailureKind.UnknownModel => ("unknown_model", ExitCode.WrongUsage, "See: aios models"),
        FailureKind.ContextTooLong => ("context_too_long", ExitCode.NoRoute, "Ask with less, or with a model that has a larger window: aios models"),
        FailureKind.Unauthorised => ("key_refused", ExitCode.Key, "The key is wrong, revoked or not allowed to do this. See where it comes from: aios config show --origin"),
        FailureKind.Refused => ("refused", ExitCode.NoRoute, "The provider does not answer this. Put it another way, or name another model with --model."),
        FailureKind.Truncated => ("truncated", ExitCode.NoRoute, "The answer broke off before its end; try again."),
        FailureKind.Malformed => ("malformed_answer", ExitCode.NoRoute, "What came back is no answer of this API. Look at the address, then try again. See: aios providers --check"),
        FailureKind.Cancelled => ("cancelled", ExitCode.Interrupted, "Somebody stopped it."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Kind, "A kind of failure that no row has."),
    };

    static string For(TimeSpan? wait, string word = "for") =>
        wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" {word} {Math.Ceiling(time.TotalSeconds)} s") : word == "in" ? " later" : "";
}

using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>The tables of the ledger. Amounts are nano-dollars, times milliseconds since 1970 in UTC.</summary>
public static class LedgerSchema
{
    public static Schema Schema { get; } = new("ledger", [Begin, AddNamedCalls]);

    static void Begin(Session session) => session.Script(
        """
        create table call (
          id text primary key, began bigint not null, tenant text, key_name text, run text, specialist text, kind text not null, task text,
          plan text, seal bigint not null);
        create table attempt (
          id text primary key, call text not null references call (id), n bigint not null, owner text not null,
          provider text not null, endpoint text not null, model text not null, began bigint not null, reserved bigint not null check (reserved >= 0),
          ended bigint, outcome text, tier text, input bigint, cache_read bigint, cache_write_5m bigint, cache_write_1h bigint,
          output bigint, reasoning bigint, web_searches bigint, price text, cost bigint, request_id text, http_status bigint,
          took_ms bigint, first_piece_ms bigint, seal bigint not null);
        create index attempt_by_time on attempt (began);
        create index attempt_open on attempt (owner) where ended is null;
        create table budget (
          scope text not null, span text not null, most bigint not null, soft bigint, period text not null, seal bigint not null,
          primary key (scope, span));
        create table budget_use (
          scope text not null, span text not null, period text not null, spent bigint not null, reserved bigint not null, told bigint not null,
          seal bigint not null, primary key (scope, span, period));
        create table hold (
          attempt text not null, scope text not null, span text not null, period text not null, primary key (attempt, scope, span));
        create table budget_event (
          at bigint not null, scope text not null, span text not null, what text not null, period text not null, most bigint not null,
          soft bigint, spent bigint not null, reserved bigint not null);
        create index budget_event_by_time on budget_event (at);
        """);

    /// <summary>What runs have asked, by name, and what they were answered.</summary>
    static void AddNamedCalls(Session session) => session.Script(
        """
        create table named_call (
          run text not null, name text not null, call text not null, attempt text, provider text, model text, form text, answer text, seal bigint not null,
          primary key (run, name));
        create table piece (attempt text not null, n bigint not null, text text not null, primary key (attempt, n));
        create index attempt_by_call on attempt (call);
        create index call_by_run on call (run);
        """);
}

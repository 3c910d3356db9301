using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Server.Dialects.OpenAi;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Metering;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>However long an emulator runs and whatever it is sent, it keeps only so much.</summary>
public sealed class BoundsTests
{
    static readonly DateTimeOffset _start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_has_expired_is_kept_no_longer()
    {
        Expiring<int> kept = new(most: 100_000);
        for (var minute = 0; minute < 5_000; minute++)
        {
            var now = _start.AddMinutes(minute);
            kept.Keep($"{minute}", minute, now.AddMinutes(10), now);
        }

        var end = _start.AddMinutes(4_999);
        Assert.InRange(kept.Count, 10, 300);
        Assert.True(kept.TryFind("4990", end, out var value));
        Assert.Equal(4990, value);
        Assert.False(kept.TryFind("4989", end, out _));
    }

    [Fact]
    public void Those_that_would_go_soonest_go_when_there_are_too_many()
    {
        Expiring<bool> kept = new(most: 1_000);
        for (var each = 0; each < 5_000; each++)
        {
            kept.Keep($"{each}", true, _start.AddSeconds(each + 1), _start);
        }

        Assert.InRange(kept.Count, 500, 1_000);
        Assert.True(kept.TryFind("4999", _start, out _));
        Assert.False(kept.TryFind("0", _start, out _));
    }

    [Fact]
    public void A_response_that_is_forgotten_is_forgotten_with_its_items()
    {
        ResponseStore store = new();
        for (var each = 0; each <= ResponseStore.Most; each++)
        {
            store.Keep($"resp_{each}", [], [$"rs_{each}"]);
        }

        Assert.Equal((false, false), (store.Find("resp_0") is not null, store.HasItem("rs_0")));
        Assert.Equal((true, true), (store.Find("resp_1") is not null, store.HasItem("rs_1")));
    }

    [Fact]
    public void A_journal_lists_the_latest_and_bills_all()
    {
        Journal journal = new();
        for (var each = 0; each < Journal.Most + 5; each++)
        {
            var exchange = journal.Open(number => new() { Number = number, At = _start, Method = "POST", Path = "/" });
            journal.Replace(exchange with { Usage = new() { Input = 2 }, Cost = Money.Zero });
        }

        Assert.Equal((Journal.Most, 6), (journal.Exchanges.Count, journal.Exchanges[0].Number));
        Assert.Equal(new Bill(Journal.Most + 5, new Usage { Input = 2 * (Journal.Most + 5) }, Money.Zero, 0), journal.Bill);
        journal.Replace(journal.Exchanges[0] with { Number = 1 });
        Assert.Equal(Journal.Most, journal.Exchanges.Count);
    }

    [Theory]
    [InlineData("""{"type":"array","minItems":2000000000,"items":{"type":"boolean"}}""")]
    [InlineData("""{"type":"array","minItems":2000000000,"items":{"type":"array","minItems":2000000000}}""")]
    [InlineData("""{"type":"array","minItems":2000000,"items":{"type":"string","minLength":2000000000}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"},"d":{"$ref":"#"},"e":{"$ref":"#"},"f":{"$ref":"#"},"g":{"$ref":"#"}}}""")]
    public void A_sample_is_only_so_large(string schema) =>
        Assert.InRange(SchemaSample.Of(JsonElement.Parse(schema)).ToJsonString().Length, 1_000, 20 * SchemaSample.Most);

    [Theory]
    [InlineData("""{"type":"array","minItems":3,"items":{"type":"boolean"}}""", "[true,true,true]")]
    [InlineData("""{"type":"string","minLength":6}""", "\"textxx\"")]
    [InlineData("""{"type":"string","minLength":-1,"maxLength":-1}""", "\"\"")]
    public void A_sample_keeps_to_what_is_reasonable(string schema, string sample) => Assert.Equal(sample, SchemaSample.Of(JsonElement.Parse(schema)).ToJsonString());
}

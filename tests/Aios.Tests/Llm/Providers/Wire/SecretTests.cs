using System.Text.Json;
using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Wire;

public sealed class SecretTests
{
    const string Key = "sk-canary-0123456789abcd";

    static readonly Secret _secret = new(Key, new("https://api.host:8443/v1"));

    [Fact]
    public void A_key_shows_in_no_text_that_is_made_of_it()
    {
        Assert.All(
            new[] { _secret.ToString(), $"{_secret}", JsonSerializer.Serialize(new { Secret = _secret }), JsonSerializer.Serialize(_secret), _secret.Redact($"Bad key {Key}!"), _secret.Masked },
            text => Assert.DoesNotContain(Key, text));
        Assert.Equal("…abcd", _secret.Masked);
        Assert.Equal("…", new Secret("short", new("https://host")).Masked);
        Assert.DoesNotContain(Key, new Endpoint { Address = new("https://api.host:8443"), Key = _secret }.ToString());
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("OLLAMA_API_KEY")]
    [InlineData("VLLM_API_KEY")]
    public void A_key_is_taken_out_however_it_is_written(string variable)
    {
        var key = Canaries.Keys[variable];

        var redacted = new Secret(key, new("https://host")).Redact(string.Join(' ', Canaries.Sayings(key)));

        Assert.Empty(Canaries.In(redacted));
        Assert.NotEmpty(Canaries.In(string.Join(' ', Canaries.Sayings(key))));
    }

    [Fact]
    public void A_key_is_not_read_from_JSON() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Secret>("\"x\""));

    [Theory]
    [InlineData("https://api.host:8443/other/path")]
    [InlineData("HTTPS://API.HOST:8443")]
    public void A_key_is_told_to_its_own_origin(string address) => Assert.Equal(Key, _secret.RevealTo(new(address)));

    [Theory]
    [InlineData("http://api.host:8443")]
    [InlineData("https://api.host")]
    [InlineData("https://api.host.evil:8443")]
    [InlineData("https://evil/api.host:8443")]
    public void A_key_is_told_to_nobody_else(string address) =>
        Assert.DoesNotContain(Key, Assert.Throws<InvalidOperationException>(() => _secret.RevealTo(new(address))).Message);

    [Theory]
    [InlineData("sk-canary-with-a\nline-break")]
    [InlineData("sk-canary-ünïcödé")]
    public async Task A_key_that_cannot_be_one_is_not_sent_and_not_repeated(string key)
    {
        await using var server = WireServer.Saying(200, "application/json", "{}");
        using var provider = Vendors.Open("anthropic", new() { Address = server.Address, Key = new(key, server.Address) }, [], TimeProvider.System);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => provider.DiscoverAsync(TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Unauthorised, exception.Failure.Kind);
        Assert.DoesNotContain("canary", exception.ToString());
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task A_key_does_not_follow_when_a_server_sends_us_on()
    {
        await using var elsewhere = WireServer.Saying(200, "application/json", "{}");
        await using var server = WireServer.Saying(307, "text/plain", "", ("Location", elsewhere.Address.AbsoluteUri));
        using var provider = Vendors.Open("anthropic", new() { Address = server.Address, Key = new(Key, server.Address) }, [], TimeProvider.System);

        var client = provider.ClientFor(new() { Id = "m", ContextWindow = null, MaxOutput = null });
        var exception = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Unreachable, exception.Failure.Kind);
        Assert.Empty(elsewhere.Seen);
    }
}

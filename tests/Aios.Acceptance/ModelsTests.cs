using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>Whom could be asked, and for what.</summary>
public sealed class ModelsTests : IDisposable
{
    readonly AiosProcess _aios = new() { HasKeys = false };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task Every_model_says_whether_it_can_be_asked_and_why_not()
    {
        _aios.Variables["OPENAI_API_KEY"] = Vendor.Key;

        var models = (await _aios.RunAsync(["models", "--json"], Token)).Json.GetProperty("models").EnumerateArray().ToList();

        Assert.NotEmpty(models);
        Assert.All(models, model => Assert.Equal(
            model.GetProperty("provider").GetString() == "openai" ? (true, null) : (false, "no key"),
            (model.GetProperty("usable").GetBoolean(), model.GetProperty("why_not").GetString())));
    }

    [Fact]
    public async Task Retired_models_are_listed_when_asked_for()
    {
        var ended = await _aios.RunAsync(["models", "--all", "--provider", "anthropic", "--json"], Token);

        Assert.Contains(ended.Json.GetProperty("models").EnumerateArray(), model => model.GetProperty("why_not").GetString() == "retired");
        Assert.DoesNotContain("\"retired\"", (await _aios.RunAsync(["models", "--json"], Token)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_one_s_own_is_asked_what_it_has()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"object":"list","data":[{"id":"org/small-8b","object":"model","max_model_len":4096}]}""");
        _aios.Variables["VLLM_BASE_URL"] = server.Address + "v1";

        var model = Assert.Single((await _aios.RunAsync(["models", "--provider", "vllm", "--json"], Token)).Json.GetProperty("models").EnumerateArray());

        Assert.Equal(("org/small-8b", true), (model.GetProperty("id").GetString(), model.GetProperty("usable").GetBoolean()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, model.GetProperty("prices").ValueKind); // unknown is not nothing
    }

    [Fact]
    public async Task A_provider_that_is_none_is_wrong_usage() => Assert.Equal(2, (await _aios.RunAsync(["models", "--provider", "nobody", "--json"], Token)).Code);

    [Fact]
    public async Task Providers_are_listed_with_their_keys_masked()
    {
        _aios.Variables["ANTHROPIC_API_KEY"] = Vendor.Key;

        var ended = await _aios.RunAsync(["providers", "--json"], Token);

        var anthropic = ended.Json.GetProperty("providers").EnumerateArray().Single(provider => provider.GetProperty("provider").GetString() == "anthropic");
        Assert.Equal(("…6789", "environment ANTHROPIC_API_KEY", "default"), (anthropic.GetProperty("key").GetString(), anthropic.GetProperty("key_origin").GetString(), anthropic.GetProperty("address_origin").GetString()));
        Assert.DoesNotContain("canary", ended.Output + ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(401, 4)]
    [InlineData(500, 6)]
    public async Task A_check_asks_each_and_ends_with_the_worst(int status, int exitCode)
    {
        await using var good = Vendor.Messages();
        await using var other = WireServer.Saying(status, "application/json", status == 200 ? """{"object":"list","data":[]}""" : """{"error":{"message":"No.","type":"x"}}""", ("x-ratelimit-limit-requests", "10"), ("x-ratelimit-remaining-requests", "9"));
        _aios.Variables["ANTHROPIC_BASE_URL"] = good.Address.AbsoluteUri;
        _aios.Variables["ANTHROPIC_API_KEY"] = Vendor.Key;
        _aios.Variables["OPENAI_BASE_URL"] = other.Address + "v1";
        _aios.Variables["OPENAI_API_KEY"] = Vendor.Key;

        var ended = await _aios.RunAsync(["providers", "--check", "--json"], Token);

        Assert.True(ended.Code == exitCode, ended.Output + ended.Error);
        var checks = ended.Json.GetProperty("providers").EnumerateArray().ToDictionary(provider => provider.GetProperty("provider").GetString() ?? "", provider => provider.GetProperty("check"));
        Assert.True(checks["anthropic"].GetProperty("key_accepted").GetBoolean());
        Assert.Equal(9, checks["openai"].GetProperty("limits")[0].GetProperty("remaining").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, checks["ollama"].ValueKind); // nobody has set it up
    }

    [Fact]
    public async Task A_check_of_nothing_finds_no_key() => Assert.Equal(4, (await _aios.RunAsync(["providers", "--check", "--json"], Token)).Code);

    [Fact]
    public async Task The_doctor_says_of_everything_how_it_is()
    {
        _aios.Variables["HTTPS_PROXY"] = "http://127.0.0.1:1";

        var ended = await _aios.RunAsync(["doctor", "--json"], Token);

        var findings = ended.Json.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("name").GetString() ?? "", finding => finding.GetProperty("grade").GetString());
        Assert.Equal(("ok", "ok", "warn", "warn", "ok"), (findings["runtime"], findings["configuration"], findings["keys"], findings["proxy"], findings["data folder"]));
        Assert.Equal(findings.ContainsValue("fail") ? 7 : 0, ended.Code);
        Assert.Equal([], _aios.Folder.Entries("home"));
    }
}

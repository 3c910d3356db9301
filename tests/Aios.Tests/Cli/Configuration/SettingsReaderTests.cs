using System.Runtime.Versioning;
using Aios.Cli;
using Aios.Llm.Providers;
using Xunit;

namespace Aios.Tests.Cli.Configuration;

[UnsupportedOSPlatform("windows")]
public sealed class SettingsReaderTests : IDisposable
{
    const string Key = "sk-canary-0123456789";

    readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_nearest_word_counts()
    {
        string? Model(string? option = null) => _world.Read(option).Model.Everyone?.Value;

        Assert.Null(Model());
        _world.Project("""{"model":"of-project"}""");
        Assert.Equal("of-project", Model());
        _world.User("""{"model":"of-user"}""");
        Assert.Equal("of-user", Model());
        _world.EnvFile("AIOS_MODEL=of-env-file");
        Assert.Equal("of-env-file", Model());
        _world.Set("AIOS_MODEL", "of-environment");
        Assert.Equal("of-environment", Model());
        Assert.Equal("of-option", Model("of-option"));
    }

    [Fact]
    public void A_value_says_where_it_was_set()
    {
        _world.User("""{"specialists":{"qa":"a/b"},"providers":{"anthropic":{"endpoints":[{"key":"sk-of-the-file-123"}]}}}""").Set("ANTHROPIC_BASE_URL", "http://127.0.0.1:1").EnvFile("OPENAI_API_KEY=sk-of-env-file-1");

        var settings = _world.Read("m");

        Assert.Equal("option --model", settings.Model.Everyone?.Origin.ToString());
        Assert.Equal(_world.UserFile, settings.Provider("anthropic")!.Endpoints[0].Key?.Origin.ToString());
        Assert.Equal("environment ANTHROPIC_BASE_URL", settings.Provider("anthropic")!.Endpoints[0].Address.Origin.ToString());
        Assert.Equal("OPENAI_API_KEY in .env", settings.Provider("openai")!.Endpoints[0].Key?.Origin.ToString());
        Assert.Equal("default", settings.Provider("openai")!.Endpoints[0].Address.Origin.ToString());
    }

    [Fact]
    public void A_model_for_everyone_goes_before_a_farther_one_for_a_specialist()
    {
        _world.User("""{"model":"mine","specialists":{"cto":"mine-cto"}}""").Project("""{"specialists":{"cto":"its-cto","qa":"its-qa"}}""");

        Assert.Equal("mine-cto", _world.Read().Model.For("cto")?.Value);
        Assert.Equal("mine", _world.Read().Model.For("qa")?.Value);
        Assert.Equal("offline", _world.Read("offline").Model.For("cto")?.Value);
        Assert.Equal("near", _world.Read("cto=near").Model.For("cto")?.Value);
        Assert.Equal("mine", _world.Read("cto=near").Model.For("backend")?.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("cto=")]
    [InlineData("boss=a")]
    [InlineData("cto=a,cto=b")]
    public void An_option_that_cannot_be_read_is_wrong_usage(string model) => Assert.Throws<UsageException>(() => _world.Read(model));

    [Fact]
    public void A_key_goes_to_the_endpoint_that_it_was_set_for()
    {
        _world.Set("ANTHROPIC_API_KEY", Key).User("""{"providers":{"anthropic":{"endpoints":[{"name":"work","address":"https://work.example/anthropic","key":"sk-work-0123456789"}]}}}""");

        var endpoints = _world.Read().Provider("anthropic")!.Endpoints;

        Assert.Equal(["default", "work"], endpoints.Select(endpoint => endpoint.Name));
        Assert.Equal(["https://api.anthropic.com/", "https://work.example/anthropic"], endpoints.Select(endpoint => endpoint.Address.Value.AbsoluteUri));
        Assert.Equal(["…6789", "…6789"], endpoints.Select(endpoint => endpoint.Key?.Value.Masked));
        Assert.Equal([$"environment ANTHROPIC_API_KEY", _world.UserFile], endpoints.Select(endpoint => endpoint.Key?.Origin.ToString()));
    }

    [Fact]
    public void The_environment_goes_before_the_file_at_the_endpoint_that_it_sets_up()
    {
        _world.Set("OPENAI_API_KEY", Key).User("""{"providers":{"openai":{"endpoints":[{"address":"https://mine.example/v1","key":"sk-of-file-1234567"}]}}}""");

        var endpoint = Assert.Single(_world.Read().Provider("openai")!.Endpoints);

        Assert.Equal("environment OPENAI_API_KEY", endpoint.Key?.Origin.ToString());
        Assert.Equal("https://mine.example/v1", endpoint.Address.Value.AbsoluteUri);
    }

    [Fact]
    public void A_server_of_one_s_own_has_all_that_an_endpoint_can_have()
    {
        _world.Set("MY_KEY", Key).User("""
            {"providers":{"openrouter":{"api":"responses","endpoints":[{
              "name":"far","address":"https://router.example/api","key_env":"MY_KEY","headers":{"X-Title":"Aios"},"proxy":"http://127.0.0.1:3128",
              "connect_seconds":1,"first_byte_seconds":2.5,"idle_seconds":3,"whole_seconds":4,
              "max_parallel":5,"requests_per_minute":60,"input_tokens_per_minute":70000,"output_tokens_per_minute":8000}]}}}
            """);

        var provider = _world.Read().Provider("openrouter")!;
        var endpoint = provider.Endpoints[0].ToEndpoint();

        Assert.Equal("responses", provider.Api?.Value);
        Assert.Equal(("far", "Aios", "http://127.0.0.1:3128/"), (endpoint.Name, endpoint.Headers["X-Title"], endpoint.Proxy?.AbsoluteUri));
        Assert.Equal(new Deadlines { Connect = TimeSpan.FromSeconds(1), FirstByte = TimeSpan.FromSeconds(2.5), Idle = TimeSpan.FromSeconds(3), Whole = TimeSpan.FromSeconds(4) }, endpoint.Deadlines);
        Assert.Equal(new EndpointLimits { MaxParallel = 5, RequestsPerMinute = 60, InputTokensPerMinute = 70_000, OutputTokensPerMinute = 8_000 }, endpoint.Limits);
        Assert.Equal("environment MY_KEY", provider.Endpoints[0].Key?.Origin.ToString());
    }

    [Theory]
    [InlineData("gpu:8000", "http://gpu:8000/")]
    [InlineData("gpu", "http://gpu:11434/")]
    [InlineData(":8000", "http://127.0.0.1:8000/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:8000", "http://127.0.0.1:8000/")]
    [InlineData("https://gpu/ollama", "https://gpu/ollama")]
    [InlineData("http://gpu", "http://gpu/")]
    [InlineData("[::]:8000", "http://[::1]:8000/")]
    [InlineData(" \"gpu\" ", "http://gpu:11434/")]
    public void Ollama_s_variable_is_read_as_Ollama_reads_it(string host, string address) =>
        Assert.Equal(address, _world.Set("OLLAMA_HOST", host).Read().Provider("ollama")!.Endpoints[0].Address.Value.AbsoluteUri);

    [Theory]
    [InlineData("gpu:many")]
    [InlineData("http://user:secret@gpu")]
    public void A_wrong_address_of_Ollama_is_not_repeated(string host)
    {
        var mistakes = string.Join('\n', _world.Set("OLLAMA_HOST", host).Mistakes());

        Assert.Contains("OLLAMA_HOST", mistakes, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistakes, StringComparison.Ordinal);
        Assert.DoesNotContain("many", mistakes, StringComparison.Ordinal);
    }

    [Fact]
    public void Organisation_and_project_go_along_as_headers() => Assert.Equal(
        [("OpenAI-Organization", "org-1"), ("OpenAI-Project", "proj-1")],
        _world.Set("OPENAI_ORG_ID", "org-1").Set("OPENAI_PROJECT_ID", "proj-1").Read().Provider("openai")!.Endpoints[0].Headers.Select(header => (header.Key, header.Value.Value)));

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var mistakes = _world.User("""
            {
              "modle": "x",
              "model": 5,
              "model": "twice",
              "specialists": { "boss": "x", "qa": "" },
              "limits": { "max_parallel": 0 },
              "providers": {
                "Bad Name": { "endpoints": [] },
                "vllm": { "api": "soap", "endpoints": [ { "adress": "x" }, { "address": "https://user:secret-password@host" }, { "name": "b", "address": "ftp://host" }, 7 ] },
                "openai": { "endpoints": [ { "key": "k", "key_env": "K", "connect_seconds": -1, "requests_per_minute": 0, "headers": { "bad header": "x" } } ] }
              },
              "models": [ { "id": "x" } ]
            }
            """).Mistakes();

        Assert.All(
            (string[])
            [
                "modle is not known", "model is there more than once", "specialists.boss is not known", "specialists.qa should be", "limits.max_parallel should be a whole number from 1",
                "providers.Bad Name should be", "providers.vllm.endpoints[0].adress is not known", "providers.vllm.endpoints[0].address is missing",
                "providers.vllm.endpoints[1].name is missing", "providers.vllm.endpoints[2].address should be", "providers.vllm.endpoints[3] should be an object",
                "key_env stands beside key", "connect_seconds should be seconds", "requests_per_minute should be a whole number from 1", "bad header cannot be sent", "models[0] lacks provider",
            ],
            each => Assert.Contains(mistakes, mistake => mistake.Contains(each, StringComparison.Ordinal)));
        Assert.All(mistakes, mistake => Assert.Contains(_world.UserFile, mistake, StringComparison.Ordinal));
        Assert.DoesNotContain("secret-password", string.Concat(mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ // no\n}")]
    [InlineData("{\"model\":\"x\",}")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public void What_is_no_JSON_object_is_said_so(string json) => Assert.Contains(_world.UserFile, Assert.Single(_world.User(json).Mistakes()), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"providers":{"anthropic":{"endpoints":[{"address":"http://127.0.0.1:1"}]}}}""", "providers")]
    [InlineData("""{"models":[]}""", "models")]
    [InlineData("""{"headers":{}}""", "headers")]
    [InlineData("""{"sandbox":"off"}""", "sandbox")]
    [InlineData("""{"commands":["x"],"model":"m"}""", "commands")]
    [InlineData("""{"key":"sk-x"}""", "key")]
    public void A_project_may_not_say_where_keys_go_or_what_is_run(string json, string member)
    {
        var mistake = Assert.Single(_world.Project(json).Mistakes());

        Assert.Contains($"{_world.ProjectFile}: {member} may not be set by a project", mistake, StringComparison.Ordinal);
        Assert.Contains(_world.UserFile, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_may_lower_a_limit_and_not_raise_it()
    {
        _world.User("""{"limits":{"max_parallel":8}}""").Project("""{"limits":{"max_parallel":4}}""");
        Assert.Equal(4, _world.Read().MaxParallel?.Value);

        _world.Project("""{"limits":{"max_parallel":9}}""");
        Assert.Contains("only lower", Assert.Single(_world.Mistakes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ANTHROPIC_BASE_URL=http://127.0.0.1:1")]
    [InlineData("ANTHROPIC_BASE_URL=https://evil.example")]
    public void An_address_in_a_project_s_env_file_gets_no_key_that_was_set_elsewhere(string line) =>
        Assert.Contains("ANTHROPIC_BASE_URL in .env", Assert.Single(_world.Set("ANTHROPIC_API_KEY", Key).EnvFile(line).Mistakes()), StringComparison.Ordinal);

    [Fact]
    public void An_address_in_an_env_file_is_on_this_machine()
    {
        Assert.Contains("on this machine", Assert.Single(_world.EnvFile($"OPENAI_BASE_URL=https://evil.example\nOPENAI_API_KEY={Key}").Mistakes()), StringComparison.Ordinal);

        var endpoint = _world.EnvFile($"OPENAI_BASE_URL=http://127.0.0.1:1\nOPENAI_API_KEY={Key}").Read().Provider("openai")!.Endpoints[0];
        Assert.Equal("OPENAI_BASE_URL in .env", endpoint.Address.Origin.ToString());
    }

    [Fact]
    public void Names_that_are_not_ours_are_not_read_from_an_env_file()
    {
        _world.EnvFile($"MY_KEY={Key}\nHTTPS_PROXY=http://127.0.0.1:1\nAIOS_HOME=/tmp\nPATH=/evil");

        Assert.Empty(_world.Read().Secrets);
        Assert.All(_world.Read().Providers.SelectMany(provider => provider.Endpoints), endpoint => Assert.Null(endpoint.Proxy));
    }

    [Fact]
    public void No_key_goes_unencrypted_to_another_machine_unless_the_user_allows_it()
    {
        Assert.Contains("unencrypted", Assert.Single(_world.Set("VLLM_BASE_URL", "http://gpu.example/v1").Set("VLLM_API_KEY", Key).Mistakes()), StringComparison.Ordinal);

        _world.User("""{"providers":{"vllm":{"endpoints":[{"allow_insecure":true}]}}}""");
        Assert.Equal("http://gpu.example/v1", _world.Read().Provider("vllm")!.Endpoints[0].Address.Value.AbsoluteUri);
    }

    [Theory]
    [InlineData("sk-with space-0123456789")]
    [InlineData("sk-with-ä-0123456789")]
    [InlineData("sk-with\nline-0123456789")]
    public void A_key_that_could_not_be_sent_is_a_mistake_that_does_not_repeat_it(string key)
    {
        var mistake = Assert.Single(_world.Set("OPENAI_API_KEY", key).Mistakes());

        Assert.Contains("environment OPENAI_API_KEY", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-with", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_key_that_others_can_read_is_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such rights here.");
        _world.User($$$$"""{"providers":{"openai":{"endpoints":[{"key":"{{{{Key}}}}"}]}}}""");
        Assert.Empty(_world.Read().Warnings);

        File.SetUnixFileMode(_world.UserFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Single(_world.Read().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void One_s_own_prices_go_before_those_that_ship()
    {
        var known = _world.Read().Catalog.All.First(model => model.IsDefault);
        _world.User($$"""{"models":[{"provider":"{{known.Provider}}","id":"{{known.Id}}","prices":[{"input":123,"output":456}]}]}""");

        Assert.Equal(123, _world.Read().Catalog.Find(known.Provider!, known.Id)?.PriceAt(DateTimeOffset.UnixEpoch)?.Standard.Input);
    }
}

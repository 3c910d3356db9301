using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Server.Emulation;

public sealed partial class ScriptTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_rule_that_fits_answers_as_often_as_it_may_and_the_rest_is_said_back()
    {
        var script = Script.Parse("""
            answers:
              - match: { user: "weather", dialect: ollama }
                times: 1
                text: Sunny.
              - match: { user: WEATHER }
                text: Rainy.
              - match: { system: "be brief", after_tool: false }
                refusal: No.
            """);
        await using var wire = await Wire.StartAsync(new() { Answers = new ScriptChatClient(script) });

        Assert.Equal(["Sunny.", "Rainy.", "You said: Hello"], [await SaidAsync(wire, "The weather?"), await SaidAsync(wire, "The weather?"), await SaidAsync(wire, "Hello")]);
    }

    [Fact]
    public async Task What_is_held_back_for_a_stop_sequence_comes_before_a_call()
    {
        var script = Script.Parse("""{"answers":[{"text":"One moment.","tools":[{"name":"look","arguments":{}}]}]}""");
        await using var wire = await Wire.StartAsync(new() { Answers = new ScriptChatClient(script) });
        var question = Wire.Question("anthropic", streams: false);
        question["stop_sequences"] = new JsonArray("###");

        var answer = await Wire.JsonAsync(await wire.PostAsync("/v1/messages", question.ToJsonString(), Token), Token);

        Assert.Equal(["text", "tool_use"], answer.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("One moment.", answer.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Usage_and_stop_reason_are_what_the_script_says()
    {
        var script = Script.Parse("""{"answers":[{"text":"Well","stop":"length","usage":{"input":5,"output":7,"reasoning":2}}]}""");
        await using var wire = await Wire.StartAsync(new() { Answers = new ScriptChatClient(script) });

        var answer = await Wire.JsonAsync(await wire.AskAsync("openai-chat", streams: false, Token), Token);

        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal((5, 7, 2), (answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32(),
            answer.GetProperty("usage").GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32()));
    }

    [Fact]
    public async Task A_call_can_have_arguments_that_are_no_JSON()
    {
        var script = Script.Parse("""
            answers:
              - tools:
                  - { name: look, id: call_own, arguments: { at: 1, where: [a, 2.5, true, null], deep: { x: "7" } } }
                  - { name: look, raw: "{at: " }
            """);
        await using var wire = await Wire.StartAsync(new() { Answers = new ScriptChatClient(script) });

        var calls = (await Wire.JsonAsync(await wire.AskAsync("openai-chat", streams: false, Token), Token)).GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls");

        Assert.Equal("call_own", calls[0].GetProperty("id").GetString());
        Assert.Equal("""{"at":1,"where":["a",2.5,true,null],"deep":{"x":"7"}}""", calls[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("{at: ", calls[1].GetProperty("function").GetProperty("arguments").GetString());
    }

    [Theory]
    [InlineData("answers: [{ txet: Hello }]", "txet")]
    [InlineData("answers: [{ match: { user: '(' }, text: x }]", "match.user")]
    [InlineData("answers: [{ stop: length }]", "answers[0] says nothing")]
    [InlineData("answers: [", "Line ")]
    public void A_mistake_in_answers_is_named(string script, string mistake) =>
        Assert.Contains(mistake, Assert.Throws<ScriptException>(() => Script.Parse(script)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_in_faults_are_named_at_once()
    {
        var exception = Assert.Throws<ScriptException>(() => FaultScript.Parse("""
            faults:
              - { fault: bad-luck, dialect: latin }
              - { fault: status, probability: 2, from: 0 }
              - { fault: cut, at: in-doubt }
              - { fault: other-model }
            """));

        Assert.Equal(["fault", "dialect", "status", "probability", "from", "at", "value"], exception.Mistakes.Select(mistake => Named().Match(mistake).Groups[1].Value));
    }

    [Fact]
    public void Every_fault_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator.md"));

        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Contains($"`{new Fault(kind).Name}`", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Equal(kind, FaultScript.Parse($"faults: [{{ fault: {new Fault(kind).Name}, status: 500, value: x }}]")[0].Fault.Kind));
    }

    [Fact]
    public void The_scripts_of_the_documentation_can_be_read()
    {
        var scripts = Yaml().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, scripts.Count);
        Assert.NotEmpty(Script.Parse(scripts[0]).Answers);
        Assert.NotEmpty(FaultScript.Parse(scripts[1]));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"enum":["x","y"]},"c":{"$ref":"#/$defs/n"},"d":{"anyOf":[{"type":"null"},{"type":"number","exclusiveMinimum":2}]}},"$defs":{"n":{"type":"array","items":{"type":"boolean"},"minItems":2}}}""", """{"a":"text","b":"x","c":[true,true],"d":3}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","format":"date"},"b":{"type":"string","minLength":6,"maxLength":8},"c":{"const":5},"d":{"type":"integer","maximum":-2}}}""", """{"a":"2030-01-01","b":"textxx","c":5,"d":-2}""")]
    public void A_schema_has_a_sample(string schema, string sample) =>
        Assert.Equal(sample, SchemaSample.Of(JsonElement.Parse(schema)).ToJsonString());

    static async Task<string?> SaidAsync(Wire wire, string question)
    {
        var body = $$"""{"model":"m","stream":false,"messages":[{"role":"user","content":"{{question}}"}]}""";
        return (await Wire.JsonAsync(await wire.PostAsync("/api/chat", body, Token), Token)).GetProperty("message").GetProperty("content").GetString();
    }

    [GeneratedRegex(@"\]\.(\w+)")]
    private static partial Regex Named();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}

using System.Text.Json;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class MessagesToolTests
{
    static readonly JsonElement _schema = JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""").RootElement;

    static readonly string[] _domains = ["example.org"];

    static readonly AITool _weather = AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", _schema);

    [Fact]
    public void A_tool_has_a_name_a_description_and_a_schema() => Same(
        """[{"name":"weather","description":"Tells the weather.","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]""",
        Member("tools", new() { Tools = [_weather] }));

    [Fact]
    public void A_tool_may_be_strict() => Assert.True((bool)Member("tools", new()
    {
        Tools = [AIFunctionFactory.Create((string city) => city, new AIFunctionFactoryOptions { Name = "weather", AdditionalProperties = new Dictionary<string, object?> { ["strict"] = true } })],
    })![0]!["strict"]!);

    [Fact]
    public void The_choice_is_said_where_there_is_one_to_make()
    {
        Assert.Null(Choice(null));
        Same("""{"type":"auto"}""", Choice(ChatToolMode.Auto));
        Same("""{"type":"any"}""", Choice(ChatToolMode.RequireAny));
        Same("""{"type":"tool","name":"weather"}""", Choice(ChatToolMode.RequireSpecific("weather")));
        Same("""{"type":"none"}""", Choice(ChatToolMode.None));
        Same("""{"type":"auto","disable_parallel_tool_use":true}""", Choice(null, several: false));
        Same("""{"type":"any","disable_parallel_tool_use":true}""", Choice(ChatToolMode.RequireAny, several: false));
        Same("""{"type":"none"}""", Choice(ChatToolMode.None, several: false));
        Assert.Null(Member("tool_choice", new() { ToolMode = ChatToolMode.Auto }));

        static System.Text.Json.Nodes.JsonNode? Choice(ChatToolMode? mode, bool? several = null) =>
            Member("tool_choice", new() { Tools = [_weather], ToolMode = mode, AllowMultipleToolCalls = several });
    }

    [Fact]
    public void The_web_search_of_the_provider_is_a_tool_with_settings_of_its_own() => Same(
        """[{"type":"web_search_20250305","name":"web_search","max_uses":3,"allowed_domains":["example.org"]}]""",
        Member("tools", new() { Tools = [new HostedWebSearchTool(new Dictionary<string, object?> { ["max_uses"] = 3, ["allowed_domains"] = _domains })] }));

    [Fact]
    public void Tools_that_cannot_be_had_are_refused()
    {
        Refused(() => Member("tools", new() { Tools = [new HostedCodeInterpreterTool()] }));
        Refused(() => Member("tools", new() { Tools = [_weather] }, new() { Tools = false }));
        Refused(() => Member("tools", new() { Tools = [new HostedWebSearchTool()] }, new() { WebSearch = false }));
        Refused(() => Member("tools", new() { Tools = [_weather], ToolMode = ChatToolMode.RequireAny }, new() { ToolChoice = false }));
    }
}

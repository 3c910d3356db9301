using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Server.Emulation;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers;

/// <summary>The loop of Microsoft.Extensions.AI that runs tools, over every wire.</summary>
public sealed class ToolLoopTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anthropic", "", OpenAiApi.ByModel)]
    [InlineData("openai", "v1", OpenAiApi.ChatCompletions)]
    [InlineData("openai", "v1", OpenAiApi.Responses)]
    [InlineData("ollama", "", OpenAiApi.ByModel)]
    public async Task A_tool_that_was_run_is_told_of_together_with_its_call(string vendor, string path, OpenAiApi api)
    {
        await using var emulator = await Emulator.StartAsync(new(), TimeProvider.System, Token);
        Uri address = new(emulator.Address, path);
        using var provider = Vendors.Open(vendor, new() { Address = address, Key = new("sk-of-nobody", address) }, [], TimeProvider.System, api);
        Model model = new() { Id = "any", ContextWindow = 100_000, MaxOutput = 1000 };
        using var loop = provider.ClientFor(model).AsBuilder().UseFunctionInvocation().Build();

        var answer = await loop.GetResponseAsync("What does the tool weather say?", new() { Tools = [AIFunctionFactory.Create(() => "It rains in Rome.", "weather")] }, Token);

        Assert.Contains("It rains in Rome.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2, emulator.Exchanges.Count);
    }
}

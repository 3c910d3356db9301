#:project ../src/Aios.Server/Aios.Server.csproj
#:package Microsoft.Agents.AI
#:package Microsoft.Extensions.DependencyInjection

// An agent of Microsoft Agent Framework whose model is the router: two providers, of which the dearer is down.
// Run it with: dotnet run samples/an-agent-on-top.cs
using Aios.Llm.Hosting;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Planning;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Faults;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var clock = TimeProvider.System;
await using var vendors = await Emulator.StartAsync(new() { Faults = [new(new(FaultKind.Status) { Status = 503 }) { Dialect = "anthropic" }] }, clock); // no key, no network
using var anthropic = Open("anthropic", vendors.Address);
using var openai = Open("openai", new(vendors.Address, "v1"));

await using var services = new ServiceCollection()
    .AddRouter(await RouterInstallation.OpenAsync(new() { Ended = Tell }, clock), [anthropic, openai], new RoutingRules { Policy = "best", Exploration = 0 })
    .BuildServiceProvider();

AIAgent agent = new ChatClientAgent(services.GetRequiredService<IChatClient>(), new ChatClientAgentOptions
{
    Name = "weatherman",
    ChatOptions = new() { Instructions = "Answer in one sentence.", Tools = [AIFunctionFactory.Create(() => "It rains in Rome.", "weather", "Says what the weather is.")] },
});
var session = await agent.CreateSessionAsync();
Console.WriteLine((await agent.RunAsync("What does the tool weather say?", session)).Text);

VendorProvider Open(string name, Uri address) =>
    Vendors.Open(name, new() { Address = address, Key = new("sk-of-nobody", address) }, [.. ModelCatalog.Shipped.All.Where(model => model.Provider == name)], clock);

void Tell(ModelCall call, Attempt attempt) => Console.WriteLine($"{attempt.Route.Provider.Name}: {attempt.Failure?.Kind.ToString() ?? "answered"}");

#:project ../src/Aios.Server/Aios.Server.csproj
#:package Microsoft.Extensions.DependencyInjection

// Tools inside the function-invocation loop of Microsoft.Extensions.AI: the model is asked again after each call, and every answer is paid for.
// Run it with: dotnet run samples/tools-in-the-loop.cs
using Aios.Llm.Hosting;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var clock = TimeProvider.System;
await using var vendor = await Emulator.StartAsync(new() { PriceOf = Price }, clock); // stands in for Anthropic: no key, no network
using var anthropic = Vendors.Open(
    "anthropic",
    new() { Address = vendor.Address, Key = new("sk-of-nobody", vendor.Address) },
    [.. ModelCatalog.Shipped.All.Where(model => model.Provider == "anthropic")],
    clock);

var spent = Money.Zero;
await using var services = new ServiceCollection()
    .AddRouter(await RouterInstallation.OpenAsync(new() { Ended = Tell }, clock), [anthropic])
    .BuildServiceProvider();
await services.GetRequiredService<IBudgetBook>().SetAsync(new() { Scope = Scope.Installation, Limit = new(NanoDollars: 1_000_000_000) }, CancellationToken.None);

var models = services.GetRequiredService<IChatClient>().AsBuilder().UseFunctionInvocation().Build();
var answer = await models.GetResponseAsync(
    "What does the tool weather say?",
    new() { Tools = [AIFunctionFactory.Create(() => "It rains in Rome.", "weather", "Says what the weather is.")] });

Console.WriteLine(answer.Text.Contains("It rains in Rome.") ? "the tool was heard" : answer.Text);
Console.WriteLine(spent == vendor.Bill.Cost ? "paid what was billed" : $"paid {spent}, billed {vendor.Bill.Cost}");

void Tell(ModelCall call, Attempt attempt)
{
    spent += attempt.Cost ?? throw new InvalidOperationException("A cost is unknown.");
    Console.WriteLine($"{attempt.Route.Provider.Name}: {attempt.Failure?.Message ?? "answered"}");
}

Money? Price(string provider, string model, Usage usage) =>
    ModelCatalog.Shipped.Find(provider, model)?.PriceAt(clock.GetUtcNow()) is { } price ? Money.CostOf(usage, price) : null;

namespace Aios.Llm.Routing.Health;

/// <summary>What an attempt asks of an endpoint, in tokens, as far as can be told beforehand.</summary>
readonly record struct Demand(long Input, long Output);

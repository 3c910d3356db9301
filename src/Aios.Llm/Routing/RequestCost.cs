using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>The most that a request can cost.</summary>
public static class RequestCost
{
    extension(RouteRequest request)
    {
        /// <summary>Counted as exactly as that is possible, for which a vocabulary may have to be read; null when nobody can tell.</summary>
        public Money? WorstOn(Model model, DateTimeOffset at) =>
            WorstCase.Of(model, request.Messages, request.Options, at, request.AsksForAnHour());

        /// <summary>The same at once, by bytes; mostly more.</summary>
        public Money? AtMostOn(Model model, DateTimeOffset at) =>
            WorstCase.AtMost(model, request.Messages, request.Options, at, request.AsksForAnHour());

        bool AsksForAnHour() =>
            request.Options?.AdditionalProperties?.Values.Any(value => value is CacheLife.Hour) == true
            || request.Messages.Any(message => message.Contents.Any(content => content.CacheLife == CacheLife.Hour));
    }
}

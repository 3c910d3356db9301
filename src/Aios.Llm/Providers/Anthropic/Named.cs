using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Names as they may stand on the wire, and in a sentence.</summary>
static partial class Named
{
    /// <summary>The id of a call, in the letters that the API takes: a call that another provider's model made may have others.</summary>
    public static string Call(string id) => id.Length == 0 ? "_" : NotTaken().Replace(id, "_");

    public static string Of(AIContent content) => content switch
    {
        DataContent data => $"data of type {data.MediaType}",
        UriContent link => $"a link to {link.MediaType}",
        HostedFileContent => "a file that was uploaded before",
        FunctionCallContent call => $"a call of {call.Name}",
        _ => content.GetType().Name,
    };

    [GeneratedRegex("[^a-zA-Z0-9_-]")]
    private static partial Regex NotTaken();
}

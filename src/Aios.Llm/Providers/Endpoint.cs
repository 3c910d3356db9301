namespace Aios.Llm.Providers;

/// <summary>An address of a provider, with what belongs to it.</summary>
public sealed record Endpoint
{
    public string Name { get; init; } = "default";

    /// <summary>Absolute, http or https; what the paths of the API are appended to.</summary>
    public required Uri Address
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? value
            : throw new ArgumentException("The address of an endpoint is http://HOST or https://HOST, a port and a path if need be, and no more.");
    }

    /// <summary>Absent where the provider wants none.</summary>
    public Secret? Key { get; init; }

    /// <summary>Sent with every request, beside what the API itself asks for.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Asked by name only: the environment's proxy is not used unasked.</summary>
    public Uri? Proxy { get; init; }

    public Deadlines Deadlines { get; init; } = new();

    public EndpointLimits Limits { get; init; } = EndpointLimits.None;

    /// <summary>The whole address of one of the API's paths.</summary>
    internal Uri At(string path) => new($"{Address.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}");
}

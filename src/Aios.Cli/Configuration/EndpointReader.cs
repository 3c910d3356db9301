using Aios.Llm.Providers;
using Aios.Llm.Providers.Ollama;

namespace Aios.Cli.Configuration;

/// <summary>Makes the endpoints of a provider from the user's file and the environment.</summary>
sealed class EndpointReader(Variables variables, string userFile, ICollection<string> mistakes, ICollection<string> warnings)
{
    const string DefaultName = "default";

    /// <param name="file">The provider in the user's file, if it is there.</param>
    public ProviderSettings? Read(string name, ObjectReader? file)
    {
        file?.Know("endpoints", "api");
        var known = KnownProvider.Find(name);
        List<EndpointSettings> endpoints = [];
        foreach (var (index, listed) in (file?.Objects("endpoints") ?? []).Index())
        {
            listed.Know(["name", "address", "key", "key_env", "headers", "proxy", "allow_insecure", .. EndpointSettings.DefaultDeadlines.Keys, .. EndpointSettings.LimitNames]);
            var its = listed.Text("name") ?? (index == 0 ? DefaultName : null);
            if (its is null)
            {
                listed.Mistake("name", "is missing: only the first endpoint of a provider needs none.");
            }
            else if (endpoints.Any(endpoint => endpoint.Name == its))
            {
                listed.Mistake("name", $"{its} is that of another endpoint of {name}.");
            }
            else if (Listed(its, name, known, listed) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
        }

        if (endpoints.All(endpoint => endpoint.Name != DefaultName) && Own(known, isAlone: endpoints.Count == 0 && file is null) is { } own)
        {
            endpoints.Insert(0, own);
        }

        return endpoints.Count == 0 ? null : new(name, endpoints) { Api = Api(file) };
    }

    Setting<string>? Api(ObjectReader? file)
    {
        var api = file?.Text("api");
        if (api is not (null or "chat" or "responses"))
        {
            file!.Mistake("api", "should be chat or responses."); // there is one, where there is an api
        }

        return api is null ? null : new(api, new(Layer.User, userFile));
    }

    /// <summary>The endpoint that the environment alone sets up, or the vendor's own.</summary>
    /// <param name="isAlone">The provider has no other.</param>
    EndpointSettings? Own(KnownProvider? known, bool isAlone)
    {
        var key = variables.Find(known?.KeyVariable);
        var address = AddressVariable(known);
        return known is null || (address ?? Default(known)) is not { } reached || (key is null && address is null && !isAlone) ? null
            : Checked(new()
            {
                Name = DefaultName,
                Address = reached,
                Key = Bind(key, reached.Value),
                KeyVariable = known.KeyVariable,
                Headers = VariableHeaders(known),
                IsConfigured = key is not null || address is not null,
            }, allowInsecure: false);
    }

    /// <summary>An endpoint of the user's file. Variables go before what it says where it is the one that variables set up.</summary>
    EndpointSettings? Listed(string name, string provider, KnownProvider? known, ObjectReader listed)
    {
        Origin origin = new(Layer.User, userFile);
        var set = name == DefaultName ? known : null;
        var fromFile = listed.Text("address") is { } written ? Parse(written, origin, what => listed.Mistake("address", what)) : null;
        var address = AddressVariable(set) ?? fromFile ?? Default(known);
        if (address is null)
        {
            if (listed.Text("address") is null)
            {
                listed.Mistake("address", $"is missing: nobody but you knows where {provider} is.");
            }

            return null;
        }

        return Checked(new()
        {
            Name = name,
            Address = address,
            Key = Key(set, listed, address.Value, origin),
            KeyVariable = listed.Text("key_env") ?? set?.KeyVariable,
            Headers = Headers(listed, origin, VariableHeaders(set)),
            Proxy = listed.Text("proxy") is { } proxy ? Parse(proxy, origin, what => listed.Mistake("proxy", what)) : null,
            Deadlines = Deadlines(listed, origin),
            Limits = Limits(listed, origin),
            IsConfigured = true,
        }, listed.Flag("allow_insecure") ?? false);
    }

    static Setting<Uri>? Default(KnownProvider? known) => known?.Address is { } address ? new(address, Origin.Default) : null;

    Setting<Uri>? AddressVariable(KnownProvider? known) =>
        variables.Find(known?.AddressVariable) is not { } text ? null
        : known!.Name == "ollama" ? OllamaAddress(text, what => mistakes.Add($"{text.Origin}: {known.AddressVariable} {what}")) // Find found it
        : Parse(text.Value, text.Origin, what => mistakes.Add($"{text.Origin}: {known.AddressVariable} {what}"));

    static Setting<Uri>? OllamaAddress(Setting<string> text, Action<string> mistake)
    {
        try
        {
            return Parse(OllamaHost.Parse(text.Value).AbsoluteUri, text.Origin, mistake);
        }
        catch (FormatException) // its words repeat the address
        {
            mistake("should be a host, a port or both, or an address that begins with http:// or https://.");
            return null;
        }
    }

    /// <remarks>What is wrong is said without the address: it may hold a password.</remarks>
    static Setting<Uri>? Parse(string text, Origin origin, Action<string> mistake)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" })
        {
            return new(address, origin);
        }

        mistake("should be http://HOST or https://HOST, with a port and a path if need be, and no name, password or query.");
        return null;
    }

    Setting<Secret>? Key(KnownProvider? set, ObjectReader listed, Uri address, Origin origin)
    {
        var written = listed.Text("key");
        var variable = listed.Text("key_env");
        if (written is not null && variable is not null)
        {
            listed.Mistake("key_env", "stands beside key; one of them is enough.");
        }

        if (written is not null)
        {
            WarnOfReaders();
        }

        return Bind(variables.Find(set?.KeyVariable) ?? variables.Find(variable) ?? (written is null ? null : new(written, origin)), address);
    }

    void WarnOfReaders()
    {
        var warning = $"{userFile} holds a key and can be read by others. Run: chmod 600 {userFile}";
        if (SettingsFile.IsOpenToOthers(userFile) && !warnings.Contains(warning))
        {
            warnings.Add(warning);
        }
    }

    Setting<Secret>? Bind(Setting<string>? key, Uri address)
    {
        if (key is null)
        {
            return null;
        }

        if (key.Value.Any(character => character is <= ' ' or > '~'))
        {
            mistakes.Add($"{key.Origin}: the key holds characters that no key has.");
        }

        return new(new(key.Value, address), key.Origin);
    }

    Dictionary<string, Setting<string>> VariableHeaders(KnownProvider? known) =>
        (known?.Name == "openai" ? Variables.OpenAiHeaders : new Dictionary<string, string>())
            .Select(header => (header.Value, Set: variables.Find(header.Key)))
            .Where(header => header.Set is not null && IsHeader(header.Value, header.Set.Value, what => mistakes.Add($"{header.Set.Origin} {what}")))
            .ToDictionary(header => header.Value, header => header.Set!, StringComparer.OrdinalIgnoreCase); // Where has looked

    Dictionary<string, Setting<string>> Headers(ObjectReader listed, Origin origin, Dictionary<string, Setting<string>> nearer)
    {
        var written = listed.Object("headers");
        written?.RefuseTwins();
        foreach (var name in written?.Names ?? [])
        {
            if (written!.Text(name) is { } value && IsHeader(name, value, what => written.Mistake(name, what))) // there are names only where there is an object
            {
                nearer.TryAdd(name, new(value, origin));
                if (EndpointSettings.IsSecret(name))
                {
                    WarnOfReaders();
                }
            }
        }

        return nearer;
    }

    static bool IsHeader(string name, string value, Action<string> mistake)
    {
        try
        {
            using HttpRequestMessage message = new();
            message.Headers.Add(name, value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            mistake("cannot be sent as a header.");
            return false;
        }
    }

    static Dictionary<string, Setting<TimeSpan>> Deadlines(ObjectReader listed, Origin origin) =>
        EndpointSettings.DefaultDeadlines.ToDictionary(
            usual => usual.Key, usual => listed.Seconds(usual.Key) is { } set ? new(set, origin) : usual.Value);

    static Dictionary<string, Setting<int>> Limits(ObjectReader listed, Origin origin) =>
        EndpointSettings.LimitNames.Select(name => (Name: name, Value: listed.Whole(name, 1, int.MaxValue))).Where(limit => limit.Value is not null)
            .ToDictionary(limit => limit.Name, limit => new Setting<int>(limit.Value ?? 0, origin));

    /// <summary>Where a key may go is the user's to say, and a file in the working folder may be anybody's.</summary>
    EndpointSettings Checked(EndpointSettings endpoint, bool allowInsecure)
    {
        var (address, origin) = endpoint.Address;
        Origin[] proofs = [.. endpoint.Key is { } key ? [key.Origin] : Array.Empty<Origin>(), .. endpoint.SecretHeaders.Select(header => header.Origin)];
        if (origin.Layer == Layer.EnvFile && !address.IsLoopback)
        {
            mistakes.Add($"{origin}: an address in .env has to be on this machine; another belongs into the environment or into {userFile}.");
        }
        else if (origin.Layer == Layer.EnvFile && proofs.FirstOrDefault(proof => proof.Layer != Layer.EnvFile) is { } proof)
        {
            mistakes.Add($"{origin} would be sent the key of {proof}; an address in .env is given only a key that stands there too.");
        }

        if (proofs.Length > 0 && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowInsecure)
        {
            mistakes.Add($"{origin}: the key of endpoint {endpoint.Name} would be sent unencrypted to {address.Host}. Use https, or set \"allow_insecure\": true for the endpoint in {userFile}.");
        }

        return endpoint;
    }
}

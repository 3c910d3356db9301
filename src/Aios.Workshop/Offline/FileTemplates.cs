using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using DotLiquid;

namespace Aios.Workshop.Offline;

/// <summary>The texts from which the offline generator makes files, one Liquid template per kind of file.</summary>
public static class FileTemplates
{
    static readonly ConcurrentDictionary<string, Template> _parsed = new();

    static FileTemplates()
    {
        Template.DefaultSyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a;
        Template.RegisterFilter(typeof(TemplateFilters));
    }

    /// <summary>Begins to read them all, so that the first tasks need not wait for it.</summary>
    public static void Prepare() => _ = Task.Run(() => Parallel.ForEach(Kinds, kind => _parsed.GetOrAdd(kind, Parse)));

    static IEnumerable<string> Kinds => Resource.Below("Templates").Select(name => name["Templates/".Length..^".liquid".Length]);

    /// <param name="kind">As the layout names it: <c>backend/router</c>.</param>
    /// <param name="slice">The part of the contract that the file is made from.</param>
    /// <exception cref="UnanswerableException">There is no template for such files.</exception>
    public static string Render(string kind, JsonElement slice)
    {
        var template = _parsed.GetOrAdd(kind, Parse);
        var text = template.Render(new RenderParameters(CultureInfo.InvariantCulture)
        {
            LocalVariables = Hash.FromDictionary((IDictionary<string, object?>)Plain(slice)!),
            ErrorsOutputMode = ErrorsOutputMode.Rethrow,
        });
        return text.Trim('\n') + "\n";
    }

    /// <summary>Many files of a kind are rendered at once, which a template does not bear unless it is told.</summary>
    static Template Parse(string kind)
    {
        var template = Template.Parse(Source(kind));
        template.MakeThreadSafe();
        return template;
    }

    static string Source(string kind)
    {
        try
        {
            return Resource.Text($"Templates/{kind}.liquid");
        }
        catch (FileNotFoundException)
        {
            throw new UnanswerableException($"The offline generator has no template for files of the kind '{kind}'.");
        }
    }

    static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

using System.Text.Json.Nodes;

namespace Aios.Cli.Diagnosis;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Help">What to do about it; null where nothing needs doing.</param>
sealed record Finding(string Name, Grade Grade, string Found, string? Help = null)
{
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["grade"] = Word,
        ["found"] = Found,
        ["help"] = Help,
    };

    public IEnumerable<string> Lines =>
        Help is null ? [$"{Word,-5} {Name,-22} {Found}"] : [$"{Word,-5} {Name,-22} {Found}", $"      {"",-22} {Help}"];

    string Word => Grade switch
    {
        Grade.Fine => "ok",
        Grade.Warning => "warn",
        _ => "fail",
    };
}

enum Grade
{
    Fine,

    /// <summary>Something will not work, or may surprise.</summary>
    Warning,
    Failure,
}

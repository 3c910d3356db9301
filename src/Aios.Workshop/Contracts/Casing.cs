namespace Aios.Workshop.Contracts;

/// <summary>The spellings of a contract's snake_case names in the languages of an application.</summary>
public static class Casing
{
    public static string Pascal(string name) => string.Concat(Words(name).Select(Capital));

    public static string Camel(string name) => string.Concat(Words(name).Select((word, at) => at == 0 ? word : Capital(word)));

    public static string Kebab(string name) => string.Join('-', Words(name));

    static string[] Words(string name) => name.Split('_', '-', ' ');

    static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}

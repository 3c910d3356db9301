using System.Collections.Frozen;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Naming;

/// <summary>Keeps names out of the way of the languages and libraries of a generated application.</summary>
/// <remarks>Labels and addresses stay as the brief has them; only what is dangerous is renamed.</remarks>
static class SafeNames
{
    const int Longest = 40;

    public static string Entity(string phrase)
    {
        var name = Identifier(phrase, "entity");
        return IsClassName(name) || _keywords.Contains(name) || _scriptWords.Contains(name) ? name + "_record" : name;
    }

    public static string Plural(string phrase, string singular)
    {
        var name = Identifier(phrase, "entities");
        return name == singular || IsClassName(name) || _keywords.Contains(name) || _scriptWords.Contains(name) ? name + "_list" : name;
    }

    public static string Field(string label, FieldType type)
    {
        var name = Identifier(label, "field");
        // Lists are filtered by these, so that their names stand beside the other query parameters.
        var filtered = type is FieldType.YesNo or FieldType.Choice;
        var taken = _keywords.Contains(name) || _attributes.Contains(name) || (filtered && _parameters.Contains(name));
        return !taken ? name : name + (type is FieldType.Date ? "_date" : "_value");
    }

    public static string Reference(string label) => Identifier(label, "record") + "_id";

    static string Identifier(string phrase, string otherwise)
    {
        var name = Ascii.Cut(Ascii.Words(phrase, '_'), Longest, '_');
        return name.Length == 0 ? otherwise : char.IsAsciiDigit(name[0]) ? $"{otherwise}_{name}" : name;
    }

    static bool IsClassName(string name) => _classNames.Contains(name.Replace("_", "", StringComparison.Ordinal));

    static FrozenSet<string> Set(string words) => words.Split(' ', '\n').Where(word => word.Length > 0).ToFrozenSet();

    static readonly FrozenSet<string> _keywords = Set("""
        and as assert async await break case class continue def del elif else except false finally for from global if import in is lambda
        none nonlocal not or pass raise return true try while with yield self cls list dict set str int float bool tuple bytes object property
        """);

    /// <summary>Of JavaScript and TypeScript, as names of variables.</summary>
    static readonly FrozenSet<string> _scriptWords = Set("""
        abstract any catch const debugger declare default delete do enum export extends final function get implements instanceof interface let
        module namespace new null number package private protected public readonly require static string super switch symbol this throw type typeof
        undefined unknown var void volatile window document console app main api test tests client schema model models router index database error errors
        """);

    /// <summary>Of pydantic models and SQLAlchemy tables, and those that every record has.</summary>
    static readonly FrozenSet<string> _attributes = Set("""
        json dict copy schema schema_json fields config validate construct parse_obj parse_raw parse_file from_orm update_forward_refs
        model_config model_fields model_computed_fields model_extra model_fields_set model_construct model_copy model_dump model_dump_json
        model_json_schema model_parametrized_name model_post_init model_rebuild model_validate model_validate_json model_validate_strings
        metadata registry query id created_at changed_at
        """);

    /// <summary>Of lists in the API.</summary>
    static readonly FrozenSet<string> _parameters = Set("q sort limit offset");

    /// <summary>Global in browsers and TypeScript, or used by generated code, in lower case.</summary>
    static readonly FrozenSet<string> _classNames = Set("""
        date map set event error node element request response record object string number array promise symbol function boolean file form image
        option audio text comment document location history notification range selection storage screen worker lock table column integer session
        base app main page field query body header path cookie depends router link list dict optional any enum model test fragment component key
        ref report animation cache client process buffer url touch partial pick omit readonly required exclude extract props state proxy reflect
        math json intl regexp weakmap weakset bigint iterator formdata window navigator plugin attr blob headers input output label button select
        textarea performance provider suspense datetime decimal foreignkey engine exception basemodel
        """);
}

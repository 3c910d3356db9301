namespace Aios.Llm.Spending;

/// <summary>Which calls count in a scope, as a condition on the table of calls.</summary>
static class ScopeFilter
{
    /// <returns>The condition, with <c>$1</c> and <c>$2</c> for its values.</returns>
    public static (string Condition, object?[] Values) Of(Scope scope)
    {
        var (kind, name) = scope.Name.IndexOf(':') is var colon and > 0 ? (scope.Name[..colon], scope.Name[(colon + 1)..]) : (scope.Name, "");
        return kind switch
        {
            "installation" => ("$1 = $2", [1L, 1L]),
            "tenant" => ("c.tenant = $1 and $2 = 1", [name, 1L]),
            "key" => ("c.key_name = $1 and $2 = 1", [name, 1L]),
            "specialist" => ("c.specialist = $1 and $2 = 1", [name, 1L]),
            "run" when name.LastIndexOf('/') is var slash and > 0 => ("c.run = $1 and c.specialist = $2", [name[..slash], name[(slash + 1)..]]),
            "run" => ("c.run = $1 and $2 = 1", [name, 1L]),
            _ => throw new ArgumentException($"There is no scope {scope}.", nameof(scope)),
        };
    }
}

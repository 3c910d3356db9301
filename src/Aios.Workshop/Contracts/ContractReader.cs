using System.Text.Json;
using NJsonSchema;

namespace Aios.Workshop.Contracts;

/// <summary>Reads the CTO's JSON: first its syntax, then its schema, every mistake at once.</summary>
public sealed class ContractReader
{
    readonly JsonSchema _schema;

    public ContractReader()
    {
        SchemaText = Resource.Text("Contracts/contract.schema.json");
        _schema = JsonSchema.FromJsonAsync(SchemaText).GetAwaiter().GetResult(); // no reference leaves the text, so nothing is awaited
    }

    /// <summary>For the prompt of whoever writes a contract.</summary>
    public string SchemaText { get; }

    /// <returns>The part, or null and what is wrong with it.</returns>
    public (ContractPart? Part, IReadOnlyList<string> Mistakes) Read(string json)
    {
        try
        {
            using var syntax = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = ContractJson.Default.Options.MaxDepth });
            string[] mistakes = [.. _schema.Validate(json).Select(Describe).Distinct()];
            return mistakes.Length > 0 ? (null, mistakes) : (syntax.Deserialize(ContractJson.Default.ContractPart), []);
        }
        catch (JsonException exception)
        {
            return (null, [$"It is no valid JSON: {exception.Message}"]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidCastException) // from the parser and from the schema's validator
        {
            return (null, ["It has a member whose name is no Unicode, or a number with more digits than any field has."]);
        }
    }

    static string Describe(NJsonSchema.Validation.ValidationError error)
    {
        var where = error.Path?.TrimStart('#', '/') is { Length: > 0 } path ? path : "the document";
        return error is NJsonSchema.Validation.ChildSchemaValidationError { Errors: var inner }
            ? string.Join("; ", inner.Values.SelectMany(errors => errors).Select(Describe))
            : $"{where}: {Words(error)}";
    }

    static string Words(NJsonSchema.Validation.ValidationError error) => error.Kind switch
    {
        NJsonSchema.Validation.ValidationErrorKind.PropertyRequired => "is required and missing",
        NJsonSchema.Validation.ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not known",
        NJsonSchema.Validation.ValidationErrorKind.PatternMismatch => $"does not match {error.Schema.Pattern}",
        NJsonSchema.Validation.ValidationErrorKind.NotInEnumeration => $"is none of {string.Join(", ", error.Schema.Enumeration)}",
        NJsonSchema.Validation.ValidationErrorKind.StringTooLong => $"is longer than {error.Schema.MaxLength} characters",
        NJsonSchema.Validation.ValidationErrorKind.StringTooShort => $"is shorter than {error.Schema.MinLength} characters",
        NJsonSchema.Validation.ValidationErrorKind.TooManyItems => $"has more than {error.Schema.MaxItems} items",
        NJsonSchema.Validation.ValidationErrorKind.TooFewItems => $"has fewer than {error.Schema.MinItems} items",
        var kind => $"is wrong ({kind})",
    };
}

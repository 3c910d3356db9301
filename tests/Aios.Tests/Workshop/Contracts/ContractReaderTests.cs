using Aios.Testing;
using Aios.Workshop.Contracts;
using Xunit;

namespace Aios.Tests.Workshop.Contracts;

public sealed class ContractReaderTests
{
    [Fact]
    public void A_domain_is_read_field_by_field()
    {
        var domain = Sample.Domain(Domains.Library);

        Assert.Equal(new("small-library", "Small library", "Books and who has borrowed them."), domain.Application);
        var loan = domain.Entities[1];
        Assert.Equal(("loan", "loans", "Loan", "Loans", "borrower"), (loan.Name, loan.Plural, loan.Label, loan.Labels, loan.Display));
        Assert.Equal([FieldType.Reference, FieldType.Text, FieldType.YesNo], loan.Fields.Select(field => field.Type));
        Assert.Equal(("book", true), (loan.Fields[0].To, loan.Fields[0].Required));
        Assert.Equal((1, 120, false), (loan.Fields[1].MinLength, loan.Fields[1].MaxLength, loan.Fields[1].Unique));
        Assert.False(loan.Fields[2].Default?.GetBoolean());
        Assert.Equal(["Out", "Returned"], loan.Fields[2].Words);
        Assert.Equal(["book_id"], loan.References.Select(field => field.Name));
        Assert.Equal(1, domain.Entities[0].Fields[1].Min);
        Assert.Equal(["novel", "science fiction", "non-fiction"], domain.Entities[0].Fields[2].Choices);
    }

    [Fact]
    public void What_a_part_leaves_out_is_empty()
    {
        var part = Sample.Part("{}");

        Assert.Null(part.Application);
        Assert.Empty(part.Entities);
        Assert.Empty(part.Endpoints);
        Assert.Empty(part.Shapes);
        Assert.Empty(part.Files);
        Assert.Empty(part.Dependencies);
        Assert.Empty(part.Checks);
    }

    [Theory]
    [InlineData("""{ "surprise": 1 }""", "surprise: is not known")]
    [InlineData("""{ "application": { "name": "a", "title": "A" } }""", "application.summary: is required and missing")]
    [InlineData("""{ "application": { "name": "A b", "title": "A", "summary": "" } }""", "application.name: does not match")]
    [InlineData("""{ "application": { "name": "a", "title": "", "summary": "" } }""", "application.title: is shorter than 1 characters")]
    [InlineData("""{ "application": null }""", "application: ")]
    [InlineData("""{ "entities": [] }""", "entities: has fewer than 1 items")]
    [InlineData("""{ "entities": {} }""", "entities: ")]
    [InlineData("""{ "files": null }""", "files: ")]
    [InlineData("""{ "checks": [1] }""", "checks[0]: ")]
    [InlineData("[]", "the document: ")]
    [InlineData("null", "the document: ")]
    [InlineData("""{ "endpoints": [{ "id": "a", "method": "PUT", "path": "/api/a", "action": "list", "responses": {} }] }""", "endpoints[0].method: is none of GET, POST, PATCH, DELETE")]
    [InlineData("""{ "endpoints": [{ "id": "a", "method": "GET", "path": "/elsewhere", "action": "list", "responses": {} }] }""", "endpoints[0].path: does not match")]
    [InlineData("""{ "files": [{ "path": "a", "owner": "qa", "kind": "Tests", "purpose": "p" }] }""", "files[0].kind: does not match")]
    [InlineData("""{ "shapes": [{ "name": "a\n" }] }""", "shapes[0].name: does not match")]
    [InlineData("""{ "application": { "name": "a\n", "title": "A", "summary": "" } }""", "application.name: does not match")]
    public void A_part_that_does_not_keep_to_the_schema_is_refused_where_it_does_not(string json, string mistake)
    {
        var (part, mistakes) = Sample.Reader.Read(json);

        Assert.Null(part);
        Assert.Contains(mistakes, each => each.StartsWith(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var (_, mistakes) = Sample.Reader.Read("""
            { "surprise": 1, "shapes": [{}], "files": [{ "path": "a", "owner": "Q A", "kind": "k", "purpose": "" }] }
            """);

        Assert.All((string[])["files[0].owner: ", "files[0].purpose: ", "shapes[0].name: ", "surprise: "], where => Assert.Contains(where, string.Join("; ", mistakes), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "checks": [], "checks": [] }""")]
    [InlineData("""{ "application": { "name": "a", "name": "b", "title": "A", "summary": "" } }""")]
    [InlineData("""{ "checks": [], "ch\u0065cks": [] }""")]
    [InlineData("""{ "checks": [] } and more""")]
    [InlineData("""{ "checks": [], }""")]
    [InlineData("""{ /* why not */ "checks": [] }""")]
    [InlineData("""{ "checks": ["cut""")]
    [InlineData("")]
    [InlineData("```json\n{}\n```")]
    [InlineData("{ 'checks': [] }")]
    [InlineData("""{ "checks": [NaN] }""")]
    public void What_is_no_strict_JSON_is_refused(string json)
    {
        var (part, mistakes) = Sample.Reader.Read(json);

        Assert.Null(part);
        Assert.StartsWith("It is no valid JSON: ", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e-9999999999")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    public void A_number_that_is_too_large_is_a_mistake_and_no_crash(string number)
    {
        var (part, mistakes) = Sample.Reader.Read(WithField($$""" "type": "number", "max": {{number}} """));

        Assert.True(part is not null || mistakes.Count > 0);
    }

    [Theory]
    [InlineData("\"min_length\": 99999999999")]
    [InlineData("\"min_length\": 1.5")]
    [InlineData("\"max_length\": \"5\"")]
    [InlineData("\"default\": null")]
    [InlineData("\"default\": {}")]
    [InlineData("\"words\": [\"No\"]")]
    [InlineData("\"choices\": [\"\"]")]
    [InlineData("\"to\": \"Book\"")]
    [InlineData("\"label\": \"twice\"")]
    public void A_wrong_member_of_a_field_is_a_mistake(string member)
    {
        var (part, mistakes) = Sample.Reader.Read(WithField($"\"type\": \"text\", {member}"));

        Assert.Null(part);
        Assert.NotEmpty(mistakes);
    }

    [Theory]
    [InlineData("""{ "checks": ["\ud800"] }""")]
    [InlineData("""{ "\ud800": [] }""")]
    [InlineData("""{ "dependencies": { "\udc00": ["a"] } }""")]
    public void Broken_Unicode_is_a_mistake_and_no_crash(string json)
    {
        var (part, mistakes) = Sample.Reader.Read(json);

        Assert.True(part is not null || mistakes.Count > 0);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Hostile_depth_is_a_mistake_and_no_crash(int depth)
    {
        var (part, mistakes) = Sample.Reader.Read("{\"checks\":" + new string('[', depth) + new string(']', depth) + "}");

        Assert.Null(part);
        Assert.StartsWith("It is no valid JSON: ", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_looks_like_a_time_stays_a_text()
    {
        var part = Sample.Part("""{ "application": { "name": "a", "title": "2024-01-01T00:00:00Z", "summary": "" } }""");

        Assert.Equal("2024-01-01T00:00:00Z", part.Application?.Title);
    }

    static string WithField(string members) => $$"""
        { "entities": [{ "name": "a", "plural": "as", "label": "A", "labels": "As", "display": "b", "fields": [{ "name": "b", "label": "B", {{members}} }] }] }
        """;
}

using System.Text.Json;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Offline.Briefs;

public sealed class BriefReaderTests
{
    /// <summary>Briefs of many professions and styles, each with the domain that it means: see <c>briefs.txt</c>.</summary>
    public static TheoryData<string, string> Briefs()
    {
        TheoryData<string, string> data = [];
        foreach (var (brief, domain) in ReviewedBriefs.All)
        {
            data.Add(brief, domain);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Briefs))]
    public void A_brief_gives_the_domain_that_it_means(string brief, string domain) =>
        Assert.Equal(domain, Compact.Of(BriefReader.Read(brief)), ignoreLineEndingDifferences: true);

    [Fact]
    public void Windows_line_ends_change_nothing() => Assert.All(
        ReviewedBriefs.All.Where((_, at) => at % 10 == 0),
        each => Assert.Equal(each.Domain, Compact.Of(BriefReader.Read('\uFEFF' + each.Brief.ReplaceLineEndings("\r\n"))), ignoreLineEndingDifferences: true));

    [Theory]
    [InlineData("todo")]
    [InlineData("library")]
    [InlineData("expenses")]
    public void The_examples_are_understood_without_a_rest(string example)
    {
        var reading = BriefReader.Read(File.ReadAllText(Path.Combine(ReviewedBriefs.Root, "examples", example + ".md")));

        Assert.Empty(reading.Mistakes);
        Assert.Empty(reading.Ignored);
        Obeys(reading.Domain!); // no mistakes, so there is a domain
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("Make me rich")]
    [InlineData("# Something\n\nPlease make it nice.")]
    [InlineData("Lorem ipsum dolor sit amet, consectetur adipiscing elit. Sed do eiusmod tempor incididunt ut labore.")]
    [InlineData("# Goals\n\n- Be faster than the competition\n- Happy customers with a good user experience\n- Reports and dashboards for managers")]
    [InlineData("```python\nclass Todo:\n    title: str\n```")]
    [InlineData("## Pages\n- Home page: list, filters (status, date), search\n- Admin: users, reports\n\n## Tech stack\n- SQLite (optional: PostgreSQL)")]
    [InlineData("Build me the next Facebook. Users can log in, post, share and comment. Admins can ban users.")]
    public void Without_anything_to_keep_the_reading_says_what_would_help(string brief)
    {
        var reading = BriefReader.Read(brief);

        Assert.Null(reading.Domain);
        Assert.Contains("A todo has a title (required)", Assert.Single(reading.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void References_in_a_circle_are_broken_and_named()
    {
        var reading = BriefReader.Read("A team has a name and a captain (player). A player has a name and a team.");

        Assert.Single(reading.Domain!.Entities.SelectMany(entity => entity.References)); // both things are described
        Assert.Contains(reading.Ignored, each => each.Contains("refer to each other", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀😀")]
    [InlineData("****************[[[[[[[[(((((((")]
    [InlineData("# \n## \n- \n- \n|\n|-|\n| |")]
    [InlineData("A \uD800 has a \uDC00 (required, (((1-2.")]
    public void Odd_briefs_are_no_error(string brief) => Assert.NotNull(BriefReader.Read(brief));

    [Theory]
    [InlineData("A todo has a title, ")]
    [InlineData("> ")]
    [InlineData("a (")]
    [InlineData("- a\n  ")]
    [InlineData("a, b and c or d: ")]
    [InlineData("| a ")]
    [InlineData("[")]
    public void Very_long_briefs_are_cut(string part) => Assert.NotNull(BriefReader.Read(string.Concat(Enumerable.Repeat(part, 900_000 / part.Length))));

    [Fact]
    public void Whatever_the_words_the_domain_obeys_the_rules_of_contracts()
    {
        string[] vocabulary = ["A class has", "Each event", "has", "a title", "(required)", ",", "and", "or", "\n", "# ", "- ", ": ", "date", "an amount",
            "metadata", "json", "import flag", "one of", "1-5", "low, high", "list", "Map", "has many", "order", "-> class", "equipment", "limit (yes/no)", "q (a, b)",
            "Größe", "default 3", "unique", ".", "id", "2nd phone", "| a | b |\n|---|---|\n", "belongs to", "a class", "(", ")", "/", "–"];
        Gen.Int[0, vocabulary.Length - 1].Array[1, 40].Sample(words =>
        {
            var brief = string.Join(' ', words.Select(word => vocabulary[word]));
            var reading = BriefReader.Read(brief);
            Assert.Equal(Compact.Of(reading), Compact.Of(BriefReader.Read(brief)));
            if (reading.Domain is { } domain)
            {
                Obeys(domain);
            }
        }, iter: 500);
    }

    static void Obeys(Domain domain)
    {
        Assert.Matches("^[a-z][a-z0-9-]{0,39}$", domain.Application.Name);
        Assert.InRange(domain.Entities.Count, 1, 6);
        var names = domain.Entities.SelectMany(entity => new[] { entity.Name, entity.Plural }).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        for (var at = 0; at < domain.Entities.Count; at++)
        {
            Obeys(domain.Entities[at], [.. domain.Entities.Take(at).Select(entity => entity.Name)]);
        }
        Assert.NotEmpty(JsonSerializer.Serialize(domain));
    }

    static void Obeys(Entity entity, List<string> before)
    {
        Assert.Matches("^[a-z][a-z0-9_]*$", entity.Name);
        Assert.Contains(entity.Fields, field => field.Name == entity.Display);
        Assert.Equal(entity.Fields.Count, entity.Fields.Select(field => field.Name).Distinct().Count());
        Assert.InRange(entity.Fields.Count, 1, 17);
        foreach (var field in entity.Fields)
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", field.Name);
            Assert.DoesNotContain(field.Name, (string[])["id", "created_at", "changed_at", "json", "metadata", "import", "class", "list"]);
            Assert.InRange(field.Label.Length, 1, 90);
            Assert.Equal(field.Type is FieldType.Reference, field.To is not null);
            Assert.Equal(field.Type is FieldType.Choice, field.Choices is { Count: >= 2 and <= 20 });
            Assert.True(field.Type is not FieldType.YesNo || (field.Required && field.Default is not null));
            Assert.True(field.To is null || before.Contains(field.To) || (field.To == entity.Name && !field.Required));
            Assert.False(field.Min > field.Max || field.MinLength > field.MaxLength);
        }
    }
}

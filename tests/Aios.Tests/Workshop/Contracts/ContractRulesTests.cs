using Aios.Testing;
using Aios.Workshop.Contracts;
using Xunit;

namespace Aios.Tests.Workshop.Contracts;

public sealed class ContractRulesTests
{
    /// <summary>A contract that is right, each way of breaking it, the part that is to blame and the one mistake that follows.</summary>
    static readonly Breach[] _breaches =
    [
        InDomain("a field twice", book => book with { Fields = [.. book.Fields, book.Fields[1]] }, "book has the field pages twice."),
        InDomain("a field that every record has", book => book with { Fields = [.. book.Fields, Text("id")] }, "book.id: every record has it; leave it out."),
        InDomain("an unknown display", book => book with { Display = "cover" }, "book is displayed by 'cover', which is none of its fields."),
        InDomain("a choice of nothing", book => With(book, Text("shelf") with { Type = FieldType.Choice }), "book.shelf: a choice needs choices."),
        InDomain("a reference to nothing", book => With(book, Reference("shelf_id", "shelf")), "book.shelf_id refers to 'shelf', which is no entity."),
        InDomain("a reference without a target", book => With(book, Reference("shelf_id", null)), "book.shelf_id refers to '', which is no entity."),
        InDomain("a record that must refer to its own kind", book => With(book, Reference("sequel_id", "book") with { Required = true }), "book.sequel_id: a record cannot be made if it must refer to one of its own kind."),
        InDomain("a reference by a wrong name", book => With(book, Reference("sequel", "book")), "book.sequel: a reference's name ends in _id."),
        InDomain("lengths the wrong way round", book => With(book, Text("isbn") with { MinLength = 9, MaxLength = 8 }), "book.isbn: no value can be as large as the least and as small as the greatest."),
        InDomain("bounds the wrong way round", book => With(book, Text("price") with { Type = FieldType.Money, Min = 2, Max = 1 }), "book.price: no value can be as large as the least and as small as the greatest."),
        InDomain("a plural that another one has", book => book with { Plural = "loans" }, "The plural 'loans' is there twice."),
        new("an entity twice", "domain", part => part with { Entities = [.. part.Entities, part.Entities[0] with { Plural = "tomes" }] }, "The entity 'book' is there twice."),

        InApi("an endpoint twice", list => [list, list with { Path = "/api/tomes" }], "The endpoint 'list_books' is there twice."),
        InApi("an address twice", list => [list, list with { Id = "list_tomes" }], "The endpoint 'GET /api/books' is there twice."),
        InApi("an endpoint about nothing", list => [list with { Entity = null, Query = null }], "list_books does not say which entity it is about."),
        InApi("an endpoint about a stranger", list => [list with { Entity = "tome", Query = null }], "list_books is about 'tome', which is no entity."),
        InApi("an unknown answer", list => [list with { Responses = new Dictionary<string, string> { ["200"] = "tome_list" } }], "list_books speaks of the shape 'tome_list', which nobody describes."),
        InApi("an unknown request", list => [list with { Request = "tome_input" }], "list_books speaks of the shape 'tome_input', which nobody describes."),
        InApi("a planned failure", list => [list with { Responses = new Dictionary<string, string> { ["500"] = "problem" } }], "list_books answers with '500', which is no status that it may plan."),
        InApi("a status in words", list => [list with { Responses = new Dictionary<string, string> { ["ok"] = "problem" } }], "list_books answers with 'ok', which is no status that it may plan."),
        InApi("an unknown filter", list => [list with { Query = ["q", "genre", "weight"] }], "list_books takes 'weight', which is no field of book."),

        new("a shape twice", "common", part => part with { Shapes = [.. part.Shapes, part.Shapes[0]] }, "The shape 'health' is there twice."),
        new("a list of nothing", "common", part => part with { Shapes = [.. part.Shapes, new() { Name = "all", ListOf = "tome" }] }, "all lists the shape 'tome', which nobody describes."),
        new("a shape with a strange field", "common", part => part with { Shapes = [.. part.Shapes, new() { Name = "some", Entity = "book", Fields = ["id", "title", "weight"] }] }, "some has 'weight', which is no field of book."),
        new("an unknown check", "common", part => part with { Checks = ["backend-tests", "luck"] }, "There is no check 'luck'; there are backend-tests, endpoints."),

        InFiles("a path that is refused", file => file with { Path = "../x" }, "The path '../x' is refused: it has the segment '..'."),
        InFiles("a stranger's file", file => file with { Owner = "intern" }, "backend/app/extra.py is given to 'intern', who is not on the team."),
        InFiles("somebody else's file", file => file with { Owner = "frontend" }, "backend/app/extra.py lies outside of what frontend may write."),
        InFiles("a need that nobody meets", file => file with { Needs = ["backend/app/none.py"] }, "backend/app/extra.py relies on 'backend/app/none.py', which nobody writes."),
        InFiles("a use that nobody meets", file => file with { Uses = ["backend/app/none.py"] }, "backend/app/extra.py relies on 'backend/app/none.py', which nobody writes."),
        InFiles("a file about nothing", file => file with { Entity = "tome" }, "backend/app/extra.py is about 'tome', which is no entity."),
        InFiles("a file that ships", file => file with { Path = "backend/app/Taken.py" }, "backend/app/Taken.py is there without anybody writing it."),
        InFiles("a file where a folder has to be", file => file with { Path = "backend/app/main.py/extra.py" }, "backend/app/main.py cannot be a file, since others lie below it."),
        InFiles("a file in another case", file => file with { Path = "backend/app/MAIN.py" }, "The file 'BACKEND/APP/MAIN.PY' is there twice."),
    ];

    public static TheoryData<string> Breaches => [.. _breaches.Select(breach => breach.Name)];

    [Fact]
    public void A_contract_that_fits_together_has_no_mistakes() => Assert.Empty(Sample.Rules.Judge(Sample.Draft(Domains.Library)));

    [Theory]
    [MemberData(nameof(Breaches))]
    public void Each_breach_is_one_mistake_of_the_part_that_has_it(string name)
    {
        var breach = _breaches.Single(each => each.Name == name);

        var mistakes = Sample.Rules.Judge(Broken(breach));

        Assert.Equal(new(breach.Part, breach.Mistake), Assert.Single(mistakes));
    }

    [Fact]
    public void Many_breaches_are_all_named_at_once()
    {
        Breach[] some = [_breaches[2], _breaches[16], _breaches[24], _breaches[26]];

        var mistakes = Sample.Rules.Judge(Broken(some));

        Assert.Equal(some.Select(breach => new ContractMistake(breach.Part, breach.Mistake)).ToHashSet(), mistakes.ToHashSet());
    }

    [Fact]
    public void A_part_may_be_judged_before_the_others_are_there()
    {
        var alone = new ContractDraft();
        alone.Put("domain", Sample.Part(Domains.Library));

        Assert.Empty(Sample.Rules.Judge(alone));
    }

    static ContractDraft Broken(params IEnumerable<Breach> breaches)
    {
        var draft = Sample.Draft(Domains.Library);
        foreach (var breach in breaches)
        {
            draft.Put(breach.Part, breach.Break(draft.Parts[breach.Part]));
        }

        return draft;
    }

    static Breach InDomain(string name, Func<Entity, Entity> breakBook, string mistake) =>
        new(name, "domain", part => part with { Entities = [breakBook(part.Entities[0]), part.Entities[1]] }, mistake);

    static Breach InApi(string name, Func<Endpoint, IEnumerable<Endpoint>> breakList, string mistake) =>
        new(name, "api-book", part => part with { Endpoints = [.. breakList(part.Endpoints[0]), .. part.Endpoints.Skip(1)] }, mistake);

    static Breach InFiles(string name, Func<PlannedFile, PlannedFile> breakFile, string mistake) => new(
        name,
        "backend",
        part => part with { Files = [.. part.Files, breakFile(new() { Path = "backend/app/extra.py", Owner = "backend", Kind = "extra", Purpose = "More." })] },
        mistake);

    static Entity With(Entity entity, Field field) => entity with { Fields = [.. entity.Fields, field] };

    static Field Text(string name) => new() { Name = name, Label = name, Type = FieldType.Text };

    static Field Reference(string name, string? to) => Text(name) with { Type = FieldType.Reference, To = to };

    sealed record Breach(string Name, string Part, Func<ContractPart, ContractPart> Break, string Mistake);
}

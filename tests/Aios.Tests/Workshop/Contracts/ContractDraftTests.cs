using Aios.Testing;
using Aios.Workshop.Contracts;
using Xunit;

namespace Aios.Tests.Workshop.Contracts;

public sealed class ContractDraftTests
{
    [Fact]
    public void Parts_become_one_contract_in_the_order_of_their_names()
    {
        var draft = new ContractDraft();
        draft.Put("z", new() { Files = [File("z")], Checks = ["one", "two"], Dependencies = new Dictionary<string, IReadOnlyList<string>> { ["npm"] = ["b"] } });
        draft.Put("domain", Sample.Part(Domains.Todo));
        draft.Put("a", new() { Files = [File("a")], Checks = ["two"], Dependencies = new Dictionary<string, IReadOnlyList<string>> { ["npm"] = ["a", "b"], ["python"] = ["c"] } });

        var contract = draft.Merge();

        Assert.Equal("todo-list", contract.Application.Name);
        Assert.Equal(["todo"], contract.Entities.Select(entity => entity.Name));
        Assert.Equal(["a", "z"], contract.Files.Select(file => file.Path));
        Assert.Equal(["two", "one"], contract.Checks);
        Assert.Equal(["a", "b"], contract.Dependencies["npm"]);
        Assert.Equal(["c"], contract.Dependencies["python"]);
    }

    [Fact]
    public void A_part_that_is_put_again_takes_the_place_of_the_first()
    {
        var draft = new ContractDraft();
        draft.Put("domain", Sample.Part(Domains.Todo));
        draft.Put("files", new() { Files = [File("old")] });
        draft.Put("files", new() { Files = [File("new")] });

        Assert.Equal(["new"], draft.Merge().Files.Select(file => file.Path));
    }

    [Fact]
    public void There_is_no_contract_without_an_application() => Assert.Throws<InvalidOperationException>(() => new ContractDraft().Merge());

    [Fact]
    public void A_contract_that_was_written_reads_as_it_was()
    {
        var contract = Sample.Contract(Domains.Library);

        var read = Sample.Part(contract.ToJson());

        Assert.Equal(contract.Application, read.Application);
        Assert.Equal(contract.ToJson(), (contract with { Entities = read.Entities, Endpoints = read.Endpoints, Shapes = read.Shapes, Files = read.Files }).ToJson());
    }

    [Theory]
    [InlineData("list_item", "ListItem", "listItem", "list-item")]
    [InlineData("todo", "Todo", "todo", "todo")]
    [InlineData("a_b_c", "ABC", "aBC", "a-b-c")]
    public void Names_have_a_spelling_in_each_language(string name, string pascal, string camel, string kebab) =>
        Assert.Equal((pascal, camel, kebab), (Casing.Pascal(name), Casing.Camel(name), Casing.Kebab(name)));

    static PlannedFile File(string path) => new() { Path = path, Owner = "devops", Kind = "k", Purpose = "p" };
}

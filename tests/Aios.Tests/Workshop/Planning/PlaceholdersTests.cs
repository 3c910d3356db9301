using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class PlaceholdersTests
{
    static readonly Application _application = new("my-app", "My app", "");

    static readonly Entity _entity = new() { Name = "list_item", Plural = "list_items", Label = "Item", Labels = "Items", Display = "title", Fields = [] };

    [Theory]
    [InlineData("{app}", "my-app")]
    [InlineData("{name} {plural}", "list_item list_items")]
    [InlineData("{Name} {Plural}", "ListItem ListItems")]
    [InlineData("{name-} {plural-}", "list-item list-items")]
    [InlineData("{label} {labels}", "Item Items")]
    [InlineData("{name}{name}", "list_itemlist_item")]
    [InlineData("{id} {} { name }", "{id} {} { name }")]
    public void Placeholders_stand_for_the_spellings_of_an_entity(string text, string filled) =>
        Assert.Equal(filled, Placeholders.Fill(text, _application, _entity));

    [Fact]
    public void Without_an_entity_only_the_application_is_filled_in() =>
        Assert.Equal("my-app {name}", Placeholders.Fill("{app} {name}", _application, entity: null));
}

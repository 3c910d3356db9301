using Aios.Testing;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Xunit;

namespace Aios.Tests.Workshop.Offline;

public sealed class CompactJsonTests
{
    [Theory]
    [InlineData(Domains.Todo)]
    [InlineData(Domains.Library)]
    public void A_part_that_was_written_reads_as_it_was(string domain)
    {
        foreach (var part in Sample.Draft(domain).Parts.Values)
        {
            Assert.Equal(CompactJson.Write(part), CompactJson.Write(Sample.Part(CompactJson.Write(part))));
        }
    }

    [Fact]
    public void Each_entry_of_a_list_has_a_line_and_so_has_each_field()
    {
        var part = new ContractPart
        {
            Entities = [new() { Name = "a", Plural = "as", Label = "Ä", Labels = "Äs", Display = "b", Fields = [new() { Name = "b", Label = "B", Type = FieldType.WholeNumber, Required = true }] }],
            Checks = ["one", "two"],
        };

        Assert.Equal(
            """
            {
            "entities": [
            {"name":"a","plural":"as","label":"Ä","labels":"Äs","display":"b","fields":[
            {"name":"b","label":"B","type":"integer","required":true}
            ]}
            ],
            "checks": ["one","two"]
            }

            """,
            CompactJson.Write(part));
    }
}

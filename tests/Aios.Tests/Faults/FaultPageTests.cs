using Aios.Testing;
using Xunit;

namespace Aios.Tests.Faults;

public sealed class FaultPageTests
{
    const string Begin = "<!-- the tables follow; a test compares them with the matrix -->\n\n";

    /// <remarks>What the page should hold is left in artifacts/faults.md where it does not.</remarks>
    [Fact]
    public void The_page_shows_the_matrix_that_is_tested()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "faults.md"));
        var at = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        if (page[at..] != FaultPage.Tables)
        {
            File.WriteAllText(Path.Combine(Repository.Root, "artifacts", "faults.md"), page[..at] + FaultPage.Tables);
        }

        Assert.Equal(FaultPage.Tables, page[at..]);
    }
}

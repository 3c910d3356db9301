using Aios.Testing;
using Aios.Workshop.Evaluation;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

public sealed class DomainComparisonTests
{
    [Theory]
    [InlineData("\"name\": \"todo\"", "\"name\": \"todo\"")]
    [InlineData("\"label\": \"Title\"", "\"label\": \"What\"")] // words are the CTO's own
    [InlineData("\"name\": \"done\"", "\"name\": \"is_done\"")]
    [InlineData("\"type\": \"long_text\"", "\"type\": \"text\"")]
    [InlineData("\"type\": \"date\" }", "\"type\": \"date\" }, { \"name\": \"tag\", \"label\": \"Tag\", \"type\": \"text\" }")]
    public void A_domain_may_say_more_and_say_it_otherwise(string said, string otherwise) => Assert.Empty(Missing(said, otherwise));

    [Theory]
    [InlineData("\"name\": \"todo\"", "\"name\": \"task\"", "There is no entity 'todo'.")]
    [InlineData("\"name\": \"priority\"", "\"name\": \"urgency\"", "'todo' has no field 'priority'.")]
    [InlineData("\"type\": \"date\"", "\"type\": \"text\"", "'todo.due_date' is a text, not a date.")]
    [InlineData("\"max_length\": 200", "\"max_length\": 100", "'todo.title': max_length is 100, not 200.")]
    [InlineData(", \"max_length\": 200", "", "'todo.title': max_length is not said, not 200.")]
    [InlineData("\"type\": \"text\", \"required\": true", "\"type\": \"text\"", "'todo.title' has to be required.")]
    [InlineData("\"type\": \"date\"", "\"type\": \"date\", \"required\": true", "'todo.due_date' must not be required.")]
    [InlineData("\"normal\", \"high\"]", "\"high\"]", "'todo.priority': choices is low, high, not low, normal, high.")]
    [InlineData("\"default\": \"normal\"", "\"default\": \"low\"", "'todo.priority': default is \"low\", not \"normal\".")]
    public void What_it_lacks_is_named(string said, string otherwise, string mistake) => Assert.Equal([mistake], Missing(said, otherwise));

    static IEnumerable<string> Missing(string said, string otherwise)
    {
        Assert.Contains(said, Domains.Todo, StringComparison.Ordinal);
        return DomainComparison.Missing(Sample.Domain(Domains.Todo), Sample.Domain(Domains.Todo.Replace(said, otherwise, StringComparison.Ordinal)));
    }
}

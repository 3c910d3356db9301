using Aios.Workshop.Offline.Briefs;
using Xunit;

namespace Aios.Tests.Workshop.Offline.Briefs;

/// <summary>What <c>docs/briefs.md</c> shows is understood as it says.</summary>
public sealed class BriefGuideTests
{
    static readonly string[] _examples = [.. File.ReadAllText(Path.Combine(ReviewedBriefs.Root, "docs", "briefs.md"))
        .Split("```brief\n")
        .Skip(1)
        .Select(rest => rest.Split("\n```")[0])];

    [Theory]
    [InlineData(0, """
        customer/customers by name
          name!: text length 1..100
          phone_number: text
          email_address unique: text
        repair/repairs by bike
          customer_id!: -> customer
          bike!: text length 1..
          problem: long text
          received_on!: date
          estimated_cost: money 0..
          hours: number 0..40
          priority!: whole 1..5 = 3
          status!: [received | in progress | finished] = received
          paid!: yes/no
        """)]
    [InlineData(1, """
        book/books by title
          title!: text length 1..
          author: text
          number_of_pages: whole
        loan/loans by due_date
          due_date: date
          book_id!: -> book
        """)]
    [InlineData(2, """
        team/teams by name
          name! unique: text length 1..
          city: text
          founded: whole
        player/players by name
          name!: text length 1..
          shirt_number: whole 1..99
          born_on: date
          team_id!: -> team
        """)]
    [InlineData(3, """
        machine/machines by name
          name!: text length 1..
          cost: money
        check/checks by result
          machine_id!: -> machine
          result!: [good | bad] = good
        """)]
    [InlineData(4, """
        task/tasks by title
          title!: text length 3..80
          code unique: text
          effort: whole 1..20
          email: text
          priority!: [low | normal | high]
          status!: [open | running | closed] = open
          urgent!: yes/no
        """)]
    [InlineData(5, """
        teacher/teachers by name
          name!: text length 1..
        pupil/pupils by name
          name!: text length 1..
          email: text
        lesson/lessons by topic
          topic!: text length 1..
          date_and_time: date time
          teacher_id!: -> teacher
          pupil_id: -> pupil
        """)]
    public void An_example_gives_the_fields_that_it_names(int example, string domain) =>
        Assert.Equal(domain, Compact.Of(BriefReader.Read(_examples[example]).Domain!), ignoreLineEndingDifferences: true); // it has a domain, or the test fails

    [Fact]
    public void Every_example_has_its_expectation() => Assert.Equal(6, _examples.Length);
}

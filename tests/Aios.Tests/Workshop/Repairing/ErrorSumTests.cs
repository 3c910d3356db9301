using Aios.Workshop.Repairing;
using Xunit;

namespace Aios.Tests.Workshop.Repairing;

public sealed class ErrorSumTests
{
    [Theory]
    [InlineData("took 1.25 s", "took 13 ms")]
    [InlineData("<Response at 0x7f00deadbeef>", "<Response at 0x7f11cafe0000>")]
    [InlineData("GET http://127.0.0.1:8000/api failed", "GET http://127.0.0.1:43121/api failed")]
    [InlineData("no such table in /tmp/database-aX31/check.db", "no such table in /tmp/database-9qqz/check.db")]
    [InlineData("Started server process [17]", "Started server process [204]")]
    [InlineData("created_at 2026-11-23T15:08:43.912434Z", "created_at 2026-11-24T01:00:00Z")]
    [InlineData("src/App.tsx(31,7): error TS2322: wrong", "src/App.tsx(35,7): error TS2322: wrong")]
    [InlineData("app/main.py:3: in <module>", "app/main.py:7: in <module>")]
    [InlineData("  File \"app/main.py\", line 38", "  File \"app/main.py\", line 40")]
    [InlineData("a\nb", "b\na")]
    [InlineData("a failed\n   ✓ another one passes 1119ms", "a failed")]
    [InlineData("create: 200 {\"id\":1,\"title\":\"x\"}", "create: 200 {\"id\":4,\"title\":\"x\"}")]
    public void It_is_the_same_error_whenever_and_wherever_it_happens(string once, string again) => Assert.Equal(ErrorSum.Of(once), ErrorSum.Of(again));

    [Theory]
    [InlineData("create_todo: 201 expected, 500 came", "create_todo: 201 expected, 422 came")]
    [InlineData("2 failed, 14 passed", "1 failed, 15 passed")]
    [InlineData("NameError: name 'a' is not defined", "NameError: name 'b' is not defined")]
    [InlineData("src/App.tsx(31,7): error TS2322: wrong", "src/Main.tsx(31,7): error TS2322: wrong")]
    [InlineData("a failed", "a failed\nb failed")]
    public void What_has_changed_is_another_error(string once, string then) => Assert.NotEqual(ErrorSum.Of(once), ErrorSum.Of(then));
}

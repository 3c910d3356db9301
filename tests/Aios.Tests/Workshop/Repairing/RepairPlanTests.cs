using System.Text.Json;
using Aios.Testing;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Repairing;

/// <summary>Evidence as the checks of the workflow give it, and who is asked about what.</summary>
public sealed class RepairPlanTests
{
    static readonly Contract _contract = Sample.Contract(Domains.Todo);

    /// <summary>As the generator writes them, but for what a test replaces.</summary>
    readonly Dictionary<string, string> _texts = FileTasks.From(_contract, [], Sample.WebApp.Layout)
        .SelectMany(task => task.Assignment.Files.Select(file => (file.Path, Text: FileTemplates.Render(file.Kind, JsonSerializer.SerializeToElement(task.Assignment, AssignmentJson.Default.Assignment)))))
        .ToDictionary(file => file.Path, file => file.Text);

    readonly List<Repair> _before = [];

    [Fact]
    public void A_type_error_goes_to_the_file_that_the_compiler_names()
    {
        var repair = Assert.Single(Plan(Failed("typescript-compiles", """
            ended with exit code 1
            src/App.tsx(31,7): error TS2322: Type 'string' is not assignable to type 'number'.
            src/App.tsx(31,7): error TS6133: 'wrong' is declared but its value is never read.
            """)).Repairs);

        Assert.Equal(("repair-1/frontend/src/App.tsx", "frontend", true), (repair.Id, repair.Specialist, repair.IsNamed));
        Assert.Equal(["frontend/src/App.tsx"], repair.Files);
        Assert.Contains("TS6133", Assert.Single(repair.Found).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("exit code", repair.Found[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_that_does_not_compile_is_a_repair_of_its_own()
    {
        var plan = Plan(Failed("typescript-compiles", "src/App.tsx(1,1): error TS1005: ';' expected.\nsrc/components/Pager.tsx(2,2): error TS1005: ';' expected."));

        Assert.Equal(["frontend/src/App.tsx", "frontend/src/components/Pager.tsx"], plan.Repairs.Select(repair => Assert.Single(repair.Files)));
        Assert.DoesNotContain("App.tsx", plan.Repairs[1].Found[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_exported_though_it_was_promised_is_the_mistake_of_who_promised_it()
    {
        var repair = Assert.Single(Plan(Failed("typescript-compiles", """src/App.tsx(2,10): error TS2305: Module '"./useHash"' has no exported member 'useHash'.""")).Repairs);

        Assert.Equal(["frontend/src/useHash.ts", "frontend/src/App.tsx"], repair.Files);
    }

    [Fact]
    public void A_file_that_Python_cannot_compile_goes_to_its_owner() => Assert.Equal(
        ["backend: backend/app/main.py"],
        Asked(Failed("python-compiles", """
            ended with exit code 1
            *** Error compiling './app/main.py'...
              File "./app/main.py", line 38
                def broken(:
                           ^
            SyntaxError: invalid syntax
            """)));

    [Fact]
    public void A_test_that_cannot_be_read_is_for_who_wrote_it() => Assert.Equal(
        ["qa: backend/tests/test_server.py"],
        Asked(Failed("python-compiles", """
            ended with exit code 1
            *** Error compiling './tests/test_server.py'...
              File "./tests/test_server.py", line 37
                def broken(:
                           ^
            SyntaxError: invalid syntax
            """)));

    [Fact]
    public void Of_a_traceback_the_innermost_file_of_the_application_comes_first_and_then_who_called_it()
    {
        var repair = Assert.Single(Plan(Failed("backend-tests", """
            ______________ ERROR at setup of test_changes_one_field_at_a_time ______________
            tests/test_todos_change.py:12: in record
            tests/answers.py:7: in post_all
            app/routers/todos.py:20: in create_todo
                return records.create(session, Todo, FIELDS, body)
            app/records.py:31: in create
                return missing_name
            E   NameError: name 'missing_name' is not defined
            =========================== short test summary info ============================
            ERROR tests/test_todos_change.py::test_changes_one_field_at_a_time - NameError: name 'missing_name' is not defined
            """)).Repairs);

        Assert.Equal(("backend", true), (repair.Specialist, repair.IsNamed));
        Assert.Equal(["backend/app/records.py", "backend/app/routers/todos.py"], repair.Files);
    }

    [Fact]
    public void A_way_that_was_cut_is_a_part_of_one_that_was_not()
    {
        var repair = Assert.Single(Plan(
            Failed("endpoints-answer", "the application's last words:\n  File \"/app/backend/app/routers/todos.py\", line 9, in create_todo"),
            Failed("backend-tests", "____ a ____\napp/routers/todos.py:9: in create_todo\napp/records.py:2: in create\nE   NameError: name 'modle' is not defined")).Repairs);

        Assert.Equal(["backend/app/records.py", "backend/app/routers/todos.py"], repair.Files);
        Assert.Equal(2, repair.Found.Count);
    }

    [Theory]
    [InlineData("endpoints-answer", """
        application: the application ended with 1 instead of starting: Traceback (most recent call last):
          File "/app/backend/app/routers/todos.py", line 6, in <module>
            from app.records import create
          File "/app/backend/app/records.py", line 12, in <module>
            from app.links import link_error
        ImportError: cannot import name 'link_error' from 'app.links' (/app/backend/app/links.py)
        """)]
    [InlineData("backend-tests", """
        ended with exit code 4
        ImportError while loading conftest '/app/backend/tests/conftest.py'.
        tests/conftest.py:9: in <module>
            from app.main import app
        app/routers/todos.py:6: in <module>
            from app.records import create
        app/records.py:12: in <module>
            from app.links import link_error
        E   ImportError: cannot import name 'link_error' from 'app.links' (/app/backend/app/links.py)
        """)]
    public void What_is_imported_from_where_nobody_promised_it_is_the_mistake_of_who_imports_it(string check, string evidence)
    {
        var repair = Assert.Single(Plan(Failed(check, evidence)).Repairs);

        Assert.Equal(["backend/app/records.py", "backend/app/routers/todos.py", "backend/app/links.py"], repair.Files);
    }

    [Fact]
    public void A_test_that_fails_may_be_right_so_what_it_tests_is_looked_at_first()
    {
        var repair = Assert.Single(Plan(Failed("backend-tests", """
            ________________________ test_fills_in_what_is_left_out ________________________
            tests/test_todos_create.py:14: in test_fills_in_what_is_left_out
                assert create_todo(client).status_code == 201
            E   assert 200 == 201
            E    +  where 200 = <Response [200 OK]>.status_code
            """)).Repairs);

        Assert.Equal(("backend", false), (repair.Specialist, repair.IsNamed));
        Assert.Contains("backend/app/routers/todos.py", repair.Files);
        Assert.All(repair.Files, file => Assert.StartsWith("backend/app/", file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("from answers import gone\n", "qa: backend/tests/test_server.py")]
    [InlineData("nothing of the kind\n", null)] // the way to it may have been left out
    public void What_a_test_itself_relies_on_in_vain_is_for_who_wrote_it(string says, string? expected)
    {
        _texts["backend/tests/test_server.py"] = says;

        var asked = Asked(Failed("backend-tests", """
            ____________________ ERROR collecting tests/test_server.py _____________________
            ImportError while importing test module '/app/backend/tests/test_server.py'.
            E   ModuleNotFoundError: No module named 'answers'
            """.Replace("No module named 'answers'", "No module named 'gone'", StringComparison.Ordinal)));

        Assert.Equal(expected is not null, asked.Contains(expected ?? "qa"));
        Assert.DoesNotContain(asked, each => expected is null && each.StartsWith("qa", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_suites_that_failed_for_one_reason_the_reason_counts() => Assert.Equal(
        ["frontend: frontend/src/components/Pager.tsx"],
        Asked(Failed("frontend-tests", """
            ended with exit code 1
             RUN  v4.1.12 /app/frontend

             ❯ tests/todos/form.test.tsx (0 test)
             ❯ tests/app.test.tsx (0 test)

            ⎯⎯⎯⎯⎯⎯ Failed Suites 2 ⎯⎯⎯⎯⎯⎯⎯

             FAIL  tests/app.test.tsx [ tests/app.test.tsx ]
             FAIL  tests/todos/form.test.tsx [ tests/todos/form.test.tsx ]
            Error: Transform failed with 1 error:

            [PARSE_ERROR] Expected `}` but found `EOF`
                ╭─[ src/components/Pager.tsx:35:9 ]
                │
             35 │ const {

              Plugin: vite:oxc
              File: /app/frontend/src/components/Pager.tsx
             ❯ transformWithOxc ../../node_modules/vite/dist/node/chunks/node.js:7673:19

            ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/2]⎯


             Test Files  2 failed (2)
                  Tests  no tests
               Start at  15:11:01
               Duration  3.95s (transform 344ms, setup 0ms)
            """)));

    [Fact]
    public void A_page_that_does_not_build_goes_to_the_file_that_cannot_be_built() => Assert.Equal(
        ["frontend: frontend/src/api/request.ts"],
        Asked(Failed("frontend-builds", """
            ended with exit code 1
            vite v8.3.8 building client environment for production...
            ✗ Build failed in 357ms
            error during build:
            Build failed with 1 error:

            [UNRESOLVED_IMPORT] Could not resolve './gone' in src/api/request.ts
                ╭─[ src/api/request.ts:34:22 ]
                │
             34 │ import { gone } from "./gone";
                │ Help: 'src/api/request.ts' is imported by the following path:
                │         - src/api/request.ts
                │         - src/App.tsx
                at aggregateBindingErrorsIntoJsError (file:///node_modules/rolldown/dist/shared/error-CLo6EJKG.mjs:50:18)
            """)));

    [Fact]
    public void Files_around_the_application_go_to_who_wrote_them() => Assert.Equal(
        ["devops: compose.yaml"], Asked(Failed("deployment-files", "compose.yaml:5: backend: the build context ./bakend is not there\ncompose.yaml:30: frontend: waits in vain")));

    [Fact]
    public void What_names_no_file_is_looked_for_among_those_of_whom_the_check_is_about()
    {
        var repair = Assert.Single(Plan(Failed("endpoints-answer", """
            ended with exit code 1
            create_todo: 201 with every field (and an unknown one, to be ignored), 200 {"id":1}
            create_todo: the answer 201 that the contract declares, it never came
            the application's last words:
            INFO:     Started server process [17]
            """)).Repairs);

        Assert.Equal(("backend", "backend/app/routers/todos.py", false), (repair.Specialist, repair.Files[0], repair.IsNamed));
        Assert.All(repair.Files, file => Assert.StartsWith("backend/app/", file, StringComparison.Ordinal));
        Assert.InRange(repair.Files.Count, 1, 4);
    }

    [Fact]
    public void What_a_person_cannot_find_on_the_page_is_looked_for_where_something_like_it_is()
    {
        _texts["frontend/src/components/ItemActions.tsx"] = _texts["frontend/src/components/ItemActions.tsx"].Replace("Edit", "Alter", StringComparison.Ordinal);

        var repair = Assert.Single(Plan(Failed("frontend-tests", """
             FAIL  tests/todos/item.test.tsx > edits one of the todos
            TestingLibraryElementError: Unable to find an accessible element with the role "button" and name "Edit Title 1"

            </body>
             ❯ Object.getElementError ../../node_modules/@testing-library/dom/dist/config.js:37:19

             Test Files  1 failed | 4 passed (5)
            …
                          <div
                            class="actions"
                          >
                            <button
                              aria-label="Alter Title 1"
                              type="button"
                            >
                              Alter
                            </button>
            """)).Repairs);

        Assert.Equal(("frontend", false), (repair.Specialist, repair.IsNamed));
        Assert.Contains("frontend/src/components/ItemActions.tsx", repair.Files);
    }

    [Fact]
    public void One_mistake_that_two_checks_found_is_asked_about_once()
    {
        var repair = Assert.Single(Plan(
            Failed("endpoints-answer", "create_todo: 201 with every field, 200 came"), Failed("backend-tests", "FAILED tests/test_todos_create.py::test_create - assert 200 == 201")).Repairs);

        Assert.Equal(["endpoints-answer", "backend-tests"], repair.Checks);
    }

    [Fact]
    public void What_is_known_for_certain_comes_before_what_may_follow_from_it()
    {
        var repair = Assert.Single(Plan(
            Failed("python-compiles", "*** Error compiling './app/main.py'...\nSyntaxError: invalid syntax"), Failed("endpoints-answer", "application: it ended with 1")).Repairs);

        Assert.Equal(["backend/app/main.py"], repair.Files);
    }

    [Fact]
    public void Nobody_repairs_the_page_as_long_as_the_server_does_not_answer_as_it_should() =>
        Assert.All(Asked(Failed("endpoints-answer", "create_todo: 201, 500 came"), Failed("page-works", "Todos: a user should be able to add two records; nothing came")), asked => Assert.StartsWith("backend", asked, StringComparison.Ordinal));

    [Fact]
    public void A_check_that_was_not_made_says_nothing() =>
        Assert.Equal(([], []), (Plan(Failed("page-works", "not run: frontend-builds failed"), Failed("endpoints-answer", "no sandbox") with { Refused = true }) is var plan ? (Ids(plan), plan.Unasked.ToArray()) : default));

    [Fact]
    public void Nobody_is_asked_about_the_same_error_again_though_the_lines_have_moved()
    {
        var first = Plan(Failed("typescript-compiles", "src/App.tsx(31,7): error TS2322: wrong."));
        _before.AddRange(first.Repairs);

        var again = Plan(Failed("typescript-compiles", "src/App.tsx(44,7): error TS2322: wrong."));

        Assert.Empty(again.Repairs);
        Assert.Equal(["typescript-compiles found the same error again in frontend/src/App.tsx."], again.Unasked);
        Assert.Single(Plan(Failed("typescript-compiles", "src/App.tsx(44,7): error TS2554: also wrong.")).Repairs);
    }

    [Fact]
    public void No_file_is_in_two_repairs_and_no_more_is_shown_than_there_is_room_for()
    {
        _texts["backend/app/records.py"] = new string('x', 30_000);

        var plan = Plan(
            Failed("backend-tests", "____ a ____\napp/routers/todos.py:1: in a\napp/records.py:2: in b\nE   KeyError\n____ c ____\napp/main.py:3: in c\napp/routers/todos.py:9: in d\nE   TypeError"));

        Assert.Equal(["backend/app/records.py"], plan.Repairs[0].Files);
        Assert.Equal(plan.Repairs.SelectMany(repair => repair.Files).Distinct(), plan.Repairs.SelectMany(repair => repair.Files));
    }

    [Fact]
    public void Evidence_is_cut_to_what_can_be_read()
    {
        var repair = Assert.Single(Plan(Failed("typescript-compiles", string.Join('\n', Enumerable.Range(0, 500).Select(n => $"src/App.tsx({n},7): error TS2322: wrong{n}.")))).Repairs);

        Assert.InRange(repair.Found.Sum(found => found.Text.Length), 1_000, 6_100);
    }

    [Fact]
    public void A_check_that_nobody_knows_and_that_names_nothing_is_told_to_nobody() =>
        Assert.Equal(["lint names no file of the application."], Plan(Failed("lint", "something is wrong")).Unasked);

    static string[] Ids(RepairPlan plan) => [.. plan.Repairs.Select(repair => repair.Id)];

    string[] Asked(params IReadOnlyList<Verdict> verdicts) => [.. Plan(verdicts).Repairs.Select(repair => $"{repair.Specialist}: {repair.Files[0]}")];

    RepairPlan Plan(params IReadOnlyList<Verdict> verdicts) =>
        RepairPlan.Of(_contract, Sample.WebApp.Checks, verdicts, path => _texts.GetValueOrDefault(path, ""), paths => string.Join(',', paths), _before, 1);

    static Verdict Failed(string check, string evidence) => new(check, false, 1, evidence);
}

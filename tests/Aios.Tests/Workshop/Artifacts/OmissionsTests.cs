using Aios.Workshop.Artifacts;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

public sealed class OmissionsTests
{
    [Theory]
    [InlineData("a.ts", "// ... rest of the code unchanged")]
    [InlineData("a.ts", "  // ...existing code...")]
    [InlineData("a.ts", "// … rest of the component …")]
    [InlineData("a.ts", "// rest of the file remains the same")]
    [InlineData("a.ts", "// Rest of the code remains unchanged.")]
    [InlineData("a.ts", "// ... other imports")]
    [InlineData("a.ts", "// other methods...")]
    [InlineData("a.ts", "// [... previous code ...]")]
    [InlineData("a.ts", "// ...")]
    [InlineData("a.ts", "/* unchanged */")]
    [InlineData("a.ts", "/* ... */")]
    [InlineData("a.ts", "...")]
    [InlineData("a.ts", "// existing code")]
    [InlineData("a.ts", "// implementation omitted for brevity")]
    [InlineData("a.ts", "// Existing functions remain unchanged")]
    [InlineData("a.ts", "// (rest unchanged)")]
    [InlineData("a.ts", "// same as before ...")]
    [InlineData("a.ts", "// ... keep the existing handlers here")]
    [InlineData("a.tsx", "      {/* ... */}")]
    [InlineData("a.tsx", "      {/* rest of the form unchanged */}")]
    [InlineData("a.tsx", "      {/* ... existing fields ... */}")]
    [InlineData("a.py", "# ... existing code ...")]
    [InlineData("a.py", "    # ... (rest of the methods are unchanged)")]
    [InlineData("a.py", "# The rest of the file stays as before.")]
    [InlineData("a.py", "# your code here")]
    [InlineData("a.html", "<!-- rest as before -->")]
    [InlineData("a.html", "<!-- ... -->")]
    [InlineData("a.css", "/* ... rest of the styles ... */")]
    [InlineData("a.sql", "-- ... remaining tables")]
    [InlineData("a.yaml", "# ... rest unchanged")]
    [InlineData("Dockerfile", "# ... unchanged ...")]
    [InlineData("README.md", "<!-- rest of the document unchanged -->")]
    [InlineData("a.py", "[... rest of the file unchanged ...]")]
    [InlineData("a.css", "(rest of file unchanged)")]
    public void A_line_that_stands_for_what_was_left_out_is_refused(string path, string line)
    {
        var text = $"first\n{line}\nlast\n";

        var found = Assert.Single(Omissions.In(new(new(path), text)));

        Assert.StartsWith($"'{path}' leaves something out in line 2 ('", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.py", "    ...")]
    [InlineData("a.py", "def f() -> int: ...")]
    [InlineData("a.pyi", "...")]
    [InlineData("a.py", "x = values[..., 0]")]
    [InlineData("a.py", "# Loading existing users...")]
    [InlineData("a.py", "# Wait for the rest of the requests to come in.")]
    [InlineData("a.py", "# Other imports")]
    [InlineData("a.py", "# the rest of the fields are optional")]
    [InlineData("a.py", "# The same for others, because they may be equal.")]
    [InlineData("a.py", "# previous value")]
    [InlineData("a.py", "# existing users are kept")]
    [InlineData("a.py", "# no changes")]
    [InlineData("a.py", "print(\"... rest unchanged\")")]
    [InlineData("a.ts", "const { id, ...rest } = record;")]
    [InlineData("a.ts", "  ...rest,")]
    [InlineData("a.ts", "  ...existing,")]
    [InlineData("a.ts", "call(...unchanged);")]
    [InlineData("a.ts", "[...existing]")]
    [InlineData("a.ts", "(...remaining)")]
    [InlineData("a.ts", "// The rest of the props goes to the input, see below.")]
    [InlineData("a.ts", "// unchanged records are not sent")]
    [InlineData("a.tsx", "  …")]
    [InlineData("a.tsx", "  Loading...")]
    [InlineData("a.tsx", "  {/* The rest is for screen readers only. */}")]
    [InlineData("a.yaml", "...")]
    [InlineData("a.css", "--rest: 1px;")]
    [InlineData("a.css", "#unchanged {")]
    [InlineData("README.md", "# Rest of the code")]
    [InlineData("README.md", "... and the rest remains unchanged")]
    [InlineData("README.md", "```ts\n// ... rest of the code\n<!-- ... -->\n```")]
    public void Code_and_words_that_say_something_are_none(string path, string line) =>
        Assert.Empty(Omissions.In(new(new(path), $"first\n{line}\nlast\n")));

    [Fact]
    public void None_is_found_in_what_the_offline_provider_writes()
    {
        Assert.True(Texts.Offline.Count > 100);
        Assert.Empty(Texts.Offline.SelectMany(Omissions.In));
    }
}

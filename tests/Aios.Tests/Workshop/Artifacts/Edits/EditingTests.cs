using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Edits;

public sealed class EditingTests
{
    const string Nonce = "5f0e12ab";

    const string Base = """
        class Store:
            def add(self, item):
                self.items.append(item)
                return item

            def drop(self, item):
                self.items.remove(item)
                return item

        """;

    [Fact]
    public void Lines_are_replaced_and_the_rest_stays()
    {
        var answer = Apply(Block("        self.items.append(item)\n", "        self.items.insert(0, item)\n        self.changed()\n"));

        Assert.Empty(answer.Problems);
        Assert.Empty(answer.Edits);
        Assert.Equal(Base.Replace("append(item)\n", "insert(0, item)\n        self.changed()\n", StringComparison.Ordinal), Assert.Single(answer.Files).Text);
    }

    [Fact]
    public void Blocks_are_looked_for_in_the_text_as_it_was_in_any_order()
    {
        var answer = Apply(Block("    def drop(self, item):\n", "    def add(self, item):\n") + "\n" + Block("    def add(self, item):\n", "    def put(self, item):\n"));

        Assert.Equal(Base.Replace("def add", "def put", StringComparison.Ordinal).Replace("def drop", "def add", StringComparison.Ordinal), Assert.Single(answer.Files).Text);
    }

    [Fact]
    public void Lines_can_be_taken_out() =>
        Assert.Equal(Base.Replace("        self.items.append(item)\n", "", StringComparison.Ordinal), Assert.Single(Apply(Block("        self.items.append(item)\n", "")).Files).Text);

    [Theory]
    [InlineData("def add(self, item):\n    self.items.append(item)\n", "def add(self, item):\n    if item:\n        self.items.append(item)\n\n    self.sort()\n")]
    [InlineData("  def add(self, item):\n    self.items.append(item)\n", "  def add(self, item):\n    if item:\n      self.items.append(item)\n\n    self.sort()\n")]
    [InlineData("\tdef add(self, item):   \n\t\tself.items.append(item)\n", "\tdef add(self, item):\n\t\tif item:\n\t\t    self.items.append(item)\n\n\t\tself.sort()\n")]
    public void White_space_that_differs_is_tolerated_and_the_file_s_own_is_kept(string search, string replace)
    {
        var text = Assert.Single(Apply(Block(search, replace)).Files).Text;

        Assert.StartsWith("class Store:\n    def add(self, item):\n        if item:\n  ", text, StringComparison.Ordinal);
        Assert.Contains("\n\n        self.sort()\n        return item\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_end_as_those_of_the_file_do()
    {
        var answer = Read(Edit("a.py", Block("one\n", "two\nthree\n")) + Framed.Manifest(Nonce, "a.py"));

        Assert.Equal("zero\r\ntwo\r\nthree\r\n", Assert.Single(Editing.Apply(answer, _ => "zero\r\none\r\n").Files).Text);
    }

    [Fact]
    public void Lines_that_are_there_more_than_once_are_refused()
    {
        var problem = Assert.Single(Apply(Block("        return item\n", "        return None\n")).Problems);

        Assert.Equal("Block 1 of the edit of 'a.py' cannot be applied: its lines are there 2 times, at lines 4, 8. Give more lines around the place.", problem);
    }

    [Fact]
    public void Lines_that_are_not_there_are_refused_and_those_most_like_them_shown()
    {
        var problem = Assert.Single(Apply(Block("    def drop(self, thing):\n        self.items.remove(thing)\n", "    pass\n")).Problems);

        Assert.Equal("""
            Block 1 of the edit of 'a.py' cannot be applied: there are no such lines.
            Did you mean these, from line 6 on?
                def drop(self, item):
                    self.items.remove(item)
            """, problem);
    }

    [Fact]
    public void Nothing_is_shown_where_nothing_is_like_them() =>
        Assert.EndsWith("there are no such lines.", Assert.Single(Apply(Block("QQQQ ZZZZ\n", "x\n")).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "x\n", "it does not say which lines it is about.")]
    [InlineData("\n", "x\n", "it does not say which lines it is about.")]
    public void A_block_that_searches_nothing_is_refused(string search, string replace, string problem) =>
        Assert.EndsWith(problem, Assert.Single(Apply(Block(search, replace)).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("<<<<<<< SEARCH\na\n=======\nb\n", "its last block is not closed.")]
    [InlineData("<<<<<<< SEARCH\na\n=======\nb\n=======\nc\n>>>>>>> REPLACE\n", "a line '=======' stands where none may. Write the file whole.")]
    [InlineData("<<<<<<< SEARCH\na\n<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE\n", "a line '<<<<<<< SEARCH' stands where none may. Write the file whole.")]
    [InlineData(">>>>>>> REPLACE\n", "a line '>>>>>>> REPLACE' stands where none may. Write the file whole.")]
    [InlineData("def whole(): pass\n", "'def whole(): pass' stands outside of its blocks.")]
    [InlineData("", "it has no block.")]
    public void Blocks_that_cannot_be_read_are_refused(string content, string problem)
    {
        var answer = Read(Edit("a.py", content) + Framed.Manifest(Nonce, "a.py"));

        Assert.Empty(answer.Edits);
        Assert.Contains($"The edit of 'a.py' cannot be read: {problem}", answer.Faults);
    }

    [Fact]
    public void Overlapping_blocks_are_refused() => Assert.Contains(
        "Blocks of the edit of 'a.py' overlap.",
        Apply(Block("    def add(self, item):\n        self.items.append(item)\n", "x\n") + Block("        self.items.append(item)\n", "y\n")).Problems);

    [Fact]
    public void All_edits_of_an_answer_are_applied_or_none()
    {
        var answer = Read(Edit("a.py", Block("class Store:\n", "class Shop:\n")) + Edit("b.py", Block("gone\n", "x\n")) + Framed.File(Nonce, "c.py", "new\n") + Framed.Manifest(Nonce, "c.py", "a.py", "b.py"));
        Assert.Empty(answer.Problems);

        var applied = Editing.Apply(answer, path => path.Text == "a.py" ? Base : "other\n");

        Assert.Equal(["c.py"], applied.Files.Select(file => file.Path.Text));
        Assert.Empty(applied.Edits);
        Assert.Single(applied.Faults);
        Assert.Equal("'b.py' cannot be edited: it is not there. Write it in full.", Assert.Single(Editing.Apply(answer, path => path.Text == "a.py" ? Base : null).Problems));
    }

    [Fact]
    public void An_edit_that_was_cut_is_none()
    {
        var text = Edit("a.py", Block("class Store:\n", "class Shop:\n"));
        for (var cut = 0; cut < text.Length - 1; cut++)
        {
            var answer = Read(text[..cut]);

            Assert.Empty(answer.Edits);
            Assert.Empty(answer.Files);
            Assert.Null(answer.Cut);
        }
    }

    [Fact]
    public void Hunks_of_a_patch_are_edits()
    {
        var answer = Read("""
            *** Begin Patch
            *** Update File: a.py
            @@ def drop(self, item):
                     self.items.remove(item)
            -        return item
            +        return None
            @@ -1,2 +1,3 @@
             class Store:
            +    # Keeps things.
                 def add(self, item):
            *** End Patch
            """);

        Assert.Equal("patch", answer.Form);
        Assert.Equal(
            Base.Replace("remove(item)\n        return item", "remove(item)\n        return None", StringComparison.Ordinal).Replace("Store:\n", "Store:\n    # Keeps things.\n", StringComparison.Ordinal),
            Assert.Single(Editing.Apply(answer, _ => Base).Files).Text);
    }

    [Theory]
    [InlineData("*** Delete File: a.py\n")]
    [InlineData("*** Update File: a.py\n*** Move to: b.py\n@@\n-class Store:\n+class Shop:\n")]
    public void A_patch_that_deletes_or_moves_is_refused(string section) =>
        Assert.NotEmpty(Read($"*** Begin Patch\n{section}*** End Patch\n").Faults);

    /// <summary>Whatever lines are replaced by what: the file is the same as by hand.</summary>
    [Fact]
    public void Edits_of_offline_files_do_what_they_say()
    {
        var files = Texts.Offline.Where(file => !file.Text.Contains("=======", StringComparison.Ordinal) && file.Text.Split('\n').Length > 4).ToList();
        Gen.Select(Gen.Int[0, files.Count - 1], Gen.Int[0, 500], Gen.Int[1, 6], Gen.OneOf("", "x\n", "  y\n\nz\n"), Gen.Bool).Sample(
            (at, from, count, with, isMoved) =>
            {
                var lines = files[at].Text.Split('\n')[..^1];
                from %= lines.Length;
                count = Math.Min(count, lines.Length - from);
                var search = lines[from..(from + count)];
                var written = isMoved && search.All(line => line.Length > 0) ? search.Select(line => "    " + line) : search;
                var answer = Editing.Apply(Read(Edit("a.py", Block(string.Concat(written.Select(line => line + "\n")), with)) + Framed.Manifest(Nonce, "a.py")), _ => files[at].Text);

                var expected = string.Concat(lines[..from].Select(line => line + "\n")) + with + string.Concat(lines[(from + count)..].Select(line => line + "\n"));
                Assert.True(answer.Problems.Count > 0 ? answer.Files.Count == 0 : isMoved || answer.Files[0].Text == expected, string.Join(' ', answer.Problems));
            },
            iter: 500);
    }

    static Answer Apply(string blocks)
    {
        var answer = Read(Edit("a.py", blocks) + Framed.Manifest(Nonce, "a.py"));
        Assert.Empty(answer.Problems);
        return Editing.Apply(answer, _ => Base);
    }

    static string Edit(string path, string content) => $"=== edit {Nonce} {path}\n{content}=== end {Nonce}\n";

    static string Block(string search, string replace) => $"<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n";

    static Answer Read(string text) => AnswerForms.Read(Nonce, text, [new("a.py")]);
}

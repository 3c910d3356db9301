using System.Text;
using Aios.Testing;
using Aios.Workshop.Briefs;
using Xunit;

namespace Aios.Tests.Workshop.Briefs;

public sealed class BriefTests : IDisposable
{
    const int Most = 1024 * 1024;

    readonly TempFolder _temp = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<byte[], string> Unreadable => new()
    {
        { [], "The brief is empty." },
        { " \n\t\r\n "u8.ToArray(), "The brief is empty." },
        { [0xEF, 0xBB, 0xBF], "The brief is empty." },
        { "a todo\0has"u8.ToArray(), "The brief is not text in UTF-8." },
        { [0x61, 0xFF, 0x62], "The brief is not text in UTF-8." },
        { [0xC3], "The brief is not text in UTF-8." },
        { Encoding.Unicode.GetBytes("A todo has a title."), "The brief is not text in UTF-8." },
        { [.. Enumerable.Repeat((byte)'a', Most + 1)], "The brief is larger than 1 MB." },
    };

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_brief_is_its_text_under_the_name_of_its_file(bool fromFile)
    {
        var brief = await ReadAsync("# Todos\n\nÄ todo has a title.\n"u8.ToArray(), fromFile);

        Assert.Equal(new("todo.list", "# Todos\n\nÄ todo has a title.\n"), brief);
    }

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_brief_is_refused_with_a_hint(byte[] bytes, string reason)
    {
        foreach (var fromFile in (bool[])[true, false])
        {
            var refused = await Assert.ThrowsAsync<BriefException>(() => ReadAsync(bytes, fromFile));

            Assert.Equal(reason, refused.Message);
            Assert.NotEmpty(refused.Hint);
        }
    }

    [Fact]
    public async Task A_brief_may_be_one_megabyte()
    {
        var brief = await ReadAsync([.. Enumerable.Repeat((byte)'a', Most)], fromFile: true);

        Assert.Equal(Most, brief.Text.Length);
    }

    [Fact]
    public async Task A_mark_at_the_beginning_is_no_part_of_the_text()
    {
        var brief = await ReadAsync([0xEF, 0xBB, 0xBF, .. "A todo"u8], fromFile: false);

        Assert.Equal("A todo", brief.Text);
    }

    [Theory]
    [InlineData("nowhere.md")]
    [InlineData(".")]
    public async Task Where_there_is_no_file_the_place_is_named(string name)
    {
        var refused = await Assert.ThrowsAsync<BriefException>(() => Brief.ReadAsync(_temp[name], Token));

        Assert.Equal($"There is no brief at '{_temp[name]}'.", refused.Message);
    }

    async Task<Brief> ReadAsync(byte[] bytes, bool fromFile)
    {
        if (!fromFile)
        {
            return await Brief.ReadAsync("todo.list", new MemoryStream(bytes), Token);
        }

        await File.WriteAllBytesAsync(_temp["todo.list.md"], bytes, Token);
        return await Brief.ReadAsync(_temp["todo.list.md"], Token);
    }
}

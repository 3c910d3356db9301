using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Workshop.Offline;

public sealed class OfflineChatClientTests
{
    static readonly OfflineProvider _provider = new(Pace.Unlimited, new FakeTimeProvider());

    static readonly IReadOnlyList<WorkTask> _files = FileTasks.From(Sample.Contract(Domains.Library), [], Sample.WebApp.Layout);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_of_a_contract_is_written_whole_and_as_asked()
    {
        foreach (var task in _files)
        {
            var answer = Read((await AskAsync(task)).Text);

            Assert.Empty(answer.Problems);
            Assert.Equal(task.Files, answer.Files.Select(file => file.Path));
            Assert.All(answer.Files, file => Assert.True(file.Text.EndsWith('\n') && file.Text.Length > 1, file.Path.Text));
        }
    }

    [Fact]
    public async Task Every_part_of_a_contract_is_by_the_schema()
    {
        foreach (var task in Sample.Tasks.Parts(Sample.Domain(Domains.Library)))
        {
            var file = Assert.Single(Read((await AskAsync(task)).Text).Files);

            Assert.Empty(Sample.Reader.Read(file.Text).Mistakes);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_question_has_the_same_answer_streamed_or_whole(bool streamed)
    {
        var task = _files[0];
        var expected = (await AskAsync(task)).Text;

        var text = streamed
            ? string.Concat(await Client.GetStreamingResponseAsync(Messages(task), cancellationToken: Token).Select(update => update.Text).ToListAsync(Token))
            : (await AskAsync(task)).Text;

        Assert.Equal(expected, text);
    }

    [Fact]
    public async Task Usage_is_told_and_four_characters_are_a_token()
    {
        var response = await AskAsync(_files[0]);

        Assert.Equal(Messages(_files[0]).Sum(message => message.Text.Length) / 4, response.Usage?.InputTokenCount);
        Assert.Equal(response.Text.Length / 4, response.Usage?.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("generator", response.ModelId);
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("Nonce: 1\nTask: x\n")]
    [InlineData("Nonce: 1\n\n<assignment 1>\nnot JSON\n</assignment 1>")]
    [InlineData("Nonce: 1\n\n<assignment 1>\nnull\n</assignment 1>")]
    [InlineData("Nonce: 1\n\n<assignment 1>\n{}\n</assignment 1>")]
    [InlineData("Nonce: 1\n\n<assignment 2>\n{\"files\":[]}\n</assignment 2>")]
    public async Task What_is_no_task_of_the_workshop_is_refused_by_a_failure_that_has_a_name(string prompt)
    {
        var refused = await Assert.ThrowsAsync<UnanswerableException>(() => Client.GetResponseAsync(prompt, cancellationToken: Token));

        Assert.Equal(FailureKind.InvalidRequest, _provider.FailureOf(refused)?.Kind);
        Assert.Null(_provider.FailureOf(new InvalidOperationException()));
    }

    [Fact]
    public void It_costs_nothing_and_says_so()
    {
        Assert.Equal(ModelPrice.Free, Assert.Single(Assert.Single(_provider.Models).Prices));
    }

    static IChatClient Client => _provider.ClientFor(_provider.Models[0]);

    static IReadOnlyList<ChatMessage> Messages(WorkTask task) => Prompt.For(Sample.WebApp, Sample.Team[task.Specialist], task, "n0", task.Attachments);

    static Task<ChatResponse> AskAsync(WorkTask task) => Client.GetResponseAsync(Messages(task), new() { ModelId = "generator" }, Token);

    static Answer Read(string text)
    {
        var reader = new FramedReader("n0");
        reader.Feed(text);
        return reader.Finish();
    }
}

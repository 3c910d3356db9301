using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class MessagesContentTests
{
    static readonly byte[] _bytes = [1, 2, 3];

    [Fact]
    public void Images_go_as_data_or_as_an_address() => Same(
        """
        [{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}},
         {"type":"image","source":{"type":"url","url":"https://host/a.jpg"}}]
        """,
        Content(new DataContent(_bytes, "image/png"), new UriContent("https://host/a.jpg", "image/jpeg")));

    [Fact]
    public void Documents_go_as_data_as_an_address_or_as_text() => Same(
        """
        [{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AQID"},"title":"a.pdf"},
         {"type":"document","source":{"type":"url","url":"https://host/b.pdf"}},
         {"type":"document","source":{"type":"text","media_type":"text/plain","data":"# Hi"}}]
        """,
        Content(
            new DataContent(_bytes, "application/pdf") { Name = "a.pdf" },
            new UriContent("https://host/b.pdf", "application/pdf"),
            new DataContent("# Hi"u8.ToArray(), "text/markdown")));

    [Fact]
    public void What_cannot_be_seen_or_read_is_refused_with_what_would_help()
    {
        Assert.Contains("audio/wav", Refused(() => Content(new DataContent(_bytes, "audio/wav"))).Message);
        Assert.Contains("PNG", Refused(() => Content(new DataContent(_bytes, "image/tiff"))).Message);
        Refused(() => Content(new HostedFileContent("file-1")));
        Refused(() => Of([new(ChatRole.System, [new DataContent(_bytes, "image/png")]), User("Hi")]));
        Refused(() => Of([User(new DataContent(_bytes, "image/png"))], capabilities: new() { Images = false }));
        Refused(() => Of([User(new DataContent(_bytes, "application/pdf"))], capabilities: new() { Documents = false }));
    }

    [Fact]
    public void Calls_and_their_results_go_side_by_side_and_results_come_first() => Same(
        """
        [{"role":"user","content":[{"type":"text","text":"Weather?"}]},
         {"role":"assistant","content":[
           {"type":"tool_use","id":"a","name":"weather","input":{"city":"Rome"}},
           {"type":"tool_use","id":"b","name":"now","input":{}}]},
         {"role":"user","content":[
           {"type":"tool_result","tool_use_id":"a","content":"sunny"},
           {"type":"tool_result","tool_use_id":"b","content":"{\"hour\":3,\"of\":\"Zürich\"}"},
           {"type":"text","text":"Quick!"}]}]
        """,
        Of(
        [
            User("Weather?"),
            Assistant(new FunctionCallContent("a", "weather", new Dictionary<string, object?> { ["city"] = "Rome" }), new FunctionCallContent("b", "now")),
            new(ChatRole.Tool, [new FunctionResultContent("a", "sunny")]),
            User("Quick!"),
            new(ChatRole.Tool, [new FunctionResultContent("b", new { hour = 3, of = "Zürich" })]),
        ]).Body["messages"]);

    [Fact]
    public void A_result_may_be_an_error_or_hold_images() => Same(
        """
        [{"type":"tool_result","tool_use_id":"a","content":"No such city","is_error":true},
         {"type":"tool_result","tool_use_id":"b","content":[{"type":"text","text":"Here"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}]},
         {"type":"tool_result","tool_use_id":"c","content":""}]
        """,
        Of([new(ChatRole.Tool,
        [
            new FunctionResultContent("a", null) { Exception = new InvalidOperationException("No such city") },
            new FunctionResultContent("b", new AIContent[] { new TextContent("Here"), new DataContent(_bytes, "image/png") }),
            new FunctionResultContent("c", null),
        ])]).Body["messages"]![0]!["content"]);

    [Fact]
    public void A_call_of_another_provider_s_model_keeps_to_the_letters_of_this_one()
    {
        var messages = Of([Assistant(new FunctionCallContent("call:1|x", "f")), new(ChatRole.Tool, [new FunctionResultContent("call:1|x", "")])]).Body["messages"]!;

        Assert.Equal("call_1_x", (string?)messages[0]!["content"]![0]!["id"]);
        Assert.Equal("call_1_x", (string?)messages[1]!["content"]![0]!["tool_use_id"]);
    }

    [Fact]
    public void What_only_another_provider_understands_is_left_out_and_that_is_said()
    {
        var request = Of(
        [
            User("Hi"),
            Assistant(
                new TextReasoningContent("Unsigned."),
                new FunctionCallContent("s", "web_search") { InformationalOnly = true },
                new ErrorContent("An old warning"),
                new TextContent("Hello")),
            User("Go on"),
        ]);

        Same("""{"role":"assistant","content":[{"type":"text","text":"Hello"}]}""", request.Body["messages"]![1]);
        Assert.Equal(2, request.Warnings.Count);
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing.Planning;

/// <summary>What a request asks of whoever answers it; read once, without counting tokens by any vocabulary.</summary>
readonly record struct Needs
{
    // A token of English or of code has some four bytes; texts of few tokens a byte have two. Around each message and tool
    // providers write a few more.
    const double BytesPerToken = 4;
    const double DensestBytesPerToken = 2;
    const int AroundMessage = 6;
    const int ForTools = 300;
    const int PerImage = 1000;
    const int PerDocument = 1500;

    public Abilities Abilities { get; private init; }

    /// <summary>Of all texts, in UTF-8.</summary>
    public long Bytes { get; private init; }

    /// <summary>Tokens that are no text of the question.</summary>
    public int Around { get; private init; }

    public int Images { get; private init; }

    public int Documents { get; private init; }

    /// <summary>Tokens that the question will have.</summary>
    public long InputOf(Model model) => Tokens(model, BytesPerToken);

    /// <summary>Tokens that it will hardly exceed, whatever the language.</summary>
    public long HighInputOf(Model model) => Tokens(model, DensestBytesPerToken);

    long Tokens(Model model, double bytesPerToken) =>
        Around + (long)Math.Ceiling(Bytes / bytesPerToken) + ((long)Images * (model.ImageTokens ?? PerImage)) + ((long)Documents * PerDocument);

    public static Needs Of(RouteRequest request)
    {
        Reading reading = default;
        for (var i = 0; i < request.Messages.Count; i++) // by index here and below: an enumerator for each list would be most of what a plan allocates
        {
            reading.Add(request.Messages[i]);
        }

        if (request.Options is { } options)
        {
            reading.Add(options);
        }

        return new() { Abilities = reading.Abilities, Bytes = reading.Bytes, Around = reading.Around, Images = reading.Images, Documents = reading.Documents };
    }

    struct Reading
    {
        public Abilities Abilities;
        public long Bytes;
        public int Around;
        public int Images;
        public int Documents;

        public void Add(ChatMessage message)
        {
            Around += AroundMessage;
            for (var i = 0; i < message.Contents.Count; i++)
            {
                Add(message.Contents[i]);
            }
        }

        public void Add(ChatOptions options)
        {
            Add(options.Instructions);
            for (var i = 0; i < options.Tools?.Count; i++)
            {
                Add(options.Tools[i]);
            }

            if (options.Tools is { Count: > 0 })
            {
                Around += ForTools;
                Abilities |= options.ToolMode is RequiredChatToolMode ? Abilities.Tools | Abilities.ToolChoice : default;
            }

            if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
            {
                Abilities |= Abilities.Schema;
                Bytes += JsonMarshal.GetRawUtf8Value(schema).Length;
            }

            if (options.Reasoning is { Effort: not (null or ReasoningEffort.None) })
            {
                Abilities |= Abilities.Thinking;
            }
        }

        void Add(AITool tool)
        {
            if (tool is HostedWebSearchTool)
            {
                Abilities |= Abilities.WebSearch;
                return;
            }

            Abilities |= Abilities.Tools;
            if (tool is AIFunctionDeclaration function)
            {
                Add(function.Name);
                Add(function.Description);
                Bytes += JsonMarshal.GetRawUtf8Value(function.JsonSchema).Length;
            }
        }

        void Add(AIContent content)
        {
            switch (content)
            {
                case TextContent text:
                    Add(text.Text);
                    break;
                case TextReasoningContent thought:
                    Add(thought.Text);
                    break;
                case DataContent data when data.HasTopLevelMediaType("text"):
                    Bytes += data.Data.Length;
                    break;
                case DataContent data:
                    AddMedia(data.HasTopLevelMediaType("image"));
                    break;
                case UriContent address:
                    AddMedia(address.HasTopLevelMediaType("image"));
                    break;
                case FunctionCallContent call:
                    Add(call.Name);
                    foreach (var argument in call.Arguments?.Values ?? [])
                    {
                        Add(argument?.ToString());
                    }

                    break;
                case FunctionResultContent result:
                    Add(result.Result?.ToString());
                    break;
            }
        }

        void AddMedia(bool isImage)
        {
            Abilities |= isImage ? Abilities.Images : Abilities.Documents;
            Images += isImage ? 1 : 0;
            Documents += isImage ? 0 : 1;
        }

        void Add(string? text) => Bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
    }
}

/// <summary>What a model may have to be able to do.</summary>
[Flags]
enum Abilities
{
    None = 0,
    Tools = 1,
    ToolChoice = 2,
    Images = 4,
    Documents = 8,
    Schema = 16,
    WebSearch = 32,
    Thinking = 64,
}

using System.Text.Json.Nodes;
using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Faults;

/// <summary>Faults in how usage is told.</summary>
static class FaultyUsage
{
    const string Stand = "@aios@";

    static readonly string[] _ollamaCounts = ["prompt_eval_count", "eval_count"];

    /// <returns>The frame as it is sent; null where it is not.</returns>
    public static Frame? Apply(Fault? fault, Frame frame, IServedDialect dialect) => fault?.Kind switch
    {
        FaultKind.NoUsage => Without(frame),
        FaultKind.LateUsage when frame.Kind is not (FrameKind.Usage or FrameKind.Whole) => Without(frame),
        FaultKind.NanUsage => With(frame, "NaN", dialect),
        FaultKind.NegativeUsage => With(frame, "-7", dialect),
        FaultKind.HugeNumber => With(frame, "1" + new string('0', 400), dialect),
        _ => frame,
    };

    static Frame? Without(Frame frame)
    {
        if (frame.Json is not { } json)
        {
            return frame;
        }

        Edit(json, (parent, name) => parent.Remove(name));
        // A chunk of Chat Completions that was there for the usage alone goes with it.
        return frame.Kind == FrameKind.Usage && json["choices"] is JsonArray { Count: 0 } ? null : frame;
    }

    static Frame With(Frame frame, string number, IServedDialect dialect)
    {
        if (frame.Json is not { } json)
        {
            return frame;
        }

        Edit(json, (parent, name) => Replace(parent, name));
        return frame with { Raw = frame.TextIn(dialect).Replace($"\"{Stand}\"", number, StringComparison.Ordinal) };
    }

    static void Replace(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject counts)
        {
            foreach (var count in counts.Select(each => each.Key).ToList())
            {
                Replace(counts, count);
            }
        }
        else if (parent[name] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        {
            parent[name] = Stand;
        }
    }

    /// <summary>Finds the usage, wherever a dialect keeps it.</summary>
    static void Edit(JsonObject json, Action<JsonObject, string> edit)
    {
        foreach (var name in json.Select(member => member.Key).ToList())
        {
            if (name == "usage" || _ollamaCounts.Contains(name))
            {
                edit(json, name);
            }
            else if (json[name] is JsonObject inner)
            {
                Edit(inner, edit);
            }
        }
    }
}

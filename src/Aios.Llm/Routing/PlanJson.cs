using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Aios.Llm.Routing;

/// <summary>Why a plan is as it is, in the form in which the ledger keeps it.</summary>
static class PlanJson
{
    public static string Of(PlanExplanation explanation)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("policy", explanation.Policy);
            json.WriteStartArray("routes");
            foreach (var planned in explanation.Routes)
            {
                json.WriteStartObject();
                json.WriteString("route", planned.Route.Name);
                json.WriteString("reason", planned.Reason);
                Write(json, planned.Estimate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("refused");
            foreach (var refused in explanation.Refused)
            {
                json.WriteStartObject();
                json.WriteString("route", refused.Route.Name);
                json.WriteString("reason", refused.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, RouteEstimate? estimate)
    {
        if (estimate is null)
        {
            return;
        }

        json.WriteNumber("input", estimate.Input);
        json.WriteNumber("output", estimate.Output);
        Write(json, "dollars", estimate.Dollars);
        Write(json, "seconds", estimate.Seconds);
        Write(json, "passes", estimate.Passes);
        json.WriteStartObject("terms");
        foreach (var (name, dollars) in estimate.Terms)
        {
            Write(json, name, dollars);
        }

        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

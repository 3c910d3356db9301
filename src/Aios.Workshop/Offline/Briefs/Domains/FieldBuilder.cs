using System.Globalization;
using System.Text.Json;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Naming;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Makes a field of a contract, with only the rules that its type can have.</summary>
static class FieldBuilder
{
    /// <summary>What is longer does not fit into an input of one line.</summary>
    const int LongestLine = 500;
    const int LongestText = 200;
    const int LongestLongText = 5_000;

    /// <param name="isDisplay">Records are recognised by it, so that a text of this kind has to be given unless the brief says otherwise.</param>
    public static Field Build(FieldDraft draft, bool isDisplay, Func<EntityDraft, string> nameOf, Func<EntityDraft, bool> isSelf)
    {
        var label = draft.Unit is { } unit ? $"{Labels.Of(draft.Label)} ({unit})" : Labels.Of(draft.Label);
        var field = new Field
        {
            Name = draft.Type is FieldType.Reference ? SafeNames.Reference(draft.Label) : SafeNames.Field(draft.Label, draft.Type),
            Label = label,
            Type = draft.Type,
            Required = draft.Required ?? false,
            Unique = draft.Unique && draft.Type is FieldType.Text or FieldType.WholeNumber && draft.Unique,
        };
        return draft.Type switch
        {
            FieldType.Text or FieldType.LongText => Text(field, draft, isDisplay),
            FieldType.WholeNumber or FieldType.Number or FieldType.Money => Number(field, draft),
            FieldType.YesNo => field with { Required = true, Words = draft.Words, Default = Json(IsYes(draft.Default)) },
            FieldType.Choice => Choice(field, draft),
            FieldType.Reference => Reference(field, draft, nameOf, isSelf),
            _ => field,
        };
    }

    static Field Text(Field field, FieldDraft draft, bool isDisplay)
    {
        var (least, greatest) = (Length(draft.Limits.Least), Length(draft.Limits.Greatest));
        greatest = greatest < 1 ? null : greatest;
        if (greatest > LongestLine)
        {
            field = field with { Type = FieldType.LongText, Unique = false };
        }
        var standard = field.Type is FieldType.Text ? LongestText : LongestLongText;
        least = least is null or < 1 || least > (greatest ?? standard) ? null : least;
        var required = draft.Required ?? (least == 1 || (isDisplay && field.Type is FieldType.Text));
        return WithDefault(field with
        {
            Required = required,
            MinLength = least ?? (required ? 1 : null),
            MaxLength = greatest,
        }, draft.Default is { } text && text.Length >= (least ?? 0) && text.Length <= (greatest ?? standard) && field.Type is FieldType.Text ? Json(text) : null, draft);
    }

    static int? Length(decimal? bound) => bound is >= 0 and <= 100_000 ? (int)bound : null;

    static Field Number(Field field, FieldDraft draft)
    {
        var limits = draft.Limits;
        if (limits.Characters)
        {
            return field;
        }
        var step = field.Type is FieldType.WholeNumber ? 1m : 0.01m;
        var least = Bound(limits.Least, field.Type, Math.Ceiling) + (limits.AboveLeast ? step : 0);
        var greatest = Bound(limits.Greatest, field.Type, Math.Floor) - (limits.BelowGreatest ? step : 0);
        if (least > greatest)
        {
            (least, greatest) = (null, null);
        }
        return WithDefault(field with { Min = least, Max = greatest }, Default(draft.Default, field.Type, least, greatest), draft);
    }

    static decimal? Bound(decimal? bound, FieldType type, Func<decimal, decimal> round) =>
        bound is null ? null : type is FieldType.WholeNumber ? round(bound.Value) : type is FieldType.Money ? Math.Round(bound.Value, 2) : bound;

    static JsonElement? Default(string? text, FieldType type, decimal? least, decimal? greatest) =>
        decimal.TryParse(text?.Trim('$', '€', '£', ' ', '.', '%'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && !(number < least) && !(number > greatest)
            && (type is not FieldType.WholeNumber || number % 1 == 0) && (type is not FieldType.Money || number * 100 % 1 == 0)
            && Math.Abs(number) < 1_000_000_000_000
            ? Json(number) : null;

    static Field Choice(Field field, FieldDraft draft)
    {
        var chosen = draft.Choices.FirstOrDefault(choice => string.Equals(choice, draft.Default, StringComparison.OrdinalIgnoreCase));
        return WithDefault(field with { Choices = draft.Choices }, chosen is null ? null : Json(chosen), draft);
    }

    static Field Reference(Field field, FieldDraft draft, Func<EntityDraft, string> nameOf, Func<EntityDraft, bool> isSelf)
    {
        var target = draft.Target!; // the resolver gives every reference one
        return field with { To = nameOf(target), Required = !isSelf(target) && (draft.Required ?? true) };
    }

    /// <summary>A field with a default is never without a value, unless the brief says that it may be.</summary>
    static Field WithDefault(Field field, JsonElement? value, FieldDraft draft) =>
        value is null ? field : field with { Default = value, Required = draft.Required ?? true };

    static bool IsYes(string? text) => text?.Trim().ToLowerInvariant() is "yes" or "true" or "on" or "1" or "checked" or "ticked" or "active" or "y" or "enabled";

    static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text, DefaultJson.Default.String);

    static JsonElement Json(bool yes) => JsonSerializer.SerializeToElement(yes, DefaultJson.Default.Boolean);

    static JsonElement Json(decimal number) => JsonSerializer.SerializeToElement(number, DefaultJson.Default.Decimal);
}

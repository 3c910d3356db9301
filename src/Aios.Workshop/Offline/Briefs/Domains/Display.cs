using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Chooses the field by which people recognise a record.</summary>
static class Display
{
    /// <summary>Where no field serves, the entity gets a name.</summary>
    public static FieldDraft Of(EntityDraft entity)
    {
        var texts = entity.Fields.Where(field => field.Type is FieldType.Text).ToList();
        var found = texts.Find(field => _title.IsMatch(field.Label) && field.Required is not false)
            ?? texts.Find(field => _titleEnd.IsMatch(field.Label) && field.Required is true)
            ?? texts.Find(field => field.Required is true)
            ?? texts.Find(field => _titleEnd.IsMatch(field.Label) && field.Required is not false)
            ?? texts.Find(field => field.Required is not false && !_contact.IsMatch(field.Label))
            ?? texts.FirstOrDefault()
            ?? entity.Fields.Where(field => field.Type is not (FieldType.YesNo or FieldType.Reference)).MinBy(Rank);
        if (found is null)
        {
            found = new FieldDraft("name", FieldType.Text) { Required = true };
            entity.Fields.Insert(0, found);
        }
        return found;
    }

    /// <summary>Whether hardly anybody would leave it out: a title, or what the brief names first.</summary>
    public static bool IsExpected(FieldDraft display, EntityDraft entity) => _titleEnd.IsMatch(display.Label) || entity.Fields[0] == display;

    static int Rank(FieldDraft field) => field.Type switch
    {
        FieldType.Date or FieldType.DateTime => 0,
        FieldType.Choice => 1,
        FieldType.WholeNumber or FieldType.Number or FieldType.Money => 2,
        _ => 3,
    };

    static readonly Regex _title = Pattern.Of(@"^(title|name|label|subject|headline|full name|what)$");

    static readonly Regex _titleEnd = Pattern.Of(@"\b(title|name|label|subject|headline)$");

    static readonly Regex _contact = Pattern.Of(@"\b(e-?mail|phone|address|website|url|telephone|mobile|colou?r)\b");
}

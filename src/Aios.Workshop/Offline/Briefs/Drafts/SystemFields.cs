using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Fields that every record has anyway, and which no contract lists.</summary>
static class SystemFields
{
    public static bool Contains(string label) => _known.IsMatch(label);

    static readonly Regex _known = Pattern.Of(@"^((unique |record |internal |primary )?(id|identifier|uuid|guid|primary key|pk)|((last |date |time |when )?(created|changed|updated|modified|edited|creation|modification|edited)|(creation|last (change|update|modification)|modification|change|update))( |-)?(at|on|date|time|times|timestamps?|date and time|date time)?|timestamps?|(created|changed|updated|last) (and|or|/|&) .*(times?|dates?|at|timestamps?|updated|changed|modified)|when it was (last )?(created|changed|updated|modified|edited)|(date|time) (created|changed|updated|modified|of (creation|last change)))$");
}

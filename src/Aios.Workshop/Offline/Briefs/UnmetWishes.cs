using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs;

/// <summary>Finds what a brief asks for beyond records that can be listed, searched, filtered, sorted and edited.</summary>
static class UnmetWishes
{
    const int Most = 20;
    const int Longest = 200;

    /// <param name="unread">The sentences that gave no part of the domain.</param>
    public static IEnumerable<string> Among(IEnumerable<string> unread) => unread
        .Where(sentence => _wish.IsMatch(sentence) && !_refusal.IsMatch(sentence))
        .Select(sentence => sentence.Length <= Longest ? sentence : sentence[..Longest] + "...")
        .Take(Most);

    static readonly Regex _wish = Pattern.Of(@"\b(log ?ins?|logged in|sign(s|ed)? (in|up)|authenticat\w*|authori[sz]\w*|password|permissions?|roles?|e-?mails? (to|is|are|when|a|the)|sends?|notif\w*|remind\w*|alerts?|exports?|imports?|csv|pdf|excel|print\w*|payments?|stripe|paypal|uploads?|attachments?|photos?|images?|pictures?|calendar|charts?|graphs?|reports?|statistics|totals?|sums?|average\w*|dashboards?|offline|mobile app|push|real[- ]?time|websockets?|translat\w*|languages|drag|undo|history|audit|comments on|share|sharing|invit\w*|sync\w*|integrat\w*|webhooks?|automatic\w*|schedul\w*|overlap\w*|calculat\w*|comput\w*|barcodes?|qr|map|maps|bulk|archive)\b");

    static readonly Regex _refusal = Pattern.Of(@"\b(no|not|without|never|docker|don't|doesn't|isn't|aren't|out of scope|later)\b");
}

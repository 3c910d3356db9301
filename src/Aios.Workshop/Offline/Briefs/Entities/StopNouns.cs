using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Words in a brief that name parts of an application or of the brief itself, never things to keep.</summary>
static class StopNouns
{
    public static bool Contains(string phrase)
    {
        var key = Noun.KeyOf(phrase);
        return key.Length < 2 || !key.Any(char.IsAsciiLetter) && !key.Any(char.IsLetter) || _word.IsMatch(key) || _part.IsMatch(key);
    }

    /// <summary>Whether some applications keep many of these: job applications, test results.</summary>
    public static bool CanBeKept(string phrase) => _kept.IsMatch(Noun.KeyOf(phrase));

    /// <summary>Whether a heading of this name may be that of a thing all the same.</summary>
    public static bool IsAmbiguousHeading(string heading) => _ambiguous.IsMatch(heading.Trim());

    /// <summary>Whether a heading of this name holds descriptions of entities, or nothing about one.</summary>
    public static bool IsGeneralHeading(string heading) => _generalHeading.IsMatch(heading.Trim()) || Contains(heading);

    /// <summary>What a list is said to have, but no record: <c>filter</c>, <c>pagination</c>.</summary>
    public static bool IsPartOfPage(string label) => _partOfPage.IsMatch(label);

    /// <summary>Things that mean more than a name where a brief only mentions them.</summary>
    public static bool NeedMore(string key) => _mentioned.IsMatch(key);

    static readonly Regex _word = new(@"^(i|we|you|he|she|it|they|this|that|these|those|there|who|which|what|everyone|everybody|somebody|nobody|all|each|both|one|other|another|app|apps|application|system|software|program|tool|solution|product owner|page|site|website|web app|web page|ui|ux|gui|user interface|interface|front ?end|back ?end|server|database|data|everything|api|rest api|endpoint|health endpoint|list|listing|list view|overview|view|form|screen|dashboard|header|footer|navigation|nav|menu|sidebar|button|filter|search|sort|sorting|table|column|row|field|text|test|unit test|testing|docker|container|kubernetes|compose|ci|code|codebase|error|error message|validation|react|typescript|fastapi|sqlalchemy|sqlite|python|brief|spec|specification|feature|goal|mvp|version|technology|tech stack|stack|deployment|example|note that|record|entity|main page|start page|home page|detail page|detail view|landing page|result|response|request|url|browser|section|default|id|identifier|label|todo application|design|layout|language|time|people who .*|most|some|many|anything|nothing|here|purpose|aim|idea)$");

    static readonly Regex _part = new(@"(^(the|this|our|my) )|\b(app|application|page|screen|view|dashboard|endpoint|api|form|website|user interface|system|filter|button)$|^(user|login|home|search) (interface|page|form)$");

    static readonly Regex _generalHeading = new(@"^([\d.]+\s*)?((the |our |core |main |key |general |functional |non-?functional |technical |user |basic |important |business |other |further |additional )*(goals?|features?|non-?goals?|tech(nical)? stack|technology|technologies|stack|api|deployment|overview|introduction|intro|background|summary|requirements?|behaviou?rs?|validations?|rules|business rules|constraints?|user stories|stories|use cases?|roles?|permissions?|ui|ux|user interface|interface|design|look and feel|pages?|screens?|testing|tests?|quality|architecture|data( model| structure)?s?|model|domain( model)?|entities|entity|things|records?|objects|resources|scope|out of scope|not in scope|nice to haves?|future|later|ideas|context|problem|vision|purpose|about|what (it|the|we|i|to|is|you|should).*|how .*|why.*|who.*|notes?|remarks|assumptions|open questions|questions|acceptance( criteria)?|definition of done|success.*|glossary|examples?|example data|sample data|workflow|flows?|process|reports?|reporting|statistics|filters?|filtering|search|sorting|lists?|views?|functions?|functionality|operations|actions|infrastructure|operation|security|authentication|login|performance|timeline|milestones|stakeholders|target (users|audience|group)|audience|fields?|attributes|properties|details|relations?|relationships?|defaults?|errors?|error handling|constraints and rules|setup|misc|miscellaneous|general|backend|frontend|database|the app|what.*|technical notes|side notes|brief|spec|must have|must-haves?|should have|could have|wishes|extras?|limits?))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _partOfPage = new(@"^(the )?(filters?|filtering|search( box| field| bar)?|sort(ing)?|sort order by .*|pagination|paging|page|pages|buttons?|link|links to .*|endpoints?|health( check| endpoint)?|tests?|forms?|dark mode|menu|navigation|list( view| page)?|detail (page|view)|user interface|ui|validation( errors?)?|error messages?|delete button|edit button|login|logout|backend|frontend|database|rest api|api|docker.*|kubernetes|ci|nothing( else| more)?|more|access( to .*)?|so on|etc|others?|other things|everything.*|the following.*|following.*|at least.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _mentioned = new(@"^(.* )?(user|account|admin|administrator|login|password|photo|picture|image|file|attachment|document|video|upload|pdf|permission|notification|reminder|email|value|option|number|time|date|thing|people|way|reason|detail|field|color|colour|character|word|line|kind|type)$");

    static readonly Regex _kept = new(@"^(application|tool|server|container|button|database|list|page|column|test|result|response|request|label|section|goal|feature|version|error|record|example|view|form|file|code|document|entry|text|table|program|technology|specification|brief|purpose|idea|aim|language|time|deployment|software|site|menu|screen|(grant|job|loan|visa|membership|adoption|permit|funding|leave|credit|scholarship|patent) application|(order|claim|leave|consent|contact|registration|entry|lesson|web|title|test|log) (form|page))$");

    static readonly Regex _ambiguous = new(@"^(notes?|questions?|pages?|reports?|roles?|milestones?|stakeholders?|lists?|ideas?|goals?|examples?|operations?|process|flows?|resources?|objects?|actions?|wishes|stories|errors?|tests?|features?|records?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}

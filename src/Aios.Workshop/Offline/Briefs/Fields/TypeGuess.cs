using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>The type that the name of a field suggests where the brief says none.</summary>
static class TypeGuess
{
    /// <summary>Null where the name suggests nothing; such a field is a text.</summary>
    public static FieldType? Of(string label)
    {
        var words = label.Replace('-', ' ').ToLowerInvariant().Trim();
        var head = _tail.Replace(words, "");
        return Asked(words) ?? FromHead(head) ?? (_yesNo.IsMatch(words) ? (FieldType?)FieldType.YesNo : null) ?? FromStart(words);
    }

    /// <summary>Whether fields of this name choose from what is listed behind it.</summary>
    public static bool IsChoice(string label) => _choice.IsMatch(label);

    /// <summary>Whether what is listed behind this name are its parts.</summary>
    public static bool IsComposite(string label) => _composite.IsMatch(label);

    static FieldType? Asked(string words) => _dateStart.IsMatch(words) ? (FieldType?)FieldType.Date
        : _yesNoStart.IsMatch(words) ? (FieldType?)FieldType.YesNo
        : _countStart.IsMatch(words) ? FieldType.WholeNumber
        : _textEnd.IsMatch(words) ? FieldType.Text
        : _dateTimeAny.IsMatch(words) ? FieldType.DateTime
        : _dateAny.IsMatch(words) ? FieldType.Date
        : null;

    static FieldType? FromHead(string head) => _money.IsMatch(head) ? (FieldType?)FieldType.Money
        : _wholeNumber.IsMatch(head) ? FieldType.WholeNumber
        : _number.IsMatch(head) ? FieldType.Number
        : _longText.IsMatch(head) ? FieldType.LongText
        : null;

    /// <summary><c>amount paid</c> and <c>price per night</c> are named by their first word.</summary>
    static FieldType? FromStart(string words) => words.Split(' ') is [var first, _, ..] && _moneyStart.IsMatch(first) ? FieldType.Money : null;

    static readonly Regex _yesNoStart = new(@"^(is|has|was|can|needs|should|allows|accepts|requires|wants|does|are)\s");

    static readonly Regex _dateStart = new(@"^(date|day) of (?!.*\btime\b)");

    static readonly Regex _countStart = new(@"^(year( of)? \p{L}+|number of|no\.? of|count of|how many|max(imum)? (size|group size|number|participants|capacity|guests|attendees|people|players|students|occupancy)|min(imum)? (number|participants|guests|people|players|age))\b|\b(count|quantity|qty)$");

    static readonly Regex _textEnd = new(@"\b(name|number|code|no\.?|address|email|e mail|url|website|link|phone|type|by|to|from whom|method|currency|day of (the )?week|unit|units|reference|plate|range|status|title|category|zone|hours of operation|opening hours|office hours)$");

    static readonly Regex _dateTimeAny = new(@"\b(date ?time|date and time|date & time|timestamp|time and date|time and place)\b|\S\s+at$|(?<!cooking |prep |preparation |baking |lead |waiting |total |response |travel |running |processing |resting |brewing |rest |play |playing |reading |turnaround )\btime$|\b(departs|arrives|departure|arrival|check in|check out|kick ?off|appointment|slot|starting|scheduled for)$");

    static readonly Regex _dateAny = new(@"\bdates?\b|\bdeadline\b|\b(birthday|dob|anniversary|due|day|expiry|expiration|expires|joined|born|hired|acquired|bought|purchased|planted|sown|harvested|until|since|departed|founded|employed since|renewal|valid from|valid to|valid until|starts|ends|effective)$|\S\s+on$");

    static readonly Regex _money = new(@"\b(price|cost|costs|amount|budget|salary|fee|fees|balance|total|subtotal|rent|deposit|wage|wages|revenue|premium|fare|tip|payment|expense|income|(hourly|daily|weekly|monthly|nightly|day|room|pay|call out) rate|(estimated|purchase|market|sale|book|net|contract|deal|order|insured|resale|asset|approximate|approx|current|total|replacement|assessed|face|cash|monetary|goods|gift|property|original|appraised|declared|agreed|quoted|offer|item|donation|money) value|worth|(monthly|credit|spending|daily|yearly|annual) limit|earnings|charge|turnover|profit|tax amount|bid|donation|asking|spend|credit|debit|fine|penalty|bonus|commission|value in (euros|dollars))$|[$€£]");

    static readonly Regex _moneyStart = new(@"^(amount|price|cost|fee|budget|rent|deposit|salary)$");

    static readonly Regex _wholeNumber = new(@"\b(pages|page count|(party|audience|group|class|team|crew|batch) size|year|age|stock|seats|minutes|seconds|days|weeks|months|years|capacity|floor|floors|storey|rooms|bedrooms|bathrooms|beds|servings|portions|serves|reps|repetitions|sets|calories|points|score|mileage|odometer|units in stock|in stock|reorder level|stock level|minimum stock|duration|edition|places|spots|doors|pieces|copies|kcal|attempts|rank|credits|likes|votes|views|headcount|inventory|sort order|sequence|vintage|rating|(cooking|prep|preparation|baking|lead|waiting|response|travel|running|processing|resting|brewing|rest|play|playing|reading|turnaround) time)$");

    static readonly Regex _number = new(@"\b(weight|height|distance|width|length|depth|area|temperature|percentage|percent|latitude|longitude|volume|speed|gpa|discount|rate|ratio|hours|size in .*|surface|kilometres|kilometers|km|kg|litres|liters|power|voltage|ph|humidity|diameter|radius|thickness|altitude|elevation|body fat|dose|density|weight in .*|hours worked|spacing|square (metres|meters|feet)|footage|vat|tax|margin|factor)$");

    static readonly Regex _longText = new(@"\b(descriptions?|notes?|comments?|details|bio|biography|body|contents?|instructions|remarks?|summary|abstract|steps|ingredients|directions|message|text|feedback|explanation|agenda|method|history|observations?|diagnosis|findings|background|story|synopsis|review text|transcript|additional information|medical history|allergies|free text|care tips|justification|reasoning|outcome|resolution|lyrics|terms)$");

    static readonly Regex _yesNo = new(@"(^|\s)(done|complete|completed|active|inactive|paid|returned|archived|approved|confirmed|cancelled|canceled|enabled|disabled|available|finished|closed|urgent|favou?rite|billable|taxable|public|private|verified|billed|reimbursed|delivered|shipped|received|signed|vaccinated|neutered|spayed|sold|rented|occupied|resolved|insured|read|starred|pinned|vegetarian|vegan|gluten free|organic|checked in|attended|present|subscribed|overdue|fragile|recurring|published|sent|refundable|important|flagged|locked|hidden|visible|featured|refunded|invoiced|booked|answered|accepted|rejected|opened|used|watered|discontinued|furnished|indoor|outdoor|mandatory|wheelchair accessible|accessible|hazardous|perishable|registered|certified|passed|picked up|blocked|deductible|remote|full time|allowed|required|included|watched|owned|lent|borrowed|chipped|microchipped|sterilised|sterilized|responded|contacted|graduated|seen|collected|packed|ready|tested|repaired|fixed|tax deductible|in use|on sale|reserved|suspended|unsubscribed|for sale|opt in|newsletter|retired|waived|loaned|renewed|submitted|graded|exempt|dry clean only)$|\b(allowed|included|required|accepted|friendly)$");

    static readonly Regex _choice = new(@"\b(status|priority|type|kind|category|genre|level|size|colou?r|gender|sex|state|stage|severity|role|method|mode|language|format|condition|difficulty|frequency|unit|currency|day|season|class|grade|urgency|species|mood|department|source|channel|plan|tier|shape|fuel|transmission|course|meal|cuisine|visibility|outcome|result|phase|group|section|reason|impact|availability|style|exposure|sunlight|light|soil|membership)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _composite = new(@"\b(address|name|contact|contacts|dimensions|location|details|information|info|measurements|coordinates|notes|description|comment)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _tail = new(@"\s+(of|per|in|for|by|to|from|with|before|after|\(.*)\s.*$");
}

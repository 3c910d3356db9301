using System.Text;

namespace Aios.Workshop.Offline.Briefs.Naming;

/// <summary>Writes a phrase with the letters and digits of ASCII, its words separated by one character.</summary>
static class Ascii
{
    public static string Words(string phrase, char separator)
    {
        var name = new StringBuilder();
        foreach (var letter in phrase.SelectMany(Spelled))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(char.ToLowerInvariant(letter));
            }
            else if (letter != '\'' && name.Length > 0 && name[^1] != separator)
            {
                name.Append(separator);
            }
        }
        return name.ToString().Trim(separator);
    }

    /// <summary>At most so long, without half a word at its end where that can be helped.</summary>
    public static string Cut(string name, int longest, char separator)
    {
        if (name.Length <= longest)
        {
            return name;
        }
        var end = name.LastIndexOf(separator, longest);
        return name[..(end > 0 ? end : longest)].Trim(separator);
    }

    // The invariant culture mode of the program leaves String.Normalize without its tables.
    static string Spelled(char letter) => letter switch
    {
        'ä' or 'Ä' or 'à' or 'á' or 'â' or 'ã' or 'å' or 'À' or 'Á' or 'Â' or 'Ã' or 'Å' or 'ā' or 'ă' or 'ą' => "a",
        'ç' or 'Ç' or 'ć' or 'č' or 'Č' or 'Ć' => "c",
        'ď' or 'đ' or 'ð' => "d",
        'è' or 'é' or 'ê' or 'ë' or 'È' or 'É' or 'Ê' or 'Ë' or 'ē' or 'ę' or 'ě' => "e",
        'ğ' or 'ģ' => "g",
        'ì' or 'í' or 'î' or 'ï' or 'Ì' or 'Í' or 'Î' or 'Ï' or 'ī' or 'ı' => "i",
        'ł' or 'Ł' => "l",
        'ñ' or 'Ñ' or 'ń' or 'ň' => "n",
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ø' or 'Ò' or 'Ó' or 'Ô' or 'Õ' or 'Ö' or 'Ø' or 'ō' or 'ő' => "o",
        'ř' => "r",
        'ś' or 'š' or 'Š' or 'ş' => "s",
        'ß' => "ss",
        'ť' or 'ţ' => "t",
        'ù' or 'ú' or 'û' or 'ü' or 'Ù' or 'Ú' or 'Û' or 'Ü' or 'ū' or 'ů' or 'ű' => "u",
        'ý' or 'ÿ' or 'Ý' => "y",
        'ź' or 'ż' or 'ž' or 'Ž' => "z",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        '&' => " and ",
        _ => letter.ToString(),
    };
}

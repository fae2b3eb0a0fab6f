using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Syndication.Dates;

/// <summary>
/// Month names and their short forms in the languages of the feeds that are found: a name that means different months in different
/// languages is not here.
/// </summary>
internal static class Months
{
    private static readonly string[] Names =
    [
        // en de fr es ca it pt ro, da no sv, nl, fi, pl cs, ru uk, el, tr, hu
        "jan january januar jänner janvier janv enero ene gener gennaio gen janeiro ianuarie ian januari tammikuuta tammi stycznia styczeń sty ledna leden январь января янв січня січ ιανουαρίου ιαν ocak oca január",
        "feb february februar feber février fevrier févr fév febrero febrer febbraio fevereiro fev februarie februari helmikuuta helmi lutego luty lut února únor февраль февраля фев февр лютого лют φεβρουαρίου φεβ şubat şub február febr",
        "mar march märz maerz mär mrz mars marzo març março martie marts maart mrt maaliskuuta maalis marca marzec března březen март марта мар березня бер μαρτίου μαρ μάρ mart március márc",
        "apr april avril avr abril abr aprile aprilie huhtikuuta huhti kwietnia kwiecień kwi dubna duben апрель апреля апр квітня квіт απριλίου απρ nisan nis április ápr",
        "may mai mayo maig maggio mag maio maj mei toukokuuta touko maja května květen май мая травня трав μαΐου μαϊ μάι mayıs május máj",
        "jun june juni juin junio juny giugno giu junho iunie iun kesäkuuta kesä czerwca czerwiec cze června červen июнь июня июн червня черв ιουνίου ιουν ιούν haziran haz június jún",
        "jul july juli juillet juil julio juliol luglio lug julho iulie iul heinäkuuta heinä lipca lipiec lip července červenec июль июля июл липня лип ιουλίου ιουλ ιούλ temmuz tem július júl",
        "aug august août aout aoû agosto agost ago augusti augustus elokuuta elo sierpnia sierpień sie srpna srpen август августа авг серпня серп αυγούστου αυγ ağustos ağu augusztus",
        "sep sept september septembre septiembre setiembre setembre settembre setembro septembrie syyskuuta syys września wrzesień wrz září сентябрь сентября сен сент вересня вер σεπτεμβρίου σεπ σεπτ eylül eyl szeptember szept",
        "oct october oktober okt octobre octubre ottobre ott outubro out octombrie lokakuuta loka października październik paź října říjen октябрь октября окт жовтня жовт οκτωβρίου οκτ ekim eki október",
        "nov november novembre noviembre novembro noiembrie marraskuuta marras listopada listopadu ноябрь ноября ноя нояб листопада лист νοεμβρίου νοε kasım kas",
        "dec december dezember dez décembre decembre déc diciembre desembre dicembre dic dezembro decembrie des desember joulukuuta joulu grudnia grudzień gru prosince prosinec декабрь декабря дек грудня груд δεκεμβρίου δεκ aralık ara",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = Names
        .SelectMany((names, i) => names.Split(' ').Select(name => (Name: Plain(name), Month: i + 1)))
        .DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Month);

    /// <summary>1 to 12; 0 when the word is no month.</summary>
    public static int Number(ReadOnlySpan<char> word) =>
        word.Length is < 2 or > 20 ? 0 : Numbers.GetValueOrDefault(Plain(word.ToString()));

    /// <summary>Lower case without accents.</summary>
    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c == 'ı' ? 'i' : char.ToLowerInvariant(c));
        return plain.ToString();
    }
}

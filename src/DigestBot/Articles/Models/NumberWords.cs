using System.Collections.Frozen;

namespace DigestBot.Articles.Models;

/// <summary>Numbers as words, and the words that multiply or divide them.</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, int>> Words = new Dictionary<string, IEnumerable<KeyValuePair<string, int>>>
    {
        ["en"] = WithTens("a=1 an=1 one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty fifty sixty seventy eighty ninety", (tens, unit) => tens + "-" + unit),
        ["de"] = WithTens("ein=1 eine=1 einer=1 einem=1 einen=1 eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
            "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", (tens, unit) => (unit == "eins" ? "ein" : unit) + "und" + tens),
        ["fr"] = WithTens("une=1 un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
            "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix", (tens, unit) => tens + "-" + unit),
        ["es"] = WithTens("una=1 uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
            "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", (tens, unit) => tens == "veinte" ? "veinti" + unit : tens + " y " + unit),
        ["it"] = WithTens("una=1 uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
            "venti trenta quaranta cinquanta sessanta settanta ottanta novanta", (tens, unit) => tens + unit),
        ["nl"] = WithTens("een=1 één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
            "twintig dertig veertig vijftig zestig zeventig tachtig negentig", (tens, unit) => unit + "en" + tens),
        ["ru"] = WithTens("одна=1 один две=2 двух=2 два трёх=3 трех=3 три четырёх=4 четырех=4 четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
            "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", (tens, unit) => tens + " " + unit),
    }.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.DistinctBy(word => word.Key).ToFrozenDictionary(StringComparer.Ordinal));

    private static readonly FrozenDictionary<string, decimal> Scales = new (decimal Scale, string Words)[]
    {
        (100, "hundred hundert cent cents cien ciento cento honderd сто"),
        (1e3m, "thousand tausend mille mil mila duizend тысяча тысячи тысяч tsd тыс k"),
        (1e6m, "million millions millionen millionär millón millones milione milioni miljoen миллион миллиона миллионов mio mln mn млн m"),
        (1e9m, "billion billions milliarde milliarden milliard milliards miliardo miliardi miljard миллиард миллиарда миллиардов mrd bn млрд b"),
        (1e12m, "trillion trillions billionen billón billones bilione bilioni триллион триллиона триллионов tn трлн"),
    }.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Scale))).ToFrozenDictionary(pair => pair.word, pair => pair.Scale, StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfHundred = new[] { "percent", "percentage", "prozent", "procent", "pourcent", "percento", "процент", "процента", "процентов", "per", "pour", "por" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The value of a lower-case word; 0 for every other word.</summary>
    public static int Value(string? language, string word) =>
        Words.TryGetValue(language ?? "en", out var own) && own.TryGetValue(word, out var value) ? value : 0;

    /// <summary>What a lower-case word after a number multiplies it by; 0 for every other word.</summary>
    public static decimal Scale(string? language, string word) =>
        word == "billion" && language is "de" or "fr" or "nl" or "it" or "es" ? 1e12m : Scales.GetValueOrDefault(word);

    /// <summary>Whether a lower-case word after a number says "of a hundred": percent, per cent, pour cent.</summary>
    public static bool IsPercent(string word, string next) => OfHundred.Contains(word) && (word is not ("per" or "pour" or "por") || next is "cent" or "cento" or "ciento");

    /// <summary>The scale of a Chinese, Japanese or Korean sign; 0 for every other.</summary>
    public static decimal Sign(char c) => c switch
    {
        '十' => 10, '百' => 100, '千' or '천' => 1000, '万' or '萬' or '만' => 1e4m, '億' or '亿' or '억' => 1e8m, '兆' or '조' => 1e12m, _ => 0,
    };

    private static IEnumerable<KeyValuePair<string, int>> WithTens(string small, string tens, Func<string, string, string> joined)
    {
        var units = new List<string>();
        foreach (var word in small.Split(' '))
        {
            var parts = word.Split('=');
            if (parts.Length == 1) units.Add(word);
            yield return new(parts[0], parts.Length == 2 ? parts[1][0] - '0' : units.Count);
        }

        var ten = 20;
        foreach (var word in tens.Split(' '))
        {
            yield return new(word, ten);
            // French counts on to nineteen: soixante-dix-sept is 60 and 17.
            for (var unit = 1; unit <= 9; unit++) yield return new(joined(word, units[unit - 1]), ten + unit);
            if (word is "soixante" or "quatre-vingt")
                for (var unit = 10; unit <= 19; unit++) yield return new(joined(word, units[unit - 1]), ten + unit);
            ten += 10;
        }
    }
}

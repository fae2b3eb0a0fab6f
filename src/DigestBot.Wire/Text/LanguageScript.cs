using System.Buffers;

namespace DigestBot.Wire.Text;

/// <summary>What the script alone says about the language.</summary>
internal static class LanguageScript
{
    private static readonly SearchValues<char> CodeMarks = SearchValues.Create("{};=<>_$\\+");

    /// <summary>The script of most letters; <see cref="Script.Other"/> when there are too few or none prevails.</summary>
    public static Script Main(ReadOnlySpan<char> text, out int letters)
    {
        Span<int> counts = stackalloc int[(int)Script.Han + 1];
        letters = 0;
        foreach (var c in text)
            if (c >= 'A' && Scripts.Of(c) is var script and not Script.Other)
            {
                counts[(int)script]++;
                letters++;
            }
        if (letters == 0)
            return Script.Other;
        // Chinese characters stand for several letters each, and Japanese mixes kana with them and with Latin names.
        var kana = counts[(int)Script.Kana];
        var han = counts[(int)Script.Han];
        if ((kana + han) * 3 > letters)
            return kana * 8 > han ? Script.Kana : Script.Han;
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best])
                best = i;
        return counts[best] * 2 > letters ? (Script)best : Script.Other;
    }

    /// <summary>The only language of note that is written so; in scripts of India and South-East Asia by the block of most of the letters.</summary>
    public static string? Only(Script script, ReadOnlySpan<char> text) => script switch
    {
        Script.Han => "zh",
        Script.Kana => "ja",
        Script.Hangul => "ko",
        Script.Greek => "el",
        Script.Armenian => "hy",
        Script.Georgian => "ka",
        Script.Ethiopic => "am",
        Script.Indic or Script.Spaceless => ByBlock(script, text),
        _ => null,
    };

    /// <summary>Whether the text looks like a program: so many braces, signs and semicolons that its words are keywords.</summary>
    public static bool IsCode(ReadOnlySpan<char> text, int letters)
    {
        var marks = 0;
        for (var next = text.IndexOfAny(CodeMarks); next >= 0; next = text.IndexOfAny(CodeMarks))
        {
            marks++;
            text = text[(next + 1)..];
        }
        return marks > 2 && marks * 10 > letters;
    }

    private static string? ByBlock(Script script, ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Blocks.Length];
        foreach (var c in text)
        {
            if (c < '\u0980' || Scripts.Of(c) != script)
                continue;
            var block = Blocks.Length - 1;
            while (block > 0 && c < Blocks[block].First)
                block--;
            counts[block]++;
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best])
                best = i;
        return Blocks[best].Language == "bn" && text.IndexOfAny('\u09F0', '\u09F1') >= 0 ? "as" : Blocks[best].Language;
    }

    /// <summary>Where each block of Unicode begins, and its language.</summary>
    private static readonly (char First, string Language)[] Blocks =
    [
        ('\u0980', "bn"), ('\u0A00', "pa"), ('\u0A80', "gu"), ('\u0B00', "or"), ('\u0B80', "ta"), ('\u0C00', "te"), ('\u0C80', "kn"), ('\u0D00', "ml"), ('\u0D80', "si"),
        ('\u0E00', "th"), ('\u0E80', "lo"), ('\u1000', "my"), ('\u1780', "km"),
    ];

    /// <summary>Whether a text of <paramref name="script"/> can be in <paramref name="language"/>.</summary>
    public static bool Fits(string language, Script script) => language switch
    {
        "zh" or "yue" => script is Script.Han,
        "ja" => script is Script.Kana or Script.Han,
        "ko" => script is Script.Hangul or Script.Han,
        "he" or "yi" => script is Script.Hebrew,
        "el" => script is Script.Greek,
        "hy" => script is Script.Armenian,
        "ka" => script is Script.Georgian,
        "hi" or "mr" or "ne" => script is Script.Devanagari,
        "am" or "ti" => script is Script.Ethiopic,
        "th" or "lo" or "my" or "km" => script is Script.Spaceless,
        "ar" or "fa" or "ur" or "ps" or "ckb" or "ug" => script is Script.Arabic,
        "ru" or "uk" or "bg" or "be" or "mk" or "ky" => script is Script.Cyrillic,
        "sr" or "kk" or "uz" or "az" or "mn" or "tg" or "tk" or "bs" => script is Script.Cyrillic or Script.Latin or Script.Arabic,
        "bn" or "pa" or "gu" or "or" or "ta" or "te" or "kn" or "ml" or "si" or "as" => script is Script.Indic,
        _ => script is Script.Latin,
    };
}

using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>Whether two words are forms of one: the same but for the endings that their language gives to names and nouns.</summary>
internal static class WordForms
{
    private const int LeastStem = 3;

    private static readonly FrozenDictionary<string, FrozenSet<string>> Endings = new Dictionary<string, string>
    {
        ["en"] = " s es 's s'",
        ["de"] = " s es e en n er ern em ens innen in",
        ["nl"] = " s en e 's",
        ["sv"] = " s en et ar or er na n",
        ["da"] = " s en et er ne e n",
        ["nb"] = " s en et er ne e n a",
        ["fr"] = " s e es x",
        ["es"] = " s es",
        ["pt"] = " s es",
        ["it"] = " i e o a",
        ["pl"] = " a u owi em om ie y ów ami ach i ą ę e ego emu ej",
        ["cs"] = " a u ovi em om e y ů ami ách i ou ě ého ému é",
        ["ru"] = " а я ы и у ю е о ь ой ей ою ею ом ем ём ам ям ах ях ами ями ов ев ёв ого его ому ему ым им ых их ый ий ая яя ое ее ые ие ую юю ов",
        ["uk"] = " а я и і у ю е о ь ой ей ою ею єю ом ем ам ям ах ях ами ями ів їв ого ому им их ий а я у ові еві ї",
        ["el"] = " ς ν υ ου α ας ο ος ον οι ους ων η ης ες",
        ["fi"] = " n a ä ssa ssä sta stä lla llä lta ltä lle en in t ia iä na nä ksi ta tä",
        ["hu"] = " t ot et at nak nek ban ben ból ből ra re val vel k ok ek ak i hoz hez höz tól től",
        ["tr"] = " 'ın 'in 'un 'ün 'da 'de 'ta 'te 'a 'e 'ya 'ye 'ı 'i 'dan 'den 'tan 'ten 'nın 'nin 'lar lar ler",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether both, in lower case, have a beginning in common and each ends as its language lets it.</summary>
    public static bool Same(string one, string other, string? language)
    {
        if (one == other) return true;
        var length = 0;
        while (length < one.Length && length < other.Length && one[length] == other[length]) length++;
        var endings = (Endings.TryGetValue(language ?? "en", out var own) ? own : Endings["en"]).GetAlternateLookup<ReadOnlySpan<char>>();
        // "Paris" and "Pari" have a longer beginning in common than their stem: an ending may begin inside it.
        for (var stem = length; stem >= LeastStem && stem >= length - 1; stem--)
            if (endings.Contains(one.AsSpan(stem)) && endings.Contains(other.AsSpan(stem))) return true;
        return false;
    }

    /// <summary>Lower case, composed, one kind of apostrophe, without the possessive.</summary>
    public static string Plain(ReadOnlySpan<char> word)
    {
        var plain = word.ToString().Normalize().ToLowerInvariant().Replace('’', '\'').Replace("\u00ad", "", StringComparison.Ordinal);
        return plain.EndsWith("'s", StringComparison.Ordinal) ? plain[..^2] : plain.TrimEnd('\'');
    }

    /// <summary>The script of a word's letters; null when they are of several.</summary>
    public static Script? ScriptOf(ReadOnlySpan<char> word)
    {
        Script? script = null;
        foreach (var c in word)
        {
            var own = Scripts.Of(c);
            if (own == Script.Other) continue;
            if (script is not null && script != own) return null;
            script = own;
        }

        return script ?? Script.Other;
    }
}

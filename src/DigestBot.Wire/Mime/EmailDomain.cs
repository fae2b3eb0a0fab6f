using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

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
        reason = TryRead(text, out domain, out var problem) ? "" : problem.Sentence;
        return domain.Length > 0;
    }

    internal static bool TryRead(string text, out string domain, [NotNullWhen(false)] out AddressProblem? problem)
    {
        domain = "";
        problem = text switch
        {
            "" => new(AddressFault.Shape, "There is nothing after the @."),
            { Length: > 4 * Longest } => new(AddressFault.Domain, $"The domain is longer than {Longest} characters."),
            _ when text[0] == '[' => new(AddressFault.Literal, "The domain is an address literal; a domain name is needed."),
            _ when text.Contains(' ', StringComparison.Ordinal) => new(AddressFault.Space, "The domain has a space in it."),
            _ when text.Contains('(', StringComparison.Ordinal) => new(AddressFault.Comment, "The address has a comment in parentheses; leave it out."),
            _ => null,
        };
        if (problem is not null)
            return false;
        var ascii = ToAscii(text);
        problem = ascii is null ? Refusal(text) ?? new(AddressFault.Domain, $"The domain is no name that can be registered (RFC 5891: letters and digits, at most 63 octets of ASCII for each part): {AddressLocalPart.Shown(text)}") : Refusal(ascii);
        if (problem is null && ascii!.Contains("xn--", StringComparison.Ordinal) && (ToUnicode(ascii) is not { } letters || letters.Split('.').Any(MixesDirections)))
            problem = Wrong($"A part of the domain mixes letters that are written from the right with others, so that it cannot be registered (RFC 5893): {ascii}");
        if (problem is not null)
            return false;
        domain = ascii!;
        return true;
    }

    /// <summary>Punycode where it is needed, in lower case; null for what has none.</summary>
    internal static string? ToAscii(string text)
    {
        // Most domains are what they seem; only A-labels are to be looked into.
        if (Ascii.IsValid(text) && !text.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return text.ToLowerInvariant();
        try
        {
            return Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether two domains in ASCII are the same, or one lies below the other: what can be known, without a list of public suffixes,
    /// of whether one organisation holds both (RFC 7489 3.2).
    /// </summary>
    public static bool AreRelated(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase) || other.EndsWith("." + one, StringComparison.OrdinalIgnoreCase);

    private static AddressProblem? Refusal(string ascii)
    {
        if (ascii.Length > Longest)
            return Wrong($"The domain is longer than {Longest} characters.");
        var labels = ascii.Split('.');
        if (labels.Length < 2)
            return Wrong($"The domain has no dot: {AddressLocalPart.Shown(ascii)}");
        foreach (var label in labels)
        {
            if (label.Length == 0)
                return Wrong("The domain has an empty part: look for a dot too many.");
            if (label.Length > 63)
                return Wrong("A part of the domain is longer than 63 characters.");
            if (label[0] == '-' || label[^1] == '-')
                return Wrong($"A part of the domain begins or ends with a hyphen: {AddressLocalPart.Shown(label)}");
            foreach (var c in label)
                if (c < 128 && !char.IsAsciiLetterOrDigit(c) && c != '-')
                    return Wrong($"The domain has a character that host names cannot have: {AddressLocalPart.Shown(new Rune(c))}");
        }

        return labels[^1].All(char.IsAsciiDigit) ? new(AddressFault.Literal, "The domain ends in a number; a name such as example.org is needed.") : null;
    }

    private static string? ToUnicode(string ascii)
    {
        try
        {
            return Idn.GetUnicode(ascii);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether letters that are written from the right stand beside others.</summary>
    internal static bool MixesDirections(string label)
    {
        var (left, right) = (false, false);
        foreach (var rune in label.EnumerateRunes())
            if (Rune.IsLetter(rune))
                _ = rune.Value is (>= 0x0590 and <= 0x08ff) or (>= 0xfb1d and <= 0xfdff) or (>= 0xfe70 and <= 0xfefc) or (>= 0x10800 and <= 0x10fff) or (>= 0x1e800 and <= 0x1efff) ? right = true : left = true;
        return left && right;
    }

    private static AddressProblem Wrong(string sentence) => new(AddressFault.Domain, sentence);
}

using System.Globalization;
using System.Text;

namespace DigestBot.Mail.Pacing;

/// <summary>The domain of a recipient in one form: lower case, A-labels (RFC 5890 2.3.2.1), no dot at its end.</summary>
internal static class DomainKey
{
    /// <summary>RFC 1035 3.1: a name has at most 253 characters as text. What is longer is cut: it is refused elsewhere, and must not fill the table.</summary>
    private const int Longest = 253;

    // IdnMapping keeps no state between calls.
    private static readonly IdnMapping Idn = new();

    /// <summary>The key; empty for what has no domain. Never throws: an address that cannot be sent to is refused elsewhere.</summary>
    public static string Of(string recipient)
    {
        var domain = Written(recipient);
        if (Ascii.IsValid(domain)) return domain.ToString().ToLowerInvariant();
        try
        {
            return Idn.GetAscii(domain.ToString()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain.ToString().ToLowerInvariant();
        }
    }

    /// <summary>The domain as it is written, without a dot at its end: all that a look-up which ignores case needs where the domain is ASCII.</summary>
    public static ReadOnlySpan<char> Written(string recipient)
    {
        var at = recipient.LastIndexOf('@');
        var domain = at < 0 ? [] : recipient.AsSpan(at + 1).Trim().TrimEnd('.');
        return domain.Length > Longest ? domain[..Longest] : domain;
    }
}

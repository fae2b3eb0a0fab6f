using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// What a message may be sent to on the operator's own network, beyond what a person may sign up with: host names without a dot or with an underscore,
/// address literals, dots at odd places (which some providers gave out), local parts that are long or not ASCII (RFC 6531).
/// Every <see cref="EmailAddress"/> is one, in the same form.
/// </summary>
internal static class ReachableAddress
{
    // RFC 5322 3.2.3: what only a quoted local part can hold.
    private static readonly SearchValues<char> Specials = SearchValues.Create(" \"()[]:;@\\,");

    /// <summary>Checks an address. Nothing that could end a path, a command or a header line passes, and nothing around it is ignored.</summary>
    /// <param name="text">The address alone.</param>
    /// <param name="address">The address; its domain in ASCII, its local part as given where only this wider rule takes it.</param>
    /// <param name="reason">Empty, or an English sentence of one line that says what is wrong.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out string reason)
    {
        reason = "";
        address = PlainAddress.Read(text);
        if (address is not null)
            return true;
        reason = Refusal(text);
        if (reason.Length > 0)
            return false;
        if (EmailAddress.TryParse(text, out address, out var narrow))
            return true;
        var at = text!.LastIndexOf('@');
        var local = text[..at];
        // A quoted string has no wider form.
        if (local[0] == '"' ? AddressLocalPart.Read(ref local) is not null : local.AsSpan().ContainsAny(Specials))
            reason = narrow;
        else if (Domain(text[(at + 1)..]) is not { } domain)
            reason = narrow;
        else if (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > EmailAddress.Longest)
            reason = $"The address is longer than {EmailAddress.Longest} octets.";
        else
            address = new EmailAddress(local, domain);
        return address is not null;
    }

    private static string Refusal(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "The address is empty.";
        if (text.Length > 4 * EmailAddress.Longest)
            return $"The address is longer than {EmailAddress.Longest} octets.";
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '<' or '>' || rune == Rune.ReplacementChar || (Rune.IsWhiteSpace(rune) && rune.Value != ' ') || Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return $"The address holds U+{rune.Value:X4}, which no address can.";
        if (text[0] == ' ' || text[^1] == ' ')
            return "The address begins or ends with a space.";
        return text.LastIndexOf('@') is var at && at > 0 && at < text.Length - 1 ? "" : "The address is not of the form name@domain.";
    }

    private static string? Domain(string domain)
    {
        if (domain is ['[', .., ']'])
            return domain.AsSpan(1, domain.Length - 2) is { Length: > 1 and < 64 } literal && AllOf(literal, ":.") ? domain : null;
        var ascii = Ascii.IsValid(domain) ? domain : EmailDomain.ToAscii(domain);
        return ascii?.Split('.').All(static label => label.Length is > 0 and < 64 && AllOf(label, "-_")) is true ? ascii : null;
    }

    private static bool AllOf(ReadOnlySpan<char> text, string besides)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && !besides.Contains(c, StringComparison.Ordinal))
                return false;
        return true;
    }
}

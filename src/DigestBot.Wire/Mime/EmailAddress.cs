using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>A valid, sendable address: an addr-spec (RFC 5321 4.1.2) without comments, address literals or non-ASCII local part.</summary>
/// <param name="LocalPart">What stands before the @, quoted only where it must be; its case is kept (RFC 5321 2.4).</param>
/// <param name="Domain">The domain in ASCII (punycode) and lower case.</param>
public sealed record EmailAddress(string LocalPart, string Domain)
{
    /// <summary>The longest local part, in octets (RFC 5321 4.5.3.1.1).</summary>
    public const int LongestLocalPart = 64;

    /// <summary>The longest address, in octets: a path of 256 less its angle brackets (RFC 5321 4.5.3.1.3).</summary>
    public const int Longest = 254;

    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    /// <inheritdoc/>
    public override string ToString() => $"{LocalPart}@{Domain}";

    /// <summary>Reads an address as a person types it into a form; white space around it is ignored.</summary>
    /// <param name="text">The address alone, without a display name.</param>
    /// <param name="address">The address in its normal form.</param>
    /// <param name="reason">Empty, or an English sentence that says what to correct.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out string reason)
    {
        address = null;
        text = Compose(text?.Trim() ?? "");
        reason = Refusal(text);
        if (reason.Length > 0)
            return false;
        var at = text.LastIndexOf('@');
        var local = text[..at];
        reason = local[0] == '"' ? QuotedRefusal(ref local) : AtomRefusal(local);
        if (reason.Length == 0 && local.Length > LongestLocalPart)
            reason = $"The part before the @ is longer than {LongestLocalPart} characters.";
        var domain = "";
        if (reason.Length == 0 && EmailDomain.TryParse(text[(at + 1)..], out domain, out reason) && local.Length + 1 + domain.Length > Longest)
            reason = $"The address is longer than {Longest} characters.";
        if (reason.Length > 0)
            return false;
        address = new EmailAddress(local, domain);
        return true;
    }

    /// <summary>The form under which an address is stored and compared: domain in lower case and ASCII, composed characters; unchanged when it is not valid.</summary>
    public static string Normalise(string text) => TryParse(text, out var address, out _) ? address.ToString() : Compose(text.Trim());

    private static string Refusal(string text)
    {
        if (text.Length == 0)
            return "The address is empty.";
        if (text.Length > 4 * Longest)
            return $"The address is longer than {Longest} characters.";
        foreach (var c in text)
            if (char.IsControl(c))
                return "The address holds a control character.";
        var at = text.LastIndexOf('@');
        if (at < 0)
            return "The address has no @.";
        if (at == 0)
            return "There is nothing before the @.";
        return at == text.Length - 1 ? "There is nothing after the @." : "";
    }

    private static string AtomRefusal(string local)
    {
        if (local.Contains('@'))
            return "The address has more than one @.";
        if (local[0] == '.' || local[^1] == '.')
            return "The part before the @ begins or ends with a dot.";
        if (local.Contains("..", StringComparison.Ordinal))
            return "The part before the @ has two dots in a row.";
        foreach (var rune in local.EnumerateRunes())
            if (rune.Value == ' ')
                return "The address has a space in it.";
            else if (rune.Value is '(' or ')')
                return "The address has a comment in parentheses; leave it out.";
            else if (!IsAtomCharacter(rune))
                return $"The part before the @ has a character that mail cannot carry there: {rune}";
        return "";
    }

    /// <summary>Checks a quoted-string (RFC 5322 3.2.4) and takes off quotes and backslashes that are not needed.</summary>
    private static string QuotedRefusal(ref string local)
    {
        if (local.Length < 3 || local[^1] != '"')
            return "The quoted part before the @ is empty or its closing quote is missing.";
        var plain = new StringBuilder();
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c == '\\' && ++i < local.Length - 1)
                c = local[i];
            else if (c is '"' or '\\')
                return "The quoted part before the @ has a quote or backslash without a backslash before it.";
            if (c is < ' ' or > '~')
                return "The quoted part before the @ has a character that mail cannot carry there.";
            plain.Append(c);
        }
        var value = plain.ToString();
        local = AtomRefusal(value).Length == 0 ? value : Quote(value);
        return "";
    }

    internal static bool IsAtomCharacter(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '.' || AtomSpecials.Contains((char)rune.Value));

    internal static string Quote(string value) =>
        '"' + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // An unpaired surrogate: refused later, as a character that mail cannot carry.
        }
    }
}

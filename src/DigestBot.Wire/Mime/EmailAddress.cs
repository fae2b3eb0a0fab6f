using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// An address that mail can be sent to: an addr-spec (RFC 5321 4.1.2) without comments. There is one rule for what a person may sign up with, what a header
/// may hold and what goes into MAIL and RCPT: whatever <see cref="TryParse"/> takes, the others take in the same form.
/// </summary>
/// <param name="LocalPart">What stands before the @, quoted only where it must be; its case is kept (RFC 5321 2.4). Composed characters (NFC) where it is not ASCII.</param>
/// <param name="Domain">The domain in ASCII (punycode) and lower case.</param>
public sealed record EmailAddress(string LocalPart, string Domain)
{
    /// <summary>The longest local part, in octets (RFC 5321 4.5.3.1.1).</summary>
    public const int LongestLocalPart = 64;

    /// <summary>The longest address, in octets: a path of 256 less its angle brackets (RFC 5321 4.5.3.1.3).</summary>
    public const int Longest = 254;

    /// <summary>Whether the local part is not ASCII, so that only servers with SMTPUTF8 can take mail to it (RFC 6531).</summary>
    public bool IsInternational => !Ascii.IsValid(LocalPart);

    /// <inheritdoc/>
    public override string ToString() => $"{LocalPart}@{Domain}";

    /// <summary>Reads an address as a person types it into a form; white space around it is ignored.</summary>
    /// <param name="text">The address alone, without a display name.</param>
    /// <param name="address">The address in its normal form.</param>
    /// <param name="reason">Empty, or an English sentence that says what to correct.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out string reason)
    {
        reason = TryRead(text, out address, out var problem) ? "" : problem.Sentence;
        return address is not null;
    }

    /// <summary>Reads an address as a person types it into a form; white space around it is ignored. Address literals and names without a dot are refused.</summary>
    /// <param name="text">The address alone, without a display name.</param>
    /// <param name="address">The address in its normal form.</param>
    /// <param name="problem">What to correct.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out AddressProblem? problem)
    {
        address = PlainAddress.Read(text);
        problem = null;
        if (address is not null)
            return true;
        text = Compose(text?.Trim() ?? "");
        problem = Refusal(text);
        if (problem is not null)
            return false;
        var at = text.LastIndexOf('@');
        var local = text[..at];
        problem = AddressLocalPart.Read(ref local);
        if (problem is null && Encoding.UTF8.GetByteCount(local) > LongestLocalPart)
            problem = new(AddressFault.LongLocalPart, $"The part before the @ is longer than {LongestLocalPart} {(Ascii.IsValid(local) ? "characters" : "octets of UTF-8")}.");
        var domain = "";
        if (problem is null && EmailDomain.TryRead(text[(at + 1)..], out domain, out problem) && Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > Longest)
            problem = new(AddressFault.Long, $"The address is longer than {Longest} characters.");
        if (problem is not null)
            return false;
        address = new EmailAddress(local, domain);
        return true;
    }

    /// <summary>The form under which an address is stored and compared: domain in lower case and ASCII, composed characters; unchanged when it is not valid.</summary>
    public static string Normalise(string text) => TryParse(text, out var address, out _) ? address.ToString() : Compose(text.Trim());

    private static AddressProblem? Refusal(string text)
    {
        if (text.Length == 0)
            return new(AddressFault.Shape, "The address is empty.");
        if (text.Length > 4 * Longest)
            return new(AddressFault.Long, $"The address is longer than {Longest} characters.");
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsControl(rune))
                return new(AddressFault.Control, $"The address holds a control character: U+{rune.Value:X4}");
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return new(AddressFault.Control, $"The address holds a character that nobody sees: U+{rune.Value:X4}");
        var at = text.LastIndexOf('@');
        // A name before the address, or a bracket that would end the path; in quotes it is refused by a rule of its own.
        if (text[0] != '"' && text.AsSpan().ContainsAny('<', '>') || (at >= 0 && text.AsSpan(at).ContainsAny('<', '>')))
            return new(AddressFault.Brackets, "The address has angle brackets; give the address alone, without them and without a name.");
        if (at < 0)
            return new(AddressFault.Shape, "The address has no @.");
        if (at == 0)
            return new(AddressFault.Shape, "There is nothing before the @.");
        return at == text.Length - 1 ? new(AddressFault.Shape, "There is nothing after the @.") : null;
    }

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

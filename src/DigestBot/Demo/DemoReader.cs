using System.Globalization;
using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Demo;

/// <summary>A person of the demo: has a mailbox, presses the button of the confirmation mail, and answers a mail.</summary>
/// <param name="Name">For file names.</param>
/// <param name="Email">Address.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Language">Language of their mails.</param>
/// <param name="Topics">Slugs.</param>
internal sealed record DemoReader(string Name, string Email, string Zone, string Language, IReadOnlyList<string> Topics)
{
    /// <summary>The token of the confirmation link in a mail; null when there is none.</summary>
    public static string? ConfirmToken(byte[] mail, string confirmPrefix)
    {
        var text = MessageReader.Read(mail).TextBody ?? "";
        var at = text.IndexOf(confirmPrefix, StringComparison.Ordinal);
        return at < 0 ? null : new string([.. text[(at + confirmPrefix.Length)..].TakeWhile(char.IsAsciiLetterOrDigit)]);
    }

    /// <summary>An answer as a mail program writes it: the person's words, and the whole mail below, quoted.</summary>
    public byte[] Answer(byte[] mail, string words, DateTimeOffset now)
    {
        var original = MessageReader.Read(mail);
        var quoted = string.Join('\n', (original.TextBody ?? "").Split('\n').Select(line => "> " + line));
        return new MessageWriter()
            .From(new Mailbox(Name, Email))
            .To(new Mailbox(null, original.ReplyTo.Concat(original.From).First().Address))
            .Subject("Re: " + original.Subject)
            .Date(now)
            .MessageId(string.Create(CultureInfo.InvariantCulture, $"answer-{now.ToUnixTimeMilliseconds()}@{Email[(Email.IndexOf('@', StringComparison.Ordinal) + 1)..]}"))
            .Header("In-Reply-To", $"<{original.MessageId}>")
            .Text(EncodedBody.Of(new StringBuilder(words).Append("\n\n").Append(CultureInfo.InvariantCulture, $"On {now:ddd, d MMM yyyy}, {original.From[0].Name} wrote:\n").Append(quoted).ToString()), flowed: false)
            .ToArray();
    }
}

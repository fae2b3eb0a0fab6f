using System.Globalization;

namespace DigestBot.Wire.Imap;

/// <summary>A selected mailbox (RFC 9051 6.3.2).</summary>
/// <param name="Name">As asked for.</param>
/// <param name="UidValidity">While it stays the same, a UID means the same message.</param>
/// <param name="UidNext">No message has this UID or a greater one yet; null when the server does not say.</param>
/// <param name="Exists">Messages in it.</param>
/// <param name="ReadOnly">Flags cannot be stored.</param>
/// <param name="PermanentFlags">Flags that last; <c>\*</c> stands for any keyword. Null when the server does not say: then all do (RFC 9051 7.1).</param>
public sealed record ImapMailbox(string Name, uint UidValidity, uint? UidNext, uint Exists, bool ReadOnly, IReadOnlyList<string>? PermanentFlags)
{
    /// <summary>True when this flag or keyword, once stored, is still there tomorrow.</summary>
    public bool Keeps(string flag) => !ReadOnly
        && (PermanentFlags is null
            || PermanentFlags.Contains(flag, StringComparer.OrdinalIgnoreCase)
            || (!flag.StartsWith('\\') && PermanentFlags.Contains(@"\*")));

    /// <summary>What the answer to SELECT says; null when it gives no UIDVALIDITY.</summary>
    internal static ImapMailbox? Read(string name, bool readOnly, ImapReply reply)
    {
        if (Noted("UIDVALIDITY") is not { } validity)
            return null;
        var flags = reply.Notes.LastOrDefault(note => note.Code == "PERMANENTFLAGS")?.Values();
        return new ImapMailbox(name, validity, Noted("UIDNEXT"), reply.Last?.Number ?? 0,
            readOnly || reply.Status.Code == "READ-ONLY",
            flags is [ImapList list] ? [.. list.Items.OfType<ImapAtom>().Select(flag => flag.Text)] : null);

        uint? Noted(string code) =>
            uint.TryParse(reply.Notes.LastOrDefault(note => note.Code == code)?.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>Which messages to find; what is left out does not matter.</summary>
/// <param name="Unseen">Only messages without <c>\Seen</c>.</param>
/// <param name="From">Only this UID and greater ones.</param>
/// <param name="To">Only this UID and smaller ones.</param>
/// <param name="WithoutKeyword">Only messages without this keyword.</param>
public sealed record ImapSearch(bool Unseen = false, uint? From = null, uint? To = null, string? WithoutKeyword = null);

/// <summary>A fetched message.</summary>
/// <param name="Uid">Its number within this UIDVALIDITY.</param>
/// <param name="Size">Bytes of the whole message, as the server counts them.</param>
/// <param name="Flags">Its flags and keywords, as the server writes them.</param>
/// <param name="Bytes">The message (RFC 5322), or the beginning of a large one.</param>
/// <param name="Truncated">Only the beginning was fetched, because the message is larger than allowed.</param>
public sealed record ImapMessage(uint Uid, long Size, IReadOnlyList<string> Flags, ReadOnlyMemory<byte> Bytes, bool Truncated);

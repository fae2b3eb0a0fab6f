using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>What FETCH responses say about one message, put together: a server may spread it over several (RFC 9051 7.5.2).</summary>
internal sealed class ImapFetched
{
    public long? Size { get; private set; }

    public IReadOnlyList<string> Flags { get; private set; } = [];

    public ImapText? Body { get; private set; }

    /// <summary>Reads what concerns this message; null when nothing does, because the message is gone.</summary>
    /// <exception cref="FormatException">A response is not of the form that FETCH has.</exception>
    public static ImapFetched? Read(IEnumerable<ImapData> responses, uint uid, int maxDepth)
    {
        ImapFetched? fetched = null;
        foreach (var response in responses)
        {
            if (response.Values(maxDepth) is not [ImapList { Items: var items }])
                throw new FormatException("a FETCH response is not a list");
            var pairs = items.Chunk(2).ToArray();
            if (pairs.Any(pair => pair is not [ImapAtom, _]))
                throw new FormatException("a FETCH response is not made of names and values");
            if (pairs.Any(pair => Named(pair, "UID") && pair[1] is ImapAtom { Text: var text } && Number(text) == uid))
                (fetched ??= new ImapFetched()).Take(pairs);
        }
        return fetched;
    }

    private void Take(IEnumerable<ImapValue[]> pairs)
    {
        foreach (var pair in pairs)
        {
            if (Named(pair, "RFC822.SIZE") && pair[1] is ImapAtom size)
                Size = Number(size.Text);
            else if (Named(pair, "FLAGS") && pair[1] is ImapList flags)
                Flags = [.. flags.Items.OfType<ImapAtom>().Select(flag => flag.Text)];
            else if (Named(pair, "BODY[]") || Named(pair, "BODY[]<0>"))
                Body = pair[1] switch
                {
                    ImapText text => text,
                    ImapAtom atom => new ImapText(Encoding.UTF8.GetBytes(atom.Text), atom.Text.Length),
                    // NIL, when another client has just removed the message.
                    _ => null,
                };
        }
    }

    private static bool Named(ImapValue[] pair, string name) =>
        pair[0] is ImapAtom atom && atom.Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

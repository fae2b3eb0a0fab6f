using System.Buffers;
using System.Net;
using System.Text;
using DigestBot.Model.Views;
using DigestBot.Wire.Mime;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Rendering;

/// <summary>The places of a digest's frame that differ from digest to digest. Each is a token while the frame is rendered.</summary>
internal static class Slots
{
    public const string Cards = "slotZCardsZ";
    public const string HeldOver = "slotZHeldOverZ";
    public const string Receipt = "slotZReceiptZ";
    public const string Subject = "slotZSubjectZ";
    public const string Preheader = "slotZPreheaderZ";
    public const string Date = "slotZDateZ";
    public const string Totals = "slotZTotalsZ";
    public const string Reason = "slotZReasonZ";
    public const string Address = "slotZAddressZ";
    public const string Web = "https://slotZWebZ.invalid/";
    public const string Preferences = "https://slotZPreferencesZ.invalid/";
    public const string Pause = "https://slotZPauseZ.invalid/";
    public const string Unsubscribe = "https://slotZUnsubscribeZ.invalid/";

    /// <summary>A frame's view with a token in every place.</summary>
    public static DigestView View(string language) => new(
        language, Subject, Preheader, Date, Totals, new MarkupString(Cards), new MarkupString(HeldOver), new MarkupString(Receipt), Reason, Address,
        new DigestLinks(Web, Preferences, Pause, Unsubscribe));
}

/// <summary>
/// A rendered frame, cut into lines that are the same in every digest, encoded once, and lines with slots, encoded for each digest.
/// </summary>
internal sealed class Frame
{
    private readonly List<Part> _parts = [];

    /// <summary>Cuts a frame.</summary>
    /// <param name="rendered">The frame with tokens; lines end in LF.</param>
    public Frame(string rendered)
    {
        var run = new StringBuilder();
        // The three blocks stand on lines of their own, so that their bytes can be put in as they are.
        foreach (var block in (string[])[Slots.Cards, Slots.HeldOver, Slots.Receipt])
            rendered = rendered.Replace(block, "\n" + block + "\n", StringComparison.Ordinal);
        foreach (var line in rendered.Split('\n'))
        {
            if (!line.Contains("slotZ", StringComparison.Ordinal))
            {
                run.Append(line).Append('\n');
                continue;
            }

            Flush(run);
            _parts.Add(new Part(default, line));
        }

        Flush(run);
    }

    /// <summary>Octets of the frame without what is filled in.</summary>
    public int Octets => _parts.Sum(part => part.Line?.Length ?? part.Fixed.Length);

    /// <summary>The frame's pieces with everything filled in, as quoted-printable lines.</summary>
    /// <param name="values">Values of slots within lines, already in the form that the part needs (HTML-encoded or plain).</param>
    /// <param name="blocks">Encoded bytes of the slots that are blocks.</param>
    public List<ReadOnlyMemory<byte>> Fill(IReadOnlyList<(string Slot, string Value)> values, IReadOnlyDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> blocks)
    {
        var filled = new List<ReadOnlyMemory<byte>>();
        foreach (var (bytes, line) in _parts)
        {
            if (line is null) filled.Add(bytes);
            else if (blocks.TryGetValue(line.Trim(), out var block)) filled.AddRange(block);
            else filled.Add(Encode(Replace(line, values) + "\n"));
        }

        return filled;
    }

    /// <summary>Text as quoted-printable that ends at the end of a line.</summary>
    public static ReadOnlyMemory<byte> Encode(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        QuotedPrintable.Encode(text.EndsWith('\n') ? text : text + "\n", buffer);
        return buffer.WrittenMemory;
    }

    /// <summary>A value as it stands in HTML.</summary>
    public static string Html(string value) => WebUtility.HtmlEncode(value);

    private static string Replace(string line, IReadOnlyList<(string Slot, string Value)> values)
    {
        // One pass from left to right: a value that looks like a slot (an article's title may) stays what it is.
        var filled = new StringBuilder(line.Length + 128);
        for (var at = 0; at < line.Length;)
        {
            var next = -1;
            (string Slot, string Value) found = ("", "");
            foreach (var value in values)
            {
                var index = line.IndexOf(value.Slot, at, StringComparison.Ordinal);
                if (index >= 0 && (next < 0 || index < next)) (next, found) = (index, value);
            }

            if (next < 0) return filled.Append(line, at, line.Length - at).ToString();
            filled.Append(line, at, next - at).Append(found.Value);
            at = next + found.Slot.Length;
        }

        return filled.ToString();
    }

    private void Flush(StringBuilder run)
    {
        if (run.Length == 0) return;
        _parts.Add(new Part(Encode(run.ToString()), null));
        run.Clear();
    }

    private readonly record struct Part(ReadOnlyMemory<byte> Fixed, string? Line);
}

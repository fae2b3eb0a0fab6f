using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Recipients;

/// <summary>An address as somebody types it, and what becomes of it: the address that gets the mail, or what is wrong.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Delivered">Where mail arrives; null for nowhere.</param>
/// <param name="Fault">Why it is refused.</param>
/// <param name="Named">What the sentence names.</param>
internal sealed record TypedAddress(string Text, string? Delivered, AddressFault Fault = default, string Named = "");

/// <summary>Everything that people, lists and attackers type where an address belongs.</summary>
internal static class TypedAddresses
{
    /// <summary>Those that get mail. Their domains: example.test, and those of <see cref="Domains"/>.</summary>
    public static readonly IReadOnlyList<TypedAddress> Good =
    [
        new("reader@example.test", "reader@example.test"),
        new("  spaces.around@example.test\t\r\n", "spaces.around@example.test"),
        new("First.Last+tag=x@EXAMPLE.Test", "First.Last+tag=x@example.test"),
        new("o'brien/{x}|`#$&*?^_~!%@example.test", "o'brien/{x}|`#$&*?^_~!%@example.test"),
        new("-hyphen@example.test", "-hyphen@example.test"),
        new("\"a b\"@example.test", "\"a b\"@example.test"),
        new("\" a  b \"@example.test", "\" a  b \"@example.test"),
        new("\"a@b\"@example.test", "\"a@b\"@example.test"),
        new("\"a\\\"b\"@example.test", "\"a\\\"b\"@example.test"),
        new("\"a\\\\b\"@example.test", "\"a\\\\b\"@example.test"),
        new("\"a\\b c\"@example.test", "\"ab c\"@example.test"),
        new("\"a,b;c:d\"@example.test", "\"a,b;c:d\"@example.test"),
        new("\"(no comment)\"@example.test", "\"(no comment)\"@example.test"),
        new("\"[x]\"@example.test", "\"[x]\"@example.test"),
        new("\".dots..\"@example.test", "\".dots..\"@example.test"),
        new("\"needless\"@example.test", "needless@example.test"),
        new("\"Bcc: x\"@example.test", "\"Bcc: x\"@example.test"),
        new("\"=?utf-8?q?a?=\"@example.test", "=?utf-8?q?a?=@example.test"),
        new("reader@b\u00fccher.test", "reader@xn--bcher-kva.test"),
        new("reader@bu\u0308cher.test", "reader@xn--bcher-kva.test"),
        new("reader2@XN--BCHER-KVA.TEST", "reader2@xn--bcher-kva.test"),
        new("reader@B\u00dcCHER\u3002TEST", "reader@xn--bcher-kva.test"),
        new("reader@\u05d3\u05d5\u05d2\u05de\u05d4.test", "reader@xn--6dbbec0c.test"),
        new("reader@\u4f8b\u3048.test", "reader@xn--r8jz45g.test"),
        new("l\u00e9a@example.test", "l\u00e9a@example.test"),
        new("le\u0301a@example.test", "l\u00e9a@example.test"),
        new("L\u00e9a.O'Brien+tag@EXAMPLE.test", "L\u00e9a.O'Brien+tag@example.test"),
        new("\u8aad\u8005@example.test", "\u8aad\u8005@example.test"),
        new("\u0430\u043d\u043d\u0430.\u0438\u0432\u0430\u043d\u043e\u0432\u0430@b\u00fccher.test", "\u0430\u043d\u043d\u0430.\u0438\u0432\u0430\u043d\u043e\u0432\u0430@xn--bcher-kva.test"),
        new("\u0938\u0902\u092a\u0930\u094d\u0915@\u4f8b\u3048.test", "\u0938\u0902\u092a\u0930\u094d\u0915@xn--r8jz45g.test"),
        new("\u05d3\u05d5\u05d3-7.cohen@\u05d3\u05d5\u05d2\u05de\u05d4.test", "\u05d3\u05d5\u05d3-7.cohen@xn--6dbbec0c.test"),
        new("\u0e2a\u0e32\u0e27\u0e19\u0e49\u0e33@example.test", "\u0e2a\u0e32\u0e27\u0e19\u0e49\u0e33@example.test"),
        new(new string('\u00fc', 32) + "@example.test", new string('\u00fc', 32) + "@example.test"),
        new(new string('l', 64) + "@example.test", new string('l', 64) + "@example.test"),
        new(new string('m', 64) + "@" + LongDomain, new string('m', 64) + "@" + LongDomain),
    ];

    /// <summary>Those that are refused.</summary>
    public static readonly IReadOnlyList<TypedAddress> Bad =
    [
        Wrong("", AddressFault.Shape, "empty"),
        Wrong("reader", AddressFault.Shape, "no @"),
        Wrong("@example.test", AddressFault.Shape, "before the @"),
        Wrong("reader@", AddressFault.Shape, "after the @"),
        Wrong("a@example.test, b@example.test", AddressFault.Several, "more than one @"),
        Wrong("a@example.test;b@example.test", AddressFault.Several, "more than one @"),
        Wrong("a@b@example.test", AddressFault.Several, "more than one @"),
        Wrong("Ada <ada@example.test>", AddressFault.Brackets, "alone"),
        Wrong("\"Ada\" <ada@example.test>", AddressFault.Brackets, "alone"),
        Wrong("<ada@example.test>", AddressFault.Brackets, "alone"),
        Wrong("ada@example.test> SIZE=1", AddressFault.Brackets, "alone"),
        Wrong("\"a>b\"@example.test", AddressFault.Brackets, "servers disagree"),
        Wrong("ada@example.test\r\nBcc: eve@example.test", AddressFault.Control, "U+000D"),
        Wrong("ada@example.test\nRCPT TO:<eve@example.test>", AddressFault.Control, "U+000A"),
        Wrong("\"a\r\nb\"@example.test", AddressFault.Control, "U+000D"),
        Wrong("ada\0@example.test", AddressFault.Control, "U+0000"),
        Wrong("a\tda@example.test", AddressFault.Control, "U+0009"),
        Wrong("ada\u007f@example.test", AddressFault.Control, "U+007F"),
        Wrong("ada\u0085@example.test", AddressFault.Control, "U+0085"),
        Wrong("ada@exam\u200bple.test", AddressFault.Control, "U+200B"),
        Wrong("\u202eada@example.test", AddressFault.Control, "U+202E"),
        Wrong("ada\u2028@example.test", AddressFault.Control, "U+2028"),
        Wrong("a da@example.test", AddressFault.Space, "space"),
        Wrong("ada@example .test", AddressFault.Space, "space"),
        Wrong("ada(me)@example.test", AddressFault.Comment, "comment"),
        Wrong("ada@example.test (home)", AddressFault.Space, "space"),
        Wrong("ada@example.test(home)", AddressFault.Comment, "comment"),
        Wrong(".ada@example.test", AddressFault.Dots, "dot"),
        Wrong("ada.@example.test", AddressFault.Dots, "dot"),
        Wrong("a..da@example.test", AddressFault.Dots, "two dots"),
        Wrong("\"\"@example.test", AddressFault.Quotes, "empty"),
        Wrong("\"a@example.test", AddressFault.Quotes, "quote"),
        Wrong("\"a\"b\"@example.test", AddressFault.Quotes, "backslash"),
        Wrong("\"a\\\"@example.test", AddressFault.Quotes, "backslash"),
        Wrong("a\"b\"@example.test", AddressFault.Characters, "\""),
        Wrong("a,b@example.test", AddressFault.Characters, ","),
        Wrong("a\\b@example.test", AddressFault.Characters, "\\"),
        Wrong("l\u00e9 a@example.test", AddressFault.Space, "space"),
        Wrong("l\u00e9a\uff20example.test", AddressFault.Shape, "no @"),
        Wrong("l\u00e9a\uff20@example.test", AddressFault.Characters, "\uff20"),
        Wrong("l\u00e9\u2024a@example.test", AddressFault.Characters, "\u2024"),
        Wrong("l\u00e9\u00a0a@example.test", AddressFault.Characters, "U+00A0"),
        Wrong("l\u00e9\ue000a@example.test", AddressFault.Characters, "U+E000"),
        Wrong("l\u00e9\u0378a@example.test", AddressFault.Characters, "U+0378"),
        Wrong("\uff41da@example.test", AddressFault.Characters, "type a instead"),
        Wrong("of\ufb01ce@example.test", AddressFault.Characters, "type fi instead"),
        Wrong("\u0301ada@example.test", AddressFault.Characters, "stands on no letter"),
        Wrong("ada.\u0301@example.test", AddressFault.Characters, "stands on no letter"),
        Wrong("x\u0301\u0302\u0303\u0304\u0306@example.test", AddressFault.Characters, "more than 4 accents"),
        Wrong("a\u05d0b@example.test", AddressFault.Characters, "from the right"),
        Wrong("\"l\u00e9a\"@example.test", AddressFault.Characters, "cannot carry"),
        Wrong("\ud83d\ude00@example.test", AddressFault.Characters, "\ud83d\ude00"),
        Wrong("\ud800@example.test", AddressFault.Characters, "cannot carry"),
        Wrong(new string('l', 65) + "@example.test", AddressFault.LongLocalPart, "64"),
        Wrong(new string('\u00fc', 33) + "@example.test", AddressFault.LongLocalPart, "64 octets"),
        Wrong(new string('\u00fc', 31) + "mm@x" + LongDomain, AddressFault.Long, "254"),
        Wrong(new string('m', 64) + "@x" + LongDomain, AddressFault.Long, "254"),
        Wrong("a@" + LongDomain + "." + LongDomain, AddressFault.Domain, "253"),
        Wrong(new string('a', 100_000) + "@example.test", AddressFault.Long, "254"),
        Wrong("a@" + new string('b', 64) + ".test", AddressFault.Domain, "63"),
        Wrong("a@" + new string('\u00fc', 60) + ".test", AddressFault.Domain, "63"),
        Wrong("ada@[192.0.2.1]", AddressFault.Literal, "literal"),
        Wrong("ada@[IPv6:2001:db8::1]", AddressFault.Literal, "literal"),
        Wrong("ada@192.0.2.1", AddressFault.Literal, "number"),
        Wrong("ada@localhost", AddressFault.Domain, "no dot"),
        Wrong("ada@example.test.", AddressFault.Domain, "empty part"),
        Wrong("ada@.example.test", AddressFault.Domain, "empty part"),
        Wrong("ada@example..test", AddressFault.Domain, "empty part"),
        Wrong("ada@-example.test", AddressFault.Domain, "hyphen"),
        Wrong("ada@exam_ple.test", AddressFault.Domain, "_"),
        Wrong("ada@xn--a.test", AddressFault.Domain, "registered"),
        Wrong("ada@a\u05d0b.test", AddressFault.Domain, "from the right"),
        Wrong("ada@xn--ab-vld.test", AddressFault.Domain, "from the right"),
        Wrong("ada@exam\ud800ple.test", AddressFault.Domain, ""),
    ];

    /// <summary>A domain with which a local part of 64 octets makes an address of 254.</summary>
    public static string LongDomain => $"{new string('a', 61)}.{new string('b', 61)}.{new string('c', 60)}.test";

    /// <summary>Domains of <see cref="Good"/>.</summary>
    public static IReadOnlyList<string> Domains => [.. Good.Select(one => one.Delivered![(one.Delivered!.LastIndexOf('@') + 1)..]).Distinct()];

    private static TypedAddress Wrong(string text, AddressFault fault, string named) => new(text, null, fault, named);
}

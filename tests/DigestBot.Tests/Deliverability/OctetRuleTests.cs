using DigestBot.Tests.Rendering;

namespace DigestBot.Tests.Deliverability;

public sealed class OctetRuleTests
{
    /// <summary>Octets of the HTML part as it is encoded: Gmail clips near 102 kB.</summary>
    private const int MostOctets = 100_000;

    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task Lines_are_short_ASCII_and_end_in_CR_and_LF(string name)
    {
        var octets = (await GeneratedMails.GetAsync(name)).Octets;
        octets.ShouldAllBe(octet => octet < '\x80' && octet != '\0');
        // RFC 5321 2.3.8: a bare CR or LF is how a second message is smuggled in.
        octets.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1);
        octets.ShouldEndWith("\r\n");
        var lines = octets.Split("\r\n");
        lines.Max(line => line.Length).ShouldBeLessThanOrEqualTo(998); // RFC 5322 2.1.1
        lines[..Array.IndexOf(lines, "")].Max(line => line.Length).ShouldBeLessThanOrEqualTo(200, "headers are folded where they can be");
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_HTML_is_shown_whole_by_every_provider(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        ComposedMail.Part(mail.Message, "html").Raw.Length.ShouldBeLessThanOrEqualTo(MostOctets);
        mail.Html.TrimEnd().ShouldEndWith("</html>");
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_encodings_are_declared_and_the_two_parts_are_all_there_is(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        mail.Message.Root.ContentType.MediaType.ShouldBe("multipart/alternative");
        // RFC 2046 5.1.4: the plainest first, the best last.
        mail.Message.Root.Parts.Select(part => part.ContentType.MediaType).ShouldBe(["text/plain", "text/html"]);
        mail.Message.Root.Parts.ShouldAllBe(part => part.Headers["Content-Transfer-Encoding"] == "quoted-printable" || part.Headers["Content-Transfer-Encoding"] == "base64"); // RFC 2045 6.7, 6.8; which is shorter depends on the script
        mail.Message.Root.Parts.Select(part => part.Headers["Content-Type"]!.ReplaceLineEndings("")).ShouldAllBe(type => type.Contains("charset=utf-8", StringComparison.Ordinal));
        mail.Message.Root.Parts[0].Headers["Content-Type"]!.ShouldContain("format=flowed"); // RFC 3676
    }
}

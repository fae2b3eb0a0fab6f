using System.Text.RegularExpressions;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Store;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>What receivers make of our signatures: three programs that share no code with us.</summary>
public sealed class SignedMailTests : IAsyncLifetime
{
    private readonly House _house = SignedMails.House();
    private IReadOnlyDictionary<MailKind, RenderedMail> _mails = null!;

    public static TheoryData<string> Verifiers => new(DkimVerifiers.All);

    public async ValueTask InitializeAsync() => _mails = await SignedMails.OfEachKindAsync(_house);

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task Both_signatures_of_a_mail_of_every_kind_hold(string verifier)
    {
        _mails.Keys.Order().ShouldBe(Enum.GetValues<MailKind>().Order());
        foreach (var holds in await HoldAsync(verifier, _mails.Values.Select(SignedMails.Text))) holds.ShouldBe(SignedMails.Selectors);
    }

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task What_is_added_or_changed_on_the_way_breaks_them(string verifier)
    {
        var digest = SignedMails.Text(_mails[MailKind.Digest]);
        var changed = new Dictionary<string, string>
        {
            ["a second From"] = "From: boss@bank.example\r\n" + digest,
            ["a second From below"] = digest.Replace("\r\nTo: ", "\r\nFrom: boss@bank.example\r\nTo: ", StringComparison.Ordinal),
            ["another From"] = digest.Replace("<digest@news.example>", "<digest@bank.example>", StringComparison.Ordinal),
            ["a changed body"] = digest[..^60].Replace("</td>", "</tb>", StringComparison.Ordinal) + digest[^60..],
            ["more body"] = digest + "more\r\n",
            ["less body"] = digest[..digest.LastIndexOf("--=_", StringComparison.Ordinal)],
        };
        foreach (var name in DkimHeader.Signed.Where(name => name != "From")) changed["one more " + name] = $"{name}: x\r\n{digest}";
        foreach (var name in (string[])["Subject", "List-Unsubscribe-Post", "List-Id", "Date"]) changed["no " + name] = digest.Replace($"\r\n{name}: ", "\r\nX-Was: ", StringComparison.Ordinal);
        changed.Values.ShouldAllBe(text => text != digest);
        var results = await HoldAsync(verifier, changed.Values);
        changed.Keys.Zip(results).Where(pair => pair.Second.Count > 0).Select(pair => pair.First).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task Each_signed_field_is_signed_as_it_is_and_no_other_can_stand_beside_it(string verifier)
    {
        var changed = new Dictionary<string, string>();
        foreach (var kind in (MailKind[])[MailKind.Digest, MailKind.Receipt])
        {
            var mail = SignedMails.Text(_mails[kind]);
            var end = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            foreach (var name in DkimHeader.Signed)
            {
                changed[$"{kind}: one more {name}, above"] = $"{name}: x@y.example\r\n{mail}";
                changed[$"{kind}: one more {name}, below"] = mail.Insert(end, $"\r\n{name}: x@y.example");
                var at = mail.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) is var found && found >= 0 && found < end ? found + name.Length + 4 : -1;
                if (at < 0) continue;
                changed[$"{kind}: another {name}"] = mail.Insert(at, "x");
                changed[$"{kind}: no {name}"] = mail.Remove(at - name.Length - 4, 2 + name.Length).Insert(at - name.Length - 4, "\r\nX-Was");
            }
        }

        // In-Reply-To and References stand in a receipt; Cc, Sender and Content-Transfer-Encoding nowhere, so that they can only be added.
        DkimHeader.Signed.Where(name => !changed.Keys.Any(what => what.EndsWith("another " + name, StringComparison.Ordinal))).ShouldBe(["Cc", "Sender", "Content-Transfer-Encoding"]);
        var results = await HoldAsync(verifier, changed.Values);
        changed.Keys.Zip(results).Where(pair => pair.Second.Count > 0).Select(pair => pair.First).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task What_every_server_writes_does_not(string verifier)
    {
        var received = "Return-Path: <bounces@news.example>\r\nDelivered-To: ada@example.org\r\nReceived: from relay.news.example\r\n\tby mx.example.org; Mon, 6 May 2024 12:00:02 +0000\r\nX-Spam: no\r\n";
        foreach (var holds in await HoldAsync(verifier, _mails.Values.Select(mail => received + SignedMails.Text(mail)))) holds.ShouldBe(SignedMails.Selectors);
    }

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task The_signatures_of_the_fixtures_hold(string verifier)
    {
        foreach (var name in DkimFixtures.Names("signed-").Select(row => row.Data))
        {
            var signed = DkimFixtures.Read<SignedCase>(name);
            // It looks at no signature of a message that has a field twice which RFC 5322 3.6 allows once.
            if (verifier == "opendkim-testmsg" && Regex.Count(signed.Message, "^References:", RegexOptions.Multiline) > 1) continue;
            using var key = DkimFixtures.Key(signed.Key, signed.Selector);
            (await DkimVerifiers.VerifyAsync(verifier, [key.Record], [DkimFixtures.Octets(signed.Field + signed.Message)])).Single().ShouldBe([signed.Selector], name);
        }
    }

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task Signatures_of_mails_that_chance_wrote_hold(string verifier)
    {
        string[] values = ["a", "two  spaces", "a tab\there", "folded\r\n twice\r\n\there", "trailing ", "b=; c"];
        string[] lines = ["", "", "a b", "a  b", "\ttab", "trailing ", "trailing\t ", ".", "..", "-- =", "From here", new string('y', 200)];
        var chance = new Random(8601);
        var signer = new DkimSigner([DkimFixtures.Key()]);
        var messages = Enumerable.Range(0, 60).Select(_ =>
        {
            var header = string.Concat(((string[])["To", "Subject", "X-Other", "References"]).Select(name => $"{name}: {chance.GetItems(values, 1)[0]}\r\n"));
            var message = $"From: a@news.example\r\nDate: Mon, 6 May 2024 07:00:00 +0000\r\n{header}\r\n{string.Concat(chance.GetItems(lines, chance.Next(12)).Select(line => line + "\r\n"))}";
            return DkimFixtures.Fields(signer, message, _house.Clock.Now) + message;
        }).ToList();
        foreach (var (message, holds) in messages.Zip(await HoldAsync(verifier, messages))) holds.ShouldBe([SignedMails.Selectors[0]], message);
    }

    [Fact]
    public async Task A_mail_without_its_signatures_is_the_mail_that_is_not_signed_and_again_the_same()
    {
        await using var unsigned = SignedMails.Unsigned();
        await using var again = SignedMails.House();
        var (plain, second) = (await SignedMails.OfEachKindAsync(unsigned), await SignedMails.OfEachKindAsync(again));
        foreach (var (kind, mail) in _mails.Where(pair => pair.Key != MailKind.Digest))
        {
            SignedMails.Text(mail).ShouldEndWith("\r\n" + SignedMails.Text(plain[kind]));
            SignedMails.Text(second[kind]).ShouldBe(SignedMails.Text(mail));
        }
    }

    [Fact]
    public async Task A_digest_that_is_sent_again_later_has_the_same_octets()
    {
        var id = await _house.ValueAsync<long>("SELECT id FROM outbox WHERE kind = 'digest'");
        _house.Clock.Advance(TimeSpan.FromDays(2));
        var again = await new ComposedMail(_house, (await _house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull()).RenderAsync();
        again.Message.Span.SequenceEqual(_mails[MailKind.Digest].Message.Span).ShouldBeTrue();
    }

    [Fact]
    public void The_signing_domain_the_envelope_and_from_are_of_one_organisation_and_the_time_is_the_mails()
    {
        foreach (var mail in _mails.Values)
        {
            var message = MessageReader.Read(mail.Message);
            message.From.Single().Address.ShouldBe("digest@news.example");
            mail.EnvelopeFrom.ShouldEndWith("@bounces.news.example");
            var signatures = message.Headers.All("DKIM-Signature").Select(field => field.Value).ToList();
            signatures.Count.ShouldBe(2);
            signatures.ShouldAllBe(value => value.Contains("d=news.example;") && value.Contains($"t={message.Date!.Value.ToUnixTimeSeconds()};") && !value.Contains(" l="));
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<string>>> HoldAsync(string verifier, IEnumerable<string> messages) =>
        await DkimVerifiers.VerifyAsync(verifier, [.. _house.Part<DkimSigner>().Keys.Select(key => key.Record)], [.. messages.Select(message => (ReadOnlyMemory<byte>)DkimFixtures.Octets(message))]);
}

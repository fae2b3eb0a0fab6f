using System.Text;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Wire.Imap;

/// <summary>One Dovecot for all tests of the class; the inbox is shared, so each test looks for its own messages.</summary>
public sealed class DovecotFixture : IAsyncLifetime
{
    public Dovecot Server { get; private set; } = null!;

    // A fixture cannot skip its tests; each test does so itself.
    public async ValueTask InitializeAsync()
    {
        if (Dovecot.Installed)
            Server = await Dovecot.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}

[Collection(Alone.Name)]
public class DovecotTests : IClassFixture<DovecotFixture>
{
    public DovecotTests(DovecotFixture fixture)
    {
        Dovecot.Require();
        Server = fixture.Server;
    }

    private Dovecot Server { get; }

    private ImapOptions Options => new(Server.Host, Server.ImapsPort, ImapSecurity.Implicit, Server.User, Server.Password) { CaFile = Server.CaFile };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImapSecurity.Implicit)]
    [InlineData(ImapSecurity.StartTls)]
    [InlineData(ImapSecurity.None)]
    public async Task One_logs_in_with_each_kind_of_protection(ImapSecurity security)
    {
        var port = security == ImapSecurity.Implicit ? Server.ImapsPort : Server.ImapPort;
        await using var client = await ImapClient.ConnectAsync(Options with { Security = security, Port = port }, Stop);
        client.Capabilities.ShouldContain("IMAP4REV1");
        (await client.SelectAsync("INBOX", readOnly: true, Stop)).UidValidity.ShouldBeGreaterThan(0u);
        await client.LogoutAsync(Stop);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("\" NOOP\r\nA2 LOGOUT")]
    [InlineData("ünïcödé {5}")]
    public async Task A_wrong_password_is_said_to_be_wrong(string password)
    {
        var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(Options with { Password = password }, Stop));
        failed.Kind.ShouldBe(ImapFailure.Login);
        failed.Code.ShouldBe("AUTHENTICATIONFAILED");
        failed.Temporary.ShouldBeFalse();
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        using var other = TestCertificates.Authority("Somebody else");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, other.ExportCertificatePem(), Stop);
            foreach (var authority in new[] { file, null })
            {
                var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(Options with { CaFile = authority }, Stop));
                failed.Kind.ShouldBe(ImapFailure.Tls);
                failed.Message.ShouldContain("not trusted");
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wrong_port_is_explained(bool implicitOnPlain)
    {
        var options = implicitOnPlain
            ? Options with { Port = Server.ImapPort }
            : Options with { Security = ImapSecurity.StartTls, ConnectTimeout = TimeSpan.FromSeconds(1) };
        var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(options, Stop));
        failed.Kind.ShouldBe(implicitOnPlain ? ImapFailure.Tls : ImapFailure.Timeout);
        failed.Message.ShouldContain(implicitOnPlain ? "use StartTls" : "993 wants Implicit");
    }

    [Fact]
    public async Task What_is_new_is_found_fetched_marked_and_filed()
    {
        await using var client = await ImapClient.ConnectAsync(Options, Stop);
        var before = await client.SelectAsync("INBOX", cancellation: Stop);
        before.Keeps("$DigestBotDone").ShouldBeTrue();
        Server.Deliver("Subject: one\nFrom: a@a.test\n\nstop\n");
        Server.Deliver("Subject: two\n\nlöschen\n");
        (await client.NoopAsync(Stop)).ShouldNotBeNull();
        var search = new ImapSearch(Unseen: true, From: before.UidNext, WithoutKeyword: "$DigestBotDone");
        var found = await client.SearchAsync(search, Stop);
        found.Count.ShouldBe(2);

        var messages = new List<string>();
        foreach (var uid in found)
        {
            var message = await client.FetchAsync(uid, Stop);
            message!.Truncated.ShouldBeFalse();
            message.Flags.ShouldNotContain(@"\Seen");
            message.Size.ShouldBe(message.Bytes.Length);
            messages.Add(Encoding.UTF8.GetString(message.Bytes.Span));
        }
        messages.ShouldBe(["Subject: one\r\nFrom: a@a.test\r\n\r\nstop\r\n", "Subject: two\r\n\r\nlöschen\r\n"], ignoreOrder: true);
        (await client.SearchAsync(search, Stop)).Count.ShouldBe(2, "reading does not mark");

        await client.AddFlagsAsync(found, [@"\Seen", "$DigestBotDone"], Stop);
        (await client.SearchAsync(search, Stop)).ShouldBeEmpty();
        (await client.FetchAsync(found[0], Stop))!.Flags.ShouldContain("$DigestBotDone");
        (await client.MoveAsync(found, "Nowhere & nothing", Stop)).ShouldBeFalse();
        Server.AddMailbox("Erledigt &AOQ-");
        (await client.CopyAsync(found, "Erledigt ä", Stop)).ShouldBeTrue();
        (await client.MoveAsync(found, "Erledigt ä", Stop)).ShouldBeTrue();
        (await client.FetchAsync(found[0], Stop)).ShouldBeNull();
        (await client.SelectAsync("Erledigt ä", cancellation: Stop)).Exists.ShouldBe(4u);

        var again = await client.SelectAsync("INBOX", cancellation: Stop);
        again.UidValidity.ShouldBe(before.UidValidity);
        again.UidNext.ShouldBe(found[^1] + 1);
    }

    [Fact]
    public async Task Of_a_message_of_30_MB_the_beginning_is_read_and_the_rest_stays_where_it_is()
    {
        await using var client = await ImapClient.ConnectAsync(Options, Stop);
        var uid = (await client.SelectAsync("INBOX", cancellation: Stop)).UidNext!.Value;
        var message = new byte[30 * 1024 * 1024];
        Array.Fill(message, (byte)'x');
        for (var line = 80; line < message.Length; line += 80)
            (message[line - 2], message[line - 1]) = ((byte)'\r', (byte)'\n');
        Encoding.ASCII.GetBytes("Subject: large\r\nFrom: a@a.test\r\n\r\n").CopyTo(message, 0);
        Server.Deliver(message);
        await client.NoopAsync(Stop);
        uid = (await client.SearchAsync(new ImapSearch(From: uid), Stop)).ShouldHaveSingleItem();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var fetched = await client.FetchAsync(uid, Stop);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(8L * 1024 * 1024);
        fetched!.Truncated.ShouldBeTrue();
        fetched.Size.ShouldBe(message.Length);
        fetched.Bytes.ToArray().ShouldBe(message[..Options.HeadBytes]);
        await client.AddFlagsAsync([uid], [@"\Seen"], Stop);
    }

    [Fact]
    public async Task A_mailbox_that_was_made_anew_has_another_validity()
    {
        await using var client = await ImapClient.ConnectAsync(Options, Stop);
        var seen = new List<uint>();
        for (var round = 0; round < 2; round++)
        {
            var folder = Server.AddMailbox("Again");
            seen.Add((await client.SelectAsync("Again", cancellation: Stop)).UidValidity);
            await client.SelectAsync("INBOX", cancellation: Stop);
            Directory.Delete(folder, recursive: true);
        }
        seen[0].ShouldNotBe(seen[1]);
    }
}

using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A private Postfix in a temporary folder, on a free port of 127.0.0.1: mail for the given addresses goes into Maildirs, other addresses of their domains are refused
/// (550 5.1.1), other domains too (554 5.7.1). Needs root, as Postfix does.
/// </summary>
internal sealed class Postfix : IAsyncDisposable
{
    /// <summary>Owner of the mail (Debian's nobody and nogroup), unless told otherwise.</summary>
    public const int Nobody = 65534;

    private readonly string _folder;

    private Postfix(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Main log, for messages of failing tests.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    /// <summary>Its main.cf is here: what "sendmail -C" takes.</summary>
    public string Configuration => Path.Combine(_folder, "etc");

    private string LogFile => Path.Combine(_folder, "log", "mail.log");

    /// <summary>Starts one that delivers <c>reader@example.test</c> into a Maildir of its own.</summary>
    public static Task<Postfix> StartAsync(params string[] settings) =>
        StartAsync(new Dictionary<string, string> { ["reader@example.test"] = "" }, Nobody, settings);

    /// <summary>Starts one.</summary>
    /// <param name="mailboxes">Address (<c>@domain</c> for a whole domain) and the Maildir that gets its mail; an empty name is a Maildir in the temporary folder. The folders' parents must let the owner in.</param>
    /// <param name="owner">User and group id of the mail; not 0.</param>
    /// <param name="settings">Further lines of main.cf, such as <c>message_size_limit = 5000</c>.</param>
    public static async Task<Postfix> StartAsync(IReadOnlyDictionary<string, string> mailboxes, int owner, params string[] settings)
    {
        var command = Tool.Path("postfix", "postfix");
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("Postfix starts as root only: run this test as root.");
        var folder = Directory.CreateTempSubdirectory("digestbot-postfix-").FullName;
        var postfix = new Postfix(folder, FreePort.Find());
        try
        {
            await postfix.WriteAsync(mailboxes, owner, settings);
            await Tool.RunAsync(command, "-c", postfix.Configuration, "start");
            await FreePort.ListensAsync(postfix.Port, () => null);
            return postfix;
        }
        catch (Exception error)
        {
            var log = postfix.Log;
            await postfix.DisposeAsync();
            throw new InvalidOperationException($"Postfix did not start: {error.Message}\n{log}", error);
        }
    }

    /// <summary>The Maildir of an address that was given no folder.</summary>
    public string Maildir(string address) => Path.Combine(_folder, "mail", address);

    /// <summary>The messages for an address that was given no folder, as they were delivered, oldest first; waits until there are as many as asked for.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync(string address, int count = 1) => MessagesInAsync(Maildir(address), count);

    /// <summary>The messages in a Maildir, as they were delivered, oldest first; waits until there are as many as asked for.</summary>
    public async Task<IReadOnlyList<string>> MessagesInAsync(string maildir, int count = 1) =>
        [.. (await MailFolder.WaitAsync(maildir, count, () => Log)).OrderBy(File.GetLastWriteTimeUtc).Select(File.ReadAllText)];

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(_folder, "queue", "pid", "master.pid")))
            await Tool.RunAsync(Tool.Path("postfix", "postfix"), "-c", Configuration, "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync(IReadOnlyDictionary<string, string> mailboxes, int owner, string[] settings)
    {
        // The daemons leave root behind, and have to get through to their folders.
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "755", _folder);
        foreach (var name in new[] { "etc", "queue", "data", "mail", "log" })
            Directory.CreateDirectory(Path.Combine(_folder, name));
        await Tool.RunAsync(Tool.Path("chown", "coreutils"), "postfix", Path.Combine(_folder, "data"));
        await Tool.RunAsync(Tool.Path("chown", "coreutils"), Id(owner) + ":" + Id(owner), Path.Combine(_folder, "mail"));

        var map = Path.Combine(Configuration, "mailboxes");
        await File.WriteAllLinesAsync(map, mailboxes.Select(one => $"{one.Key} {(one.Value.Length > 0 ? one.Value : Maildir(one.Key)).TrimEnd('/')}/"));
        var domains = mailboxes.Keys.Select(address => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]).Distinct();
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_folder}/queue
            data_directory = {_folder}/data
            maillog_file = {LogFile}
            maillog_file_prefixes = {_folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.example.test
            mydestination =
            mynetworks =
            alias_maps =
            alias_database =
            local_recipient_maps =
            virtual_mailbox_domains = {string.Join(' ', domains)}
            virtual_mailbox_base = /
            virtual_mailbox_maps = texthash:{map}
            virtual_uid_maps = static:{Id(owner)}
            virtual_gid_maps = static:{Id(owner)}
            smtpd_relay_restrictions = reject_unauth_destination
            default_transport = error:5.4.4 nothing leaves this machine
            {string.Join('\n', settings)}

            """);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), string.Create(CultureInfo.InvariantCulture, $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """));
    }

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);
}

using DigestBot.Mail;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

/// <summary>A program in place of sendmail: it keeps its arguments and its input, and then does what the test says.</summary>
internal sealed class SendmailProgram : IDisposable
{
    private SendmailProgram(string folder) => Folder = folder;

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, "sendmail");

    /// <summary>Each call's arguments, one a line; empty when it was never called.</summary>
    public string[] Arguments => File.Exists(System.IO.Path.Combine(Folder, "arguments")) ? File.ReadAllLines(System.IO.Path.Combine(Folder, "arguments")) : [];

    /// <summary>What it read, call after call.</summary>
    public byte[] Input => File.ReadAllBytes(System.IO.Path.Combine(Folder, "input"));

    /// <summary>Makes one that keeps everything and then goes on with these lines of shell.</summary>
    public static Task<SendmailProgram> ThatAsync(string then) => OfAsync($$"""
        #!/bin/sh
        cd "{0}"
        for argument in "$@"; do printf '%s\n' "$argument" >>arguments; done
        cat >>input
        {{then}}
        """);

    /// <summary>Makes one of a whole script; {0} is its folder.</summary>
    public static async Task<SendmailProgram> OfAsync(string script)
    {
        var program = new SendmailProgram(Directory.CreateTempSubdirectory("digestbot-sendmail-").FullName);
        var draft = program.Path + ".txt";
        await File.WriteAllTextAsync(draft, script.Replace("{0}", program.Folder, StringComparison.Ordinal) + "\n");
        // A file that this process has open for writing, and a child of another test with it, could not be run: another process makes it.
        await Tool.RunAsync(Tool.Path("install", "coreutils"), "-m", "755", draft, program.Path);
        return program;
    }

    /// <summary>Sends one mail through it.</summary>
    public async Task<SendResult> SendAsync(string to = "reader@example.test", ReadOnlyMemory<byte>? message = null, int timeoutSeconds = 60, Func<CancellationToken, ValueTask<OutgoingMail?>>? before = null)
    {
        var transport = new SendmailTransport(new SendmailSettings { Path = Path, TimeoutSeconds = timeoutSeconds }, TimeProvider.System);
        await using var connection = await transport.ConnectAsync(TestContext.Current.CancellationToken);
        connection.Relay.ShouldBe(Path);
        var result = await connection.SendAsync(new OutgoingMail(new("bounce+token@bot.example", to), "mail-1", message ?? Wire.Smtp.Letters.Short), before ?? (_ => ValueTask.FromResult<OutgoingMail?>(null)), TestContext.Current.CancellationToken);
        connection.IsUsable.ShouldBeTrue();
        return result;
    }

    /// <summary>chmod.</summary>
    public Task ModeAsync(string mode) => Tool.RunAsync(Tool.Path("chmod", "coreutils"), mode, Path);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

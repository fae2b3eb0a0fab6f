using System.Diagnostics;
using System.Globalization;
using System.Text;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Deliverability;

/// <summary>The real mutt, in a terminal that script(1) makes for it: it decodes each message and pipes what it would show into a file.</summary>
internal static class Mutt
{
    private const string Between = "\f";

    /// <summary>What it shows of messages, in order: some headers, an empty line, the text.</summary>
    /// <param name="messages">Whole messages.</param>
    /// <param name="columns">The width to which it lets text flow.</param>
    public static async Task<IReadOnlyList<string>> ShowAsync(IReadOnlyList<string> messages, int columns)
    {
        var home = Directory.CreateTempSubdirectory("digestbot-mutt-");
        try
        {
            string File_(string name) => Path.Combine(home.FullName, name);
            await File.WriteAllBytesAsync(File_("mailbox"), Encoding.Latin1.GetBytes(MailFile.Of(messages)));
            await File.WriteAllTextAsync(File_("keep"), $"cat >> {File_("shown")}; printf '\\f' >> {File_("shown")}\n");
            await File.WriteAllTextAsync(File_("muttrc"), string.Create(CultureInfo.InvariantCulture, $"""
                set reflow_text=yes reflow_wrap={columns} markers=no
                set pipe_decode=yes pipe_split=yes wait_key=no sort=mailbox-order charset=utf-8 folder={home.FullName}
                alternative_order text/plain
                push "<tag-pattern>~A<enter><tag-prefix><pipe-message>sh {File_("keep")}<enter><exit>"

                """));
            // A terminal that is wide enough, or mutt wraps at its edge.
            await RunAsync($"stty columns 250 rows 50; {Tool.Path("mutt", "mutt")} -n -R -F {File_("muttrc")} -f {File_("mailbox")}", home.FullName);
            var shown = (await File.ReadAllTextAsync(File_("shown"))).Split(Between)[..^1];
            shown.Length.ShouldBe(messages.Count);
            return shown;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string command, string home)
    {
        var start = new ProcessStartInfo(Tool.Path("script", "bsdutils"), ["-q", "-e", "-c", command, "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["HOME"] = home, ["TERM"] = "xterm", ["LC_ALL"] = "C.UTF-8", ["MAIL"] = "", ["TMPDIR"] = home },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("script did not start.");
        try
        {
            // Its input stays open: at the end of it the terminal hangs up.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var screen = process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.ShouldBe(0, await screen);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}

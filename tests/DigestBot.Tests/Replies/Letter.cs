using System.Text;

namespace DigestBot.Tests.Replies;

/// <summary>A message as a person's mail program sends it.</summary>
internal sealed record Letter
{
    private static int _next;

    public string From { get; init; } = "Ana <ana@readers.example>";

    public string To { get; init; } = "digest@bot.example";

    public string Subject { get; init; } = "Re: your digest";

    public string Text { get; init; } = "";

    /// <summary>Further lines of the header, without line ends.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    public string MessageId { get; init; } = $"letter-{Interlocked.Increment(ref _next)}@readers.example";

    /// <summary>As it arrives.</summary>
    public byte[] Bytes(params string[] received) => Encoding.UTF8.GetBytes(string.Join("\r\n",
    [
        .. received, "From: " + From, "To: " + To, "Subject: " + Subject, "Date: Tue, 10 Mar 2026 12:00:00 +0000", $"Message-ID: <{MessageId}>", .. More,
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", Text.ReplaceLineEndings("\r\n"), "",
    ]));
}

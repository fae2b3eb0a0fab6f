using System.Collections.Concurrent;
using System.Globalization;
using DigestBot.Tests.Servers;

namespace DigestBot.Endurance.Schedules;

/// <summary>Something that the relay said to a mail, or to its end.</summary>
/// <param name="Sender">Envelope sender: one for each mail.</param>
/// <param name="Recipient">Envelope recipient.</param>
/// <param name="Stage">Mail, Rcpt, Data or Dot.</param>
/// <param name="Fault">How it was said; "none" for rightly.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="At">When, by the bot's clock.</param>
/// <param name="Astray">Whether this connection had spoken unasked before, so that this answer may have been taken for another.</param>
/// <param name="Message">At the dot: the whole message, dots unstuffed.</param>
internal sealed record RelayAnswer(string Sender, string Recipient, RelayStage Stage, string Fault, RelayVerdict Verdict, DateTimeOffset At, bool Astray, string? Message = null);

/// <summary>What the relay knows of a schedule: each answer, and the conversation for people.</summary>
internal sealed class RelayLedger
{
    private const int LongestLine = 160;

    private readonly ConcurrentQueue<RelayAnswer> _answers = [];
    private readonly ConcurrentQueue<string> _talk = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<RelayAnswer> Answers => [.. _answers];

    /// <summary>In order, each line with its connection.</summary>
    public IReadOnlyList<string> Talk => [.. _talk];

    public void Add(RelayAnswer answer) => _answers.Enqueue(answer);

    public void Say(int connection, string line) =>
        _talk.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{connection}  {(line.Length > LongestLine ? line[..LongestLine] + "…" : line)}").Replace("\r\n", "⏎", StringComparison.Ordinal));
}

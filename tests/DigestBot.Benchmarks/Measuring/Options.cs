namespace DigestBot.Benchmarks.Measuring;

/// <summary>What was asked for on the command line; null where the benchmark's own default stands.</summary>
/// <param name="Json">One JSON object per result.</param>
/// <param name="Full">The long version: a million subscribers, more repetitions.</param>
/// <param name="Repeat">Repetitions; the median is reported.</param>
/// <param name="Subscribers">For <c>compose</c>.</param>
/// <param name="Groups">Different choices that the subscribers share.</param>
/// <param name="Rich">Cards hold all that they can.</param>
/// <param name="Messages">For <c>send</c>.</param>
/// <param name="Connections">For <c>send</c>.</param>
/// <param name="Feeds">For <c>poll</c>.</param>
/// <param name="Folder">Where databases are made: fsync differs from disk to disk.</param>
internal sealed record Options(bool Json, bool Full, int? Repeat, int? Subscribers, int Groups, bool Rich, int? Messages, int Connections, int? Feeds, string Folder);

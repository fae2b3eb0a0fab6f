namespace DigestBot.Replies;

/// <summary>One thing that a subscriber asks for in a reply.</summary>
/// <param name="Verb">
/// <c>unsubscribe</c>, <c>pause</c>, <c>resume</c>, <c>daily</c>, <c>weekdays</c>, <c>weekly</c>, <c>monthly</c>, <c>days</c>, <c>twice</c>, <c>time</c>, <c>zone</c>,
/// <c>budget</c>, <c>add</c>, <c>remove</c>, <c>topics</c>, <c>follow</c>, <c>follow-feed</c> (said with "feed" or in quotes), <c>unfollow</c>, <c>mute</c>, <c>unmute</c>, <c>mute-source</c>, <c>unmute-source</c>, <c>language</c>, <c>languages</c>,
/// <c>pictures</c>, <c>quiet</c>, <c>name</c>, <c>schedule</c> (one that there is not), <c>help</c> or <c>undo</c>; the same whatever the language of the reply.
/// </param>
/// <param name="Argument">
/// For add, remove, follow, unfollow, mute and unmute: one topic, name, address or phrase, as written. For pause: <c>2 weeks</c> (1-999; day, week, month or year, singular after 1),
/// <c>until 2026-12-24</c>, <c>until 12-24</c> (the next one) or <c>until monday</c>; null for a pause without end. For weekly: <c>sunday</c> or null; for days:
/// <c>monday thursday</c>; for monthly: <c>15</c> or null; for time: <c>06:30</c>; for twice: <c>07:00 18:00</c> or null. For zone: an IANA zone or a city, as written.
/// For budget: minutes. For language: <c>fr</c>. For languages: <c>de,en</c>, or null for all. For pictures and quiet (one line when nothing is new): <c>on</c> or <c>off</c>.
/// For name: the name, or null for none. For schedule: as written. Null for the others.
/// </param>
public sealed record ReplyCommand(string Verb, string? Argument = null);

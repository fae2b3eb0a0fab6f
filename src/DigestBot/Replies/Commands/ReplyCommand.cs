namespace DigestBot.Replies;

/// <summary>One thing that a subscriber asks for in a reply.</summary>
/// <param name="Verb">
/// <c>unsubscribe</c>, <c>pause</c>, <c>resume</c>, <c>daily</c>, <c>weekdays</c>, <c>weekly</c>, <c>monthly</c>,
/// <c>add</c>, <c>remove</c>, <c>topics</c>, <c>mute</c>, <c>unmute</c>, <c>help</c> or <c>undo</c>; the same whatever the language of the reply.
/// </param>
/// <param name="Argument">
/// For add, remove, mute and unmute: one topic or phrase, as written. For pause: <c>2 weeks</c> (1-999; day, week, month or year, singular after 1),
/// <c>until 2026-12-24</c>, <c>until 12-24</c> (the next one) or <c>until monday</c>; null for a pause without end. Null for the others.
/// </param>
public sealed record ReplyCommand(string Verb, string? Argument = null);

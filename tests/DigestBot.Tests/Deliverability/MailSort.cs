using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Deliverability;

/// <summary>A kind of mail that the rules of this folder are tried on.</summary>
/// <param name="Name">In the names of tests.</param>
/// <param name="Queue">Puts one into the outbox, in a language.</param>
/// <param name="Subscription">Whether it comes of a subscription, and so offers to leave it.</param>
/// <param name="Bulk">Whether it is one of many, so that no automatic answer is wanted (Precedence).</param>
/// <param name="Answer">Whether it answers what somebody sent (RFC 3834 5).</param>
/// <param name="English">Whether there is no other language: the operator's.</param>
/// <param name="Pictures">Whether the reader asked for lead images.</param>
internal sealed record MailSort(string Name, Func<MailQueue, string, Task<long>> Queue, bool Subscription = false, bool Bulk = false, bool Answer = false, bool English = false, bool Pictures = false)
{
    /// <summary>Every kind there is: a new one is a new line here.</summary>
    public static readonly MailSort[] All =
    [
        new("digest", (queue, language) => queue.DigestAsync(language), Subscription: true, Bulk: true),
        new("pictures", (queue, language) => queue.DigestAsync(language, s => s with { Pictures = true, Frequency = Frequency.Twice }), Subscription: true, Bulk: true, Pictures: true),
        new("pause-over", (queue, language) => queue.DigestAsync(language, s => s with { LastDate = "2026-02-20", AwaySince = "2026-02-21" }), Subscription: true, Bulk: true),
        new("quiet", (queue, language) => queue.DigestAsync(language, s => s with { LastDate = "2026-03-01", Cursor = MailQueue.Beyond, QuietNote = true }), Subscription: true, Bulk: true),
        new("confirm", (queue, language) => queue.NoticeAsync(MailKind.Confirm, language)),
        new("welcome", (queue, language) => queue.NoticeAsync(MailKind.Welcome, language), Subscription: true),
        new("receipt", (queue, language) => queue.NoticeAsync(MailKind.Receipt, language, Changes), Subscription: true, Answer: true),
        new("goodbye", (queue, language) => queue.NoticeAsync(MailKind.Goodbye, language), Answer: true),
        new("alert", (queue, _) => queue.AlertAsync(), English: true),
    ];

    private static Statement[] Changes => [new("change.added", "Science"), new("change.paused", "2026-04-01"), new("change.unknown", "teleport me")];

    /// <summary>The languages that it is written in.</summary>
    public string[] Languages => English ? ["en"] : ["en", "de", "fr", "es"];
}

using Microsoft.AspNetCore.Components;

namespace DigestBot.Model.Views;

/// <summary>
/// The frame of a digest. Every string may be a slot's token instead of its value: the frame is rendered once per language and occasion
/// and the tokens are replaced by each digest's own (already encoded) values.
/// </summary>
/// <param name="Language">BCP 47 tag of the frame's words.</param>
/// <param name="Subject">The subject, used as the document's title.</param>
/// <param name="Preheader">The line that mail programs show beside the subject.</param>
/// <param name="Date">The local date, written out.</param>
/// <param name="Totals">"12 articles · 34 min"; on a quiet day the one line that the mail has to say.</param>
/// <param name="Cards">The rendered cards.</param>
/// <param name="HeldOver">What the reading budget left out, with a link; may be empty.</param>
/// <param name="Receipt">Rendered <see cref="ReceiptView"/>.</param>
/// <param name="Reason">Why this mail comes.</param>
/// <param name="Address">The subscriber's address.</param>
/// <param name="Links">The subscriber's own links.</param>
public sealed record DigestView(
    string Language,
    string Subject,
    string Preheader,
    string Date,
    string Totals,
    MarkupString Cards,
    MarkupString HeldOver,
    MarkupString Receipt,
    string Reason,
    string Address,
    DigestLinks Links)
{
    /// <summary>"Good morning, Ada."</summary>
    public string Greeting { get; init; } = "";

    /// <summary>What a digest that ends a pause says before its cards; else empty.</summary>
    public MarkupString Opening { get; init; }
}

/// <summary>The links at the foot of a digest; each is absolute and signed.</summary>
/// <param name="Web">This digest as a web page; empty in a mail that is no digest.</param>
/// <param name="Preferences">The preference page.</param>
/// <param name="Pause">The preference page at its pause section.</param>
/// <param name="Unsubscribe">The page that ends the subscription.</param>
public sealed record DigestLinks(string Web, string Preferences, string Pause, string Unsubscribe);

/// <summary>What happened behind a digest: its receipt.</summary>
/// <param name="Feeds">How many feeds were polled for the subscriber's choices.</param>
/// <param name="New">How many new articles they brought.</param>
/// <param name="Merged">How many told a story that is already on a card.</param>
/// <param name="Muted">How many the subscriber's mutes kept away.</param>
/// <param name="HeldOver">How many the reading budget left out.</param>
/// <param name="Failing">Feeds that could not be read, named, with since when.</param>
public sealed record ReceiptView(int Feeds, int New, int Merged, int Muted, int HeldOver, IReadOnlyList<FailingFeedView> Failing);

/// <summary>A feed that could not be read.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Since">The day of the first failure in a row, written out for the reader.</param>
public sealed record FailingFeedView(string Title, string Since);

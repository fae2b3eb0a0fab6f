using Microsoft.AspNetCore.Components;

namespace DigestBot.Model.Views;

/// <summary>One choice of a form.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What the reader sees.</param>
/// <param name="Chosen">Whether it is ticked.</param>
public sealed record Choice(string Value, string Text, bool Chosen);

/// <summary>What to correct in a form.</summary>
/// <param name="Field">Id of the field that the sentence is about; null when it is about none.</param>
/// <param name="Sentence">What to correct.</param>
public sealed record FieldError(string? Field, string Sentence);

/// <summary>The choices that signup and preferences share.</summary>
/// <param name="Language">BCP 47 tag of the page's words.</param>
/// <param name="Topics">All topics.</param>
/// <param name="Frequencies">daily, weekdays, weekly, monthly, days, twice.</param>
/// <param name="Zones">IANA zones.</param>
/// <param name="Time">Local sending time, "07:00".</param>
/// <param name="Budget">Reading-time budget in minutes.</param>
/// <param name="Languages">Languages of mails and pages.</param>
public sealed record ChoicesView(
    string Language,
    IReadOnlyList<Choice> Topics,
    IReadOnlyList<Choice> Frequencies,
    IReadOnlyList<Choice> Zones,
    string Time,
    int Budget,
    IReadOnlyList<Choice> Languages)
{
    /// <summary>The weekday of a weekly digest: 1 for Monday to 7.</summary>
    public IReadOnlyList<Choice> Weekdays { get; init; } = [];

    /// <summary>The chosen days of the week: 1 for Monday to 7.</summary>
    public IReadOnlyList<Choice> Days { get; init; } = [];

    /// <summary>The day of the month of a monthly digest.</summary>
    public IReadOnlyList<Choice> MonthDays { get; init; } = [];

    /// <summary>The second local time of two digests a day, "18:00".</summary>
    public string Time2 { get; init; } = "18:00";

    /// <summary>Languages that articles come in; none ticked stands for all.</summary>
    public IReadOnlyList<Choice> ReadLanguages { get; init; } = [];

    /// <summary>What is daily, weekly … now.</summary>
    public string Frequency => Frequencies.FirstOrDefault(frequency => frequency.Chosen)?.Value ?? "daily";
}

/// <summary>The signup page.</summary>
/// <param name="Choices">The form.</param>
/// <param name="Email">What was typed before, if the form comes back.</param>
/// <param name="Errors">What to correct, one sentence each.</param>
/// <param name="Preview">Today's cards for the ticked topics, rendered; empty when nothing is new.</param>
/// <param name="PreviewTotals">"5 articles · 21 min" of the preview.</param>
public sealed record SignupView(ChoicesView Choices, string Email, IReadOnlyList<FieldError> Errors, MarkupString Preview, string PreviewTotals);

/// <summary>The preference page of one subscriber.</summary>
/// <param name="Choices">The form.</param>
/// <param name="Email">The subscriber's address.</param>
/// <param name="Action">Where the form posts to: the signed address of this page.</param>
/// <param name="UnsubscribeUrl">The signed unsubscribe page.</param>
/// <param name="Status">"active", "paused", "pending", "unsubscribed".</param>
/// <param name="PausedUntil">ISO date, or empty.</param>
/// <param name="NextDigest">When the next digest comes, written out; empty when none is due.</param>
/// <param name="Saved">Whether the form has just been saved.</param>
/// <param name="Errors">What to correct, one sentence each.</param>
/// <param name="UnknownZone">The stored time zone when the time zone database does not know it; else empty.</param>
public sealed record PreferencesView(
    ChoicesView Choices,
    string Email,
    string Action,
    string UnsubscribeUrl,
    string Status,
    string PausedUntil,
    string NextDigest,
    bool Saved,
    IReadOnlyList<FieldError> Errors,
    string UnknownZone = "")
{
    /// <summary>What the greeting calls the person.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether cards show pictures.</summary>
    public bool Pictures { get; init; }

    /// <summary>Whether one line comes when nothing is new.</summary>
    public bool QuietNote { get; init; }

    /// <summary>Muted words, one a line.</summary>
    public string MutedWords { get; init; } = "";

    /// <summary>Muted sources, one a line.</summary>
    public string MutedSources { get; init; } = "";

    /// <summary>Followed feeds: row, name, and whether to stop.</summary>
    public IReadOnlyList<Choice> Followed { get; init; } = [];

    /// <summary>Whether feeds can be followed.</summary>
    public bool CanFollow { get; init; } = true;

    /// <summary>What was typed to be followed, if the form comes back.</summary>
    public string Feed { get; init; } = "";
}

/// <summary>A page with a message and at most one button, which posts.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Title">Heading.</param>
/// <param name="Paragraphs">Plain text.</param>
/// <param name="Action">Where the button posts to; empty for no button.</param>
/// <param name="Button">The button's text.</param>
/// <param name="Links">Where else to go.</param>
public sealed record MessageView(string Language, string Title, IReadOnlyList<string> Paragraphs, string Action, string Button, IReadOnlyList<LinkView> Links);

/// <summary>The web copy of a digest.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Date">Local date, written out.</param>
/// <param name="Totals">"12 articles · 34 min".</param>
/// <param name="Cards">Rendered web cards.</param>
/// <param name="HeldOver">Rendered web cards of what the budget left out: one page of them.</param>
/// <param name="HeldOverCount">How many those are in all.</param>
/// <param name="Receipt">The receipt.</param>
public sealed record DigestPageView(string Language, string Date, string Totals, MarkupString Cards, MarkupString HeldOver, int HeldOverCount, ReceiptView Receipt)
{
    /// <summary>"98 articles have come in for you since 10 November." in a digest that ends a pause; else empty.</summary>
    public string Away { get; init; } = "";

    /// <summary>The page's own path, for its links to its other pages.</summary>
    public string Path { get; init; } = "";

    /// <summary>Which page of what was held over this is, from 1. Pages after the first show nothing else.</summary>
    public int Page { get; init; } = 1;

    /// <summary>How many pages there are; at least 1.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>Held-over articles on a page at most.</summary>
    public int PerPage { get; init; } = 50;
}

/// <summary>The operator's page.</summary>
/// <param name="Facts">Name and value: subscribers by status, outbox by state, articles …</param>
/// <param name="Jobs">Every job with its schedule, its last run and its next.</param>
/// <param name="Feeds">Every feed with its state.</param>
/// <param name="Outbox">The newest outbox rows that are not simply sent.</param>
public sealed record StatusView(
    IReadOnlyList<KeyValuePair<string, string>> Facts,
    IReadOnlyList<JobRow> Jobs,
    IReadOnlyList<FeedRow> Feeds,
    IReadOnlyList<OutboxRow> Outbox)
{
    /// <summary>Articles that the slop filter holds, and then the newest that it marked.</summary>
    public IReadOnlyList<SlopRow> Slop { get; init; } = [];
}

/// <summary>An article that the slop filter holds or marked, on the operator's page.</summary>
/// <param name="Id">Row.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Url">Where it stands.</param>
/// <param name="Feed">The feed's name.</param>
/// <param name="State">held, released or marked.</param>
/// <param name="Why">The rules that it meets.</param>
public sealed record SlopRow(long Id, string Title, string Url, string Feed, string State, string Why);

/// <summary>A job on the operator's page; times are ISO 8601 UTC, or "-".</summary>
public sealed record JobRow(string Name, string Does, string Schedule, string LastRun, string LastResult, string NextRun);

/// <summary>A feed on the operator's page; times are ISO 8601 UTC, or "-".</summary>
public sealed record FeedRow(string Title, string Url, string Topics, string LastPoll, string NextPoll, int Articles, string FailingSince, string Error)
{
    /// <summary>Whether the operator chose it; a subscriber did otherwise.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>How many subscribers follow it.</summary>
    public int Followers { get; init; }
}

/// <summary>A mail on the operator's page; times are ISO 8601 UTC, or "-".</summary>
public sealed record OutboxRow(long Id, string Kind, string Recipient, string State, int Attempts, string NextAttempt, string LastReply)
{
    /// <summary>The mail's own page.</summary>
    public string Link { get; init; } = "";
}

/// <summary>One mail's history, for the operator.</summary>
/// <param name="Mail">How it stands.</param>
/// <param name="Queued">When it was queued.</param>
/// <param name="MessageId">Without brackets, or empty.</param>
/// <param name="Attempts">What happened, in order.</param>
/// <param name="Back">The status page.</param>
public sealed record MailView(OutboxRow Mail, string Queued, string MessageId, IReadOnlyList<AttemptRow> Attempts, string Back)
{
    /// <summary>The mail that carries its articles, and its page; null when there is none.</summary>
    public (long Id, string Link)? Successor { get; init; }
}

/// <summary>One attempt to send a mail.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="At">When it ended.</param>
/// <param name="Relay">Who was asked.</param>
/// <param name="Stage">Where in the conversation it was decided.</param>
/// <param name="Code">Reply code and enhanced status.</param>
/// <param name="Text">The relay's words.</param>
/// <param name="InDoubt">Whether the relay may have taken it.</param>
public sealed record AttemptRow(int Number, string At, string Relay, string Stage, string Code, string Text, bool InDoubt);

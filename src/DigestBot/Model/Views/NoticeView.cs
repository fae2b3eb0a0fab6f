namespace DigestBot.Model.Views;

/// <summary>What a transactional mail (confirm, welcome, receipt, goodbye) is about.</summary>
/// <param name="Language">BCP 47 tag of its words.</param>
/// <param name="Subject">The subject, used as the document's title.</param>
/// <param name="Address">The recipient's address.</param>
/// <param name="Topics">Names of the chosen topics in the reader's language.</param>
/// <param name="Schedule">"every day at 07:00 (Europe/Berlin)".</param>
/// <param name="Changes">What was changed or not understood, one sentence each (receipt only).</param>
/// <param name="ActionUrl">The one thing to press: confirm, see preferences, come back. Empty when there is none.</param>
/// <param name="Links">Preference, pause and unsubscribe links; null before the address is confirmed.</param>
public sealed record NoticeView(
    string Language,
    string Subject,
    string Address,
    IReadOnlyList<string> Topics,
    string Schedule,
    IReadOnlyList<string> Changes,
    string ActionUrl,
    DigestLinks? Links)
{
    /// <summary>Names of the feeds that are followed.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];

    /// <summary>Words and sources that are kept away.</summary>
    public IReadOnlyList<string> Muted { get; init; } = [];

    /// <summary>Languages that articles may be in, by their own names; empty for all.</summary>
    public IReadOnlyList<string> ReadLanguages { get; init; } = [];

    /// <summary>Reading time in minutes; 0 where it is not stated.</summary>
    public int Budget { get; init; }
}

/// <summary>A message to the operator.</summary>
/// <param name="Title">What is wrong, in one line.</param>
/// <param name="Lines">Details, one sentence each.</param>
/// <param name="WhatToDo">The next step.</param>
public sealed record AlertView(string Title, IReadOnlyList<string> Lines, string WhatToDo);

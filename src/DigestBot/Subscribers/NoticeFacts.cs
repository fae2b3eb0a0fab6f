using System.Data;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Subscribers;

/// <summary>A sentence to be said in the reader's language.</summary>
/// <param name="Key">Key of the texts.</param>
/// <param name="Arguments">Its arguments, as they stand.</param>
public sealed record Statement(string Key, params string[] Arguments);

/// <summary>
/// What a transactional mail states, frozen when it is queued: a later attempt says the same, whatever has changed since.
/// </summary>
/// <param name="Language">Language of the words.</param>
/// <param name="Chosen">The choices, see <see cref="ChosenFacts"/>.</param>
/// <param name="Changes">What was changed.</param>
/// <param name="InReplyTo">Message-ID of the mail that is answered, without brackets; null when none is.</param>
/// <param name="ReplySubject">Subject of the answer; null for the kind's own.</param>
public sealed record NoticeFacts(string Language, string Chosen, IReadOnlyList<Statement> Changes, string? InReplyTo = null, string? ReplySubject = null)
{
    /// <summary>Names of the feeds that are followed.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];

    /// <summary>Words and sources that are kept away.</summary>
    public IReadOnlyList<string> Muted { get; init; } = [];

    /// <summary>Primary language subtags of the articles, joined by commas; empty for all.</summary>
    public string ReadLanguages { get; init; } = "";

    /// <summary>Reading time in minutes; 0 in rows of earlier versions, which did not state it.</summary>
    public int Budget { get; init; }

    /// <summary>The facts of a subscriber at this moment.</summary>
    public static NoticeFacts Of(Subscriber s, params IReadOnlyList<Statement> changes) =>
        new(s.Language, ChosenFacts.Of(s).ToString(), changes) { ReadLanguages = s.ReadLanguages, Budget = s.Budget };

    /// <summary>The facts of a subscriber at this moment, with their lists, within the caller's transaction.</summary>
    internal static async Task<NoticeFacts> OfAsync(IDbConnection db, IDbTransaction tx, Subscriber s, params IReadOnlyList<Statement> changes)
    {
        var lists = await ReaderListTable.OfAsync(db, tx, s.Id);
        var feeds = await FeedTable.ManyAsync(db, tx, lists.Follows.Select(follow => follow.FeedId));
        return Of(s, changes) with { Followed = [.. feeds.Select(feed => feed.DisplayTitle)], Muted = [.. lists.MutedWords, .. lists.MutedSources] };
    }

    /// <summary>For the outbox row.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>From the outbox row.</summary>
    /// <exception cref="JsonException">The row is damaged.</exception>
    public static NoticeFacts FromJson(string json) =>
        JsonSerializer.Deserialize<NoticeFacts>(json) ?? throw new JsonException("The payload of an outbox row is null.");
}

/// <summary>What a mail to the operator states.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="Lines">Details.</param>
/// <param name="WhatToDo">The next step.</param>
public sealed record AlertFacts(string Title, IReadOnlyList<string> Lines, string WhatToDo);

using System.Globalization;
using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>Articles that share words and tell different stories.</summary>
public sealed class LookAlikeTests
{
    private static readonly string[] Texts = [.. ArticleFixture.All().Where(f => f.Article.Language is null or "en" && f.Article.Text.Split(' ').Length > 250).Select(f => f.Article.Text)];

    private static readonly string Disclaimer =
        "This publication is for information only and is no offer to buy or sell any security. Past performance is no guide to future returns, and the value of an investment may fall as well as rise. "
        + "The author holds no position in the companies named here, and was paid by nobody but this site. Readers should seek independent advice before they act on anything that is written on these pages. "
        + "Figures were right when they were collected; the publisher does not promise that they still are, nor that any forecast will be met. No part of this text may be copied without the written consent of the publisher.";

    private static readonly string Statement =
        "“We are deeply sorry for what happened on our line last night,” the company said in a statement. “Our thoughts are with those who were hurt and with their families. We have opened an inquiry together with the "
        + "authorities, and all trains of this type will be looked at before they run again. Whoever holds a ticket for the coming week can travel by any other train, or have the whole fare paid back at once.”";

    [Fact]
    public void Two_articles_that_quote_one_statement_are_two_stories() => Different(0, text => text + "\n\n" + Statement);

    [Fact]
    public void Two_articles_that_quote_one_statement_in_the_middle_are_two_stories() => Different(0, text => text[..(text.Length / 2)] + Statement + text[(text.Length / 2)..]);

    [Fact]
    public void Two_short_articles_under_one_long_disclaimer_are_two_stories() => Different(60, text => text + "\n\n" + Disclaimer);

    [Fact]
    public void Articles_of_one_template_page_are_different_stories() => Different(
        0, text => "Home News Sport Culture Travel Weather Opinion Podcasts Newsletters Log in Subscribe now and read everything for a month\n\n" + text
        + "\n\nSign up for our newsletter: the most important stories of the day, every evening at six, free of charge. Share this article on Facebook, by mail, or copy its link. About us, contact, imprint, privacy, terms of use, cookies, careers. All rights reserved, no reproduction without permission.");

    [Fact]
    public void Reports_made_of_one_template_are_different_stories()
    {
        AllDifferent(day => string.Create(CultureInfo.InvariantCulture,
            $"""
             The index closed {Figure(day, 1)} points lower at {Figure(day, 2)} on a day of thin trading, as investors waited for news from the central bank. Shares of banks lost {Figure(day, 3)} percent, while makers of machines gained {Figure(day, 4)} percent in the course of the day.
             The euro was worth {Figure(day, 5)} dollars in the evening after {Figure(day, 6)} dollars in the morning. A barrel of oil from the North Sea cost {Figure(day, 7)} dollars, which was {Figure(day, 8)} percent more than on the day before. Gold stood at {Figure(day, 9)} dollars an ounce.
             The yield of government bonds with a term of ten years rose to {Figure(day, 10)} percent from {Figure(day, 11)} percent. Analysts said that trading would remain quiet until the figures of the labour market are out at the end of the week.
             """));
        AllDifferent(day => string.Create(CultureInfo.InvariantCulture,
            $"""
             {Team(day, 1)} beat {Team(day, 2)} by {Figure(day, 1)} to {Figure(day, 2)} at home on Saturday evening and moved up in the table. The guests took the lead after {Figure(day, 3)} minutes, but the hosts were level before the break, and in the second half there was only one team on the pitch.
             {Team(day, 1)} had {Figure(day, 4)} percent of the ball and {Figure(day, 5)} shots on goal, {Team(day, 2)} only {Figure(day, 6)} of them. The match was seen by {Figure(day, 7)} spectators. Next week {Team(day, 1)} play away from home at {Team(day, 3)}, while {Team(day, 2)} receive {Team(day, 4)}.
             The trainer of {Team(day, 1)} was content with his players after the match, and said that there was still a lot to improve. The table: {Team(day, 5)} {Figure(day, 8)} points, {Team(day, 6)} {Figure(day, 9)} points, {Team(day, 7)} {Figure(day, 10)} points, {Team(day, 8)} {Figure(day, 11)} points.
             """));
    }

    [Fact]
    public void A_report_with_the_same_figures_is_the_same_story_when_another_site_rounds_one()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Texts[0]} They counted {Figure(1, 1)}, then {Figure(1, 2)}, {Figure(1, 3)}, {Figure(1, 4)}, {Figure(1, 5)} and at last {Figure(1, 6)} of them.");
        StoryFingerprint.SameStory(StoryFingerprint.Of(text), StoryFingerprint.Of(text.Replace(Figure(1, 2), "about 40", StringComparison.Ordinal))).ShouldBeTrue();
    }

    /// <summary>Each text of the fixtures, cut to so many words, with the same addition: no two are one story, although they share a lot.</summary>
    private static void Different(int words, Func<string, string> add)
    {
        var prints = Texts.Select(text => StoryFingerprint.Of(add(words == 0 ? text : string.Join(' ', text.Split(' ').Take(words))))!).ToList();
        prints.Count.ShouldBeGreaterThan(5);
        for (var i = 0; i < prints.Count; i++)
            for (var j = i + 1; j < prints.Count; j++)
            {
                // By what they share alone, short ones would be one story.
                StoryFingerprint.Containment(prints[i], prints[j]).ShouldBeGreaterThan(words == 0 ? 0 : .5);
                StoryFingerprint.SameStory(prints[i], prints[j]).ShouldBeFalse($"{Texts[i][..40]} / {Texts[j][..40]}: {StoryFingerprint.Containment(prints[i], prints[j]):0.00}");
            }
    }

    private static void AllDifferent(Func<int, string> report)
    {
        var prints = Enumerable.Range(1, 20).Select(day => StoryFingerprint.Of(report(day))!).ToList();
        // Else the figures would not be what tells them apart.
        StoryFingerprint.Similarity(prints[0], prints[1]).ShouldBeGreaterThan(.30);
        for (var i = 0; i < prints.Count; i++)
            for (var j = i + 1; j < prints.Count; j++)
                StoryFingerprint.SameStory(prints[i], prints[j]).ShouldBeFalse($"days {i + 1} and {j + 1}: {StoryFingerprint.Similarity(prints[i], prints[j]):0.00}");
    }

    private static string Figure(int day, int number) => (100 + (((day * 7919) + (number * 104729)) % 89_900) / 10.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Team(int day, int number) => "Rovers United Athletic Wanderers Albion County Rangers Orient Victoria Thistle".Split(' ')[((day * 3) + (number * 7)) % 10];

}

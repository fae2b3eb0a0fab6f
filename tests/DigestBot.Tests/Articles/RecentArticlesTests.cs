using DigestBot.Articles;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Articles;

/// <summary>Same stories and related articles among those in the store, however many there are.</summary>
public sealed class RecentArticlesTests : IAsyncLifetime
{
    private readonly House _house = new();
    private Log _log = null!;
    private long _one, _two, _three;

    public async ValueTask InitializeAsync()
    {
        _log = new Log(_house);
        (_one, _two, _three) = (await _house.FeedAsync(), await _house.FeedAsync(), await _house.FeedAsync());
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_story_is_found_again_whether_it_is_in_the_same_batch_or_was_read_days_ago()
    {
        var first = await _log.EnterAsync((_one, Log.Text(1)), (_two, "From our partners. " + Log.Text(1)), (_two, Log.Text(2)));
        first.Select(article => article.Story).ShouldBe([first[0].Id, first[0].Id, first[2].Id]);
        _house.Clock.Advance(TimeSpan.FromDays(6));
        (await _log.EnterAsync((_three, Log.Text(2) + " More of this tomorrow.")))[0].Story.ShouldBe(first[2].Id);
        _house.Clock.Advance(TimeSpan.FromDays(2)); // the first text of the story is older than a week
        var late = (await _log.EnterAsync((_one, Log.Text(2) + " Written again.")))[0];
        late.Story.ShouldBe(late.Id);
    }

    [Fact]
    public async Task What_is_like_a_copy_but_not_like_the_storys_first_text_is_a_story_of_its_own()
    {
        string Part(int from) => string.Join(' ', Enumerable.Range(from, 3).Select(i => Log.Text(100 + i, 100)));
        var stories = await _log.EnterAsync((_one, Part(0)), (_two, Part(1)), (_three, Part(2)));
        StoryFingerprint.SameStory(StoryFingerprint.Of(Part(1)), StoryFingerprint.Of(Part(2))).ShouldBeTrue(); // else this would show nothing
        stories.Select(article => article.Story).ShouldBe([stories[0].Id, stories[0].Id, stories[2].Id]);
    }

    [Fact]
    public async Task Of_one_feed_only_another_edition_of_a_text_is_the_same_story()
    {
        var form = Log.Text(7, 150);
        var own = await _log.EnterAsync((_one, Log.Text(8, 110) + " " + form), (_one, form + " " + Log.Text(9, 100)), (_one, form + " " + Log.Text(9, 100) + " Corrected at noon."));
        own.Select(article => article.Story).ShouldBe([own[0].Id, own[1].Id, own[1].Id]);
        (await _log.EnterAsync((_two, form + " " + Log.Text(10, 60))))[0].Story.ShouldBe(own[0].Id); // from elsewhere, half of a text is enough
    }

    [Fact]
    public async Task Articles_of_different_languages_tell_different_stories()
    {
        await _log.EnterAsync((_one, Log.Text(1)));
        var prints = await _house.Part<StoryTable>().PrintsAsync([1], _house.Clock.Now.AddDays(-7));
        prints[1].Language.ShouldBe("en");
        var german = new Newcomer(new DigestBot.Model.Article { Id = 99, FeedId = _two, Identity = "x", Url = "", CanonicalUrl = "", Title = "", Language = "de" }, ArticleTerms.Parse(null), StoryFingerprint.Of(Log.Text(1)));
        (await _house.Part<RecentArticles>().PlaceAsync([german], _house.Clock.Now))[0].Story.ShouldBe(99);
        (await _house.Part<RecentArticles>().PlaceAsync([german with { Article = german.Article with { Language = null } }], _house.Clock.Now))[0].Story.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_has_forgotten_nothing_when_it_is_right_again()
    {
        var first = (await _log.EnterAsync((_one, Log.Text(1))))[0];
        _house.Clock.Advance(TimeSpan.FromDays(365));
        await _house.Part<RecentArticles>().ForgetAsync(_house.Clock.Now);
        var ahead = (await _log.EnterAsync((_two, Log.Text(1))))[0];
        ahead.Story.ShouldBe(ahead.Id);
        _house.Clock.Advance(TimeSpan.FromDays(-365));
        (await _log.EnterAsync((_three, Log.Text(1))))[0].Story.ShouldBe(first.Id);
    }

    [Fact]
    public async Task What_an_unlisted_feed_told_first_is_everybodys_story_when_a_listed_one_tells_it_and_stays_that()
    {
        var unlisted = (await _log.EnterAsync(true, null, (_one, Log.Text(1))))[0];
        var listed = (await _log.EnterAsync((_two, Log.Text(1) + " As told by an agency.")))[0];
        listed.Story.ShouldBe(listed.Id); // a stranger's feed has no say in it
        (await _log.StoryAsync(unlisted)).ShouldBe(listed.Id);
        (await _house.Part<ArticleLog>().BetweenAsync(1, 2)).Select(entry => entry.Id).ShouldBe([unlisted.Id, listed.Id]);

        // A text that joins two stories of others must not make them one.
        var bridge = (await _log.EnterAsync(true, null, (_one, Log.Text(1) + " " + Log.Text(2))))[0];
        bridge.Story.ShouldBe(listed.Id);
        var other = (await _log.EnterAsync((_three, Log.Text(2))))[0];
        other.Story.ShouldBe(other.Id);
        (await _log.StoryAsync(bridge)).ShouldBe(listed.Id);
    }

    [Fact]
    public async Task What_an_unlisted_feed_told_first_under_the_same_address_is_the_listed_articles_story()
    {
        var unlisted = (await _log.EnterAsync(true, "https://paper.example/story", (_one, "Short.")))[0];
        var listed = (await _log.EnterAsync(false, "https://paper.example/story?utm_source=x", (_two, "Other words.")))[0];
        (listed.Story, await _log.StoryAsync(unlisted)).ShouldBe((listed.Id, listed.Id));
    }

    [Fact]
    public async Task An_article_for_followers_only_is_on_nobodys_card()
    {
        await _log.EnterAsync(true, null, (_one, Log.Text(1, 80)), (_one, Log.Text(2, 80)));
        (await _log.EnterAsync((_two, Log.Text(1, 60) + " " + Log.Text(3, 150))))[0].Related.ShouldBeEmpty();
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM related_vectors WHERE article_id <= 2")).ShouldBe(0);
    }

    [Fact]
    public async Task However_many_have_the_same_phrases_and_terms_a_bounded_number_is_looked_at()
    {
        // Every article carries the same words, and each some of its own: the worst that a log can hold.
        var same = Log.Text(0, 120);
        for (var batch = 0; batch < 10; batch++)
            await _log.EnterAsync([.. Enumerable.Range(1, 64).Select(i => (i % 2 == 0 ? _one : _two, same + " " + Log.Text((batch * 64) + i, 400)))]);
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM story_prints")).ShouldBe(640); // none is another's story
        var keys = StoryFingerprint.Keys(StoryFingerprint.Of(same));
        var newest = (await _house.Part<StoryTable>().HavingAsync([keys, [.. keys.Take(1)]], RecentArticles.MostCompared)).Select(ids => ids.Count).ToList();
        newest[0].ShouldBeLessThanOrEqualTo(RecentArticles.MostCompared);
        newest[1].ShouldBe(StoryTable.MostForKey);
        var terms = await _house.ColumnAsync<long>("SELECT term FROM related_terms GROUP BY term ORDER BY COUNT(*) DESC LIMIT 5");
        (await _house.Part<RelatedTable>().HavingAsync(terms)).Values.ShouldAllBe(ids => ids.Count <= RelatedTable.MostForTerm);
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM story_keys")).ShouldBeLessThanOrEqualTo(640 * StoryFingerprint.KeyCount);
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM related_terms")).ShouldBeLessThanOrEqualTo(640 * TermVector.FoundBy);
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM term_counts")).ShouldBeLessThanOrEqualTo(640 * (ArticleTerms.Kept + 1) + 1);

        // And a copy is found among them all the same.
        (await _log.EnterAsync((_three, "Seen elsewhere: " + same + " " + Log.Text(5, 400))))[0].Story.ShouldBe(5);
    }

    [Fact]
    public async Task What_is_too_old_to_be_compared_with_is_swept_up_and_the_rest_is_found_as_before()
    {
        await _log.EnterAsync((_one, Log.Text(1)), (_one, Log.Text(2)));
        _house.Clock.Advance(TimeSpan.FromDays(100));
        (await _house.Part<RecentArticles>().ForgetAsync(_house.Clock.Now)).ShouldBe(0); // of a log so short nothing has to go
        await _house.ExecuteAsync("UPDATE sqlite_sequence SET seq = 60000 WHERE name = 'articles'");
        var recent = (await _log.EnterAsync((_one, Log.Text(3))))[0];
        (await _house.Part<RecentArticles>().ForgetAsync(_house.Clock.Now)).ShouldBe(4);
        foreach (var table in new[] { "story_prints", "story_keys", "related_vectors", "related_terms" })
            (await _house.ColumnAsync<long>($"SELECT DISTINCT article_id FROM {table}")).ShouldBe([recent.Id], table);
        (await _log.EnterAsync((_two, Log.Text(3))))[0].Story.ShouldBe(recent.Id);
        (await _house.Part<RecentArticles>().ForgetAsync(_house.Clock.Now)).ShouldBe(0);
    }

    [Fact]
    public async Task A_wall_or_a_form_that_stands_in_every_article_of_a_publication_hides_none_of_them()
    {
        var wall = Log.Text(4, 120);
        var told = new List<DigestBot.Model.Article>();
        foreach (var title in new[] { "A bridge is closed", "Release 1.4.2", "Release 1.4.3", "Week 12: what I read" })
            told.AddRange(await _log.EnterAsync(false, null, title, (_one, wall)));
        told.ShouldAllBe(article => article.Story == article.Id);
        // Two feeds of one site are one publication.
        var sister = (await _log.EnterAsync(false, $"https://site-{_one}.example/culture/9", "An opera is opened", (_two, wall)))[0];
        sister.Story.ShouldBe(sister.Id);
        (await _log.EnterAsync(false, null, "Updated: a bridge is closed", (_one, wall)))[0].Story.ShouldBe(told[0].Id);
    }

    [Fact]
    public async Task An_address_that_all_articles_of_a_feed_have_makes_them_no_story_of_another_feed()
    {
        const string show = "https://podcast.example/";
        var audio = await _log.EnterAsync(false, show, (_one, Log.Text(1)), (_one, Log.Text(2)));
        var video = await _log.EnterAsync(false, show, (_two, Log.Text(3)), (_two, Log.Text(4)));
        var third = await _log.EnterAsync(false, show, (_three, Log.Text(5)));
        audio.Concat(video).Concat(third).ShouldAllBe(article => article.Story == article.Id);
    }
}

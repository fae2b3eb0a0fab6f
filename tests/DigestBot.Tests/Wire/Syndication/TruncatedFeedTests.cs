using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>A connection can break anywhere.</summary>
public class TruncatedFeedTests
{
    [Fact]
    public void The_items_before_the_break_are_those_of_the_whole_feed()
    {
        foreach (var path in Directory.EnumerateFiles(Corpora.Path_("feeds/real")))
        {
            var bytes = File.ReadAllBytes(path);
            var whole = FeedParser.Parse(bytes);
            var before = 0;
            for (var percent = 20; percent < 100; percent += 13)
            {
                var cut = FeedParser.Parse(bytes.AsMemory(0, (int)(bytes.Length * (long)percent / 100)));
                cut.Items.Count.ShouldBeInRange(before, whole.Items.Count, path);
                before = cut.Items.Count;
                for (var i = 0; i < cut.Items.Count; i++)
                    (cut.Items[i] with { Categories = [], Enclosures = [], Author = null })
                        .ShouldBe(whole.Items[i] with { Categories = [], Enclosures = [], Author = null }, path);
                cut.Warnings.ShouldContain(warning => warning.StartsWith("The document ends", StringComparison.Ordinal), path);
            }
        }
    }

    [Fact]
    public void No_cut_of_any_fixture_is_an_error_of_ours()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "feeds")))
        {
            var bytes = File.ReadAllBytes(path);
            for (var length = 0; length < bytes.Length; length++)
                try
                {
                    FeedParser.Parse(bytes.AsMemory(0, length)).Items.Count.ShouldBeLessThan(100);
                }
                catch (FeedFormatException e)
                {
                    e.Message.ShouldNotContain("\n");
                }
        }
    }
}

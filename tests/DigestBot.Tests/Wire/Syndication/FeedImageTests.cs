using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

public sealed class FeedImageTests
{
    [Theory]
    [InlineData("""<enclosure url="https://a.example/lead.jpg" type="image/jpeg" length="9"/>""", "https://a.example/lead.jpg")]
    [InlineData("""<enclosure url="https://a.example/show.mp3" type="audio/mpeg" length="9"/><media:thumbnail url="https://a.example/cover.png"/>""", "https://a.example/cover.png")]
    [InlineData("""<media:content url="https://a.example/small.jpg" medium="image" width="240"/><media:content url="https://a.example/large.jpg" medium="image" width="1200"/>""", "https://a.example/large.jpg")]
    [InlineData("""<media:group><media:content url="https://a.example/film.mp4" medium="video"/><media:thumbnail url="https://a.example/still.webp" width="640" height="360"/></media:group>""", "https://a.example/still.webp")]
    [InlineData("""<media:content url="https://a.example/untyped.jpeg?x=1"/>""", "https://a.example/untyped.jpeg?x=1")]
    [InlineData("""<media:thumbnail url="https://a.example/icon" width="32px" height="32px"/>""", null)]
    [InlineData("""<media:thumbnail url="http://a.example/plain.jpg"/>""", null)]
    [InlineData("""<enclosure url="https://a.example/vector" type="image/svg+xml" length="9"/>""", null)]
    [InlineData("""<media:content url="https://a.example/untyped"/>""", null)]
    [InlineData("""<description>&lt;p&gt;&lt;img width="1" height="1" src="https://a.example/count.gif"&gt;&lt;img alt='a &gt; b' src='/relative.jpg'&gt;&lt;IMG data-src="https://a.example/lazy.jpg" src="https://a.example/in-words.jpg?a=1&amp;amp;b=2" width="640"&gt;&lt;/p&gt;</description>""", "https://a.example/in-words.jpg?a=1&b=2")]
    [InlineData("""<description>&lt;img src="https://s.w.org/images/core/emoji/72x72/1f600.png"&gt; Hello &lt;img src=&gt; &lt;img src="https://a.example/never closed</description>""", null)]
    [InlineData("", null)]
    public void The_picture_of_an_entry_is_the_largest_that_a_mail_may_show(string media, string? image) =>
        FeedImage.Of(Read($"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>A</title><item><title>B</title>{media}</item></channel></rss>""")).ShouldBe(image);

    [Fact]
    public void A_JSON_feed_names_the_picture_of_an_item() =>
        FeedImage.Of(Read("""{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","title":"B","content_text":"C","image":"https://a.example/lead.jpg"}]}""")).ShouldBe("https://a.example/lead.jpg");

    private static FeedItem Read(string feed) => FeedParser.Parse(Encoding.UTF8.GetBytes(feed), null, new Uri("https://a.example/feed")).Items.Single();
}

using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

public class AuthorNameTests
{
    [Theory]
    [InlineData("By Ann Author", "Ann Author")]
    [InlineData("by: Ann Author,", "Ann Author")]
    [InlineData("Author: By Ann Author", "Ann Author")]
    [InlineData("View all posts by Ann Author", "Ann Author")]
    [InlineData("Ann Author (https://a.example/ann)", "Ann Author")]
    [InlineData("Ann Author ann@a.example", "Ann Author")]
    [InlineData("ann@a.example (Ann Author)", "Ann Author")]
    [InlineData("Ann Author | @ann", "Ann Author")]
    [InlineData("Von Vera Verfasserin", "Vera Verfasserin")]
    [InlineData("作者：文字花", "文字花")]
    [InlineData("Byron Basset", "Byron Basset")]
    [InlineData("Parry Parson", "Parry Parson")]
    [InlineData("https://www.facebook.com/ann", null)]
    [InlineData("@ann", null)]
    [InlineData("2024", null)]
    [InlineData("", null)]
    public void A_stated_name_loses_what_is_no_name(string stated, string? name) => AuthorName.Clean(stated).ShouldBe(name);

    [Theory]
    [InlineData("By Ann Author, Senior Editor", "Ann Author")]
    [InlineData("Ann Author, Max Muster and Zoe Zane", "Ann Author, Max Muster and Zoe Zane")]
    [InlineData("Ann Author · 4 min read", "Ann Author")]
    [InlineData("Ann Author | Staff", "Ann Author")]
    [InlineData("Follow Author", null)]
    [InlineData("About the author", null)]
    [InlineData("A note from Ann", null)]
    [InlineData("More by this author", null)]
    public void A_visible_line_loses_roles_and_is_no_button(string line, string? name) => AuthorName.CleanLine(line).ShouldBe(name);

    [Theory]
    [InlineData("<h1>On slate</h1><p class=byline>By <a rel=author href=/a>Ann Author</a> March 3, 2024</p>", "Ann Author")]
    [InlineData("<h1>On slate</h1><div>By Ann Author and Max Muster</div>", "Ann Author and Max Muster")]
    [InlineData("<h1>On slate</h1><div><span>by</span> <a href=/a>slatefan Ann</a></div>", null)]
    [InlineData("<h1>On slate</h1><div><span>by</span> <a href=/a>Slatefan</a></div>", "Slatefan")]
    [InlineData("<h1>On slate</h1><p>By the sea there is a quarry.</p>", null)]
    [InlineData("<div class=modal-open><h1>On slate</h1><div class=author-name>Ann Author</div></div>", "Ann Author")]
    [InlineData("<h1>On slate</h1><aside><p class=byline>Ann Author</p></aside>", null)]
    [InlineData("<h1>On slate</h1><div itemprop=author itemscope><span itemprop=name>Ann Author</span><span>Quarry correspondent</span></div>", "Ann Author")]
    [InlineData("<meta name=author content='Ann Author'><meta name=author content='Max Muster'><h1>On slate</h1>", "Ann Author, Max Muster")]
    [InlineData("<meta name=citation_author content='Author, Ann'><meta name=citation_author content='Muster, Max'><h1>On slate</h1>", "Author, Ann; Muster, Max")]
    [InlineData("<meta property=article:author content='https://social.example/ann'><h1>On slate</h1><p class=author>Ann Author</p>", "Ann Author")]
    [InlineData("<meta name=byl content='By Ann Author'><h1>On slate</h1>", "Ann Author")]
    [InlineData("<meta name=twitter:creator content='@ann'><h1>On slate</h1>", null)]
    [InlineData("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"On slate\",\"author\":{\"@id\":\"#ann\"}},{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann Author\"}]}</script><h1>On slate</h1>", "Ann Author")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"On slate\",\"author\":[{\"name\":\"Ann Author\"},\"https://a.example/max\",{\"givenName\":\"Max\",\"familyName\":\"Muster\"}]}</script>", "Ann Author, Max Muster")]
    public void The_author_is_found_where_pages_put_it(string html, string? byline)
    {
        const string prose = "<p>Slate splits along planes that were once the bed of a sea, and a roofer who knows it, by hand and by ear, needs no saw.</p>";
        PageReader.Read(Encoding.UTF8.GetBytes($"<!doctype html><title>On slate</title><body>{html}{prose}{prose}</body>"), "text/html", new Uri("https://pages.example/slate")).Byline.ShouldBe(byline);
    }
}

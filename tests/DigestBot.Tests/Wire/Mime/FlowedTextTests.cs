using DigestBot.Wire.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Mime;

public class FlowedTextTests
{
    private const string Long = "The quick brown fox jumps over the lazy dog, and then again, because the paragraph has to be longer than one line of seventy-two columns.";

    [Fact]
    public void Paragraphs_are_wrapped_at_72_columns_and_come_back()
    {
        var wrapped = FlowedText.Wrap(Long);
        wrapped.Split('\n').Length.ShouldBe(2);
        wrapped.Split('\n')[0].ShouldEndWith(" ");
        wrapped.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 72);
        FlowedText.Unwrap(wrapped, deleteSpace: true).ShouldBe(Long);
    }

    [Fact]
    public void Addresses_of_pages_are_never_broken()
    {
        var url = "https://example.org/" + new string('a', 200);
        var wrapped = FlowedText.Wrap($"{Long} {url} {Long}");
        wrapped.Split('\n').ShouldContain(line => line.Trim() == url);
        FlowedText.Unwrap(wrapped, deleteSpace: true).ShouldBe($"{Long} {url} {Long}");
    }

    [Fact]
    public void Wide_characters_count_twice()
    {
        var korean = string.Join(' ', Enumerable.Repeat("오늘의뉴스", 20));
        FlowedText.Wrap(korean).Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 6 * 6);
        FlowedText.Unwrap(FlowedText.Wrap(korean), deleteSpace: true).ShouldBe(korean);
    }

    [Fact]
    public void Text_without_spaces_is_wrapped_between_characters_and_comes_back()
    {
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("今天的新闻，都在这里。", 30)), "Latin 混合 " + new string('x', 500) + " end", string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 80)), "a " + new string('>', 300) })
        {
            var wrapped = FlowedText.Wrap(text);
            foreach (var line in wrapped.Split('\n'))
            {
                ColumnWidth.Of(line.Trim()).ShouldBeLessThanOrEqualTo(72 + 72); // an emoji family is drawn as one, and counted as four
                line.TrimStart().ShouldNotStartWith("，");
                line.ShouldNotStartWith("\u200d");
            }

            FlowedText.Unwrap(wrapped, deleteSpace: true).ShouldBe(text);
        }

        FlowedText.Wrap(string.Concat(Enumerable.Repeat("今天的新闻，都在这里。", 30))).Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 36);
    }

    [Theory]
    [InlineData(" indented", "  indented")]
    [InlineData("From me", " From me")]
    [InlineData("trailing   ", "trailing")]
    [InlineData("-- ", "-- ")]
    [InlineData(">> quoted", ">> quoted")]
    [InlineData("a\r\n\r\nb", "a\n\nb")]
    public void Lines_that_would_be_mistaken_are_stuffed(string text, string wrapped) => FlowedText.Wrap(text).ShouldBe(wrapped);

    [Fact]
    public void Quotes_keep_their_depth()
    {
        var wrapped = FlowedText.Wrap(">> " + Long);
        wrapped.Split('\n').ShouldAllBe(line => line.StartsWith(">> ", StringComparison.Ordinal) && line.TrimEnd().Length <= 72);
        FlowedText.Unwrap(wrapped, deleteSpace: true).ShouldBe(">> " + Long);
    }

    [Fact]
    public void Any_text_without_trailing_spaces_comes_back()
    {
        Prop.ForAll<NonNull<string>[]>(words =>
        {
            var text = string.Join(' ', Enumerable.Repeat(words.Select(word => word.Get), 5).SelectMany(word => word)).Replace('\r', '\n');
            text = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' ')).Select(line => line.StartsWith('>') ? "x" + line : line));
            FlowedText.Unwrap(FlowedText.Wrap(text), deleteSpace: true).ShouldBe(text);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_short_line_alone_is_wrapped_as_among_others()
    {
        string[] pieces = ["a", "word", " ", "  ", ">", "From ", "-- ", "-", ".", "é", "新聞", "https://news.example/a", "\t", "F", "\r", "\n", new string('w', 40)];
        var chance = new Random(3676);
        for (var i = 0; i < 50_000; i++)
        {
            var line = string.Concat(chance.GetItems(pieces, chance.Next(6))) + "\n";
            FlowedText.Wrap(line + "x", quotes: i % 2 == 0).ShouldBe(FlowedText.Wrap(line, quotes: i % 2 == 0) + "x", line);
        }
    }
}

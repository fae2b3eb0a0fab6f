using DigestBot.Wire.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Text;

public sealed class TextFragmentTests
{
    private const string Page = "https://example.org/a";

    [Theory]
    [InlineData("One fine day, we left & ran.", "fine day, we left & ran", "#:~:text=fine%20day%2C%20we%20left%20%26%20ran")]
    [InlineData("A well-known fact.", "well-known", "#:~:text=well%2Dknown")]
    [InlineData("Das Café heißt „Ölmühle“.", "„Ölmühle“", "#:~:text=%E2%80%9E%C3%96lm%C3%BChle%E2%80%9C")]
    [InlineData("A red fox. A red fox ran.", "A red fox ran", "#:~:text=A%20red%20fox%20ran")]
    public void A_quote_is_escaped_as_the_directive_asks(string text, string quote, string expected) =>
        TextFragment.Link(Page, text, text.IndexOf(quote, StringComparison.Ordinal), quote.Length).ShouldBe(Page + expected);

    [Fact]
    public void A_long_quote_is_its_first_and_its_last_words()
    {
        const string quote = "Nothing in this long sentence is repeated anywhere, which is why its beginning and its very end are enough to find it.";
        TextFragment.Link(Page, $"Before. {quote} After.", 8, quote.Length).ShouldBe(Page + "#:~:text=Nothing%20in%20this%20long,enough%20to%20find%20it.");
    }

    [Fact]
    public void A_quote_that_comes_twice_is_found_by_what_stands_before_it()
    {
        const string text = "We waited. Then came rain. We waited.";
        TextFragment.Link(Page, text, 27, 10).ShouldBe(Page + "#:~:text=rain.-,We%20waited.");
        TextFragment.Link(Page, text, 0, 10).ShouldBe(Page + "#:~:text=We%20waited.");
    }

    [Fact]
    public void A_paragraphs_first_words_are_found_by_what_follows_them()
    {
        const string text = "We waited for them.\n\nWe waited in vain.";
        TextFragment.Link(Page, text, 21, 9).ShouldBe(Page + "#:~:text=We%20waited,-in");
    }

    [Fact]
    public void A_fragment_of_the_address_is_kept_and_a_directive_replaced()
    {
        TextFragment.Link(Page + "#part", "A word.", 2, 4).ShouldBe(Page + "#part:~:text=word");
        TextFragment.Link(Page + "#:~:text=old", "A word.", 2, 4).ShouldBe(Page + "#:~:text=word");
    }

    [Fact]
    public void Any_slice_gives_an_ascii_link_whose_parts_are_read_back()
    {
        var slices = from text in ArbMap.Default.GeneratorFor<string>() where !string.IsNullOrEmpty(text)
                     from start in Gen.Choose(0, text.Length - 1)
                     from length in Gen.Choose(0, text.Length - start)
                     select (text, start, length);
        Prop.ForAll(slices.ToArbitrary(), slice =>
        {
            var link = TextFragment.Link(Page, slice.text, slice.start, slice.length);
            var directive = link.Length > Page.Length ? link[(Page.Length + "#:~:text=".Length)..] : "";
            return link.All(char.IsAscii) && !directive.Contains('&', StringComparison.Ordinal) && directive.Count(c => c == ',') <= 3;
        }).QuickCheckThrowOnFailure();
    }
}

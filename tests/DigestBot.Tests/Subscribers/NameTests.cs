using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Subscribers;

/// <summary>What can be a name, and what is kept of a muted word.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("Inês Maria", true)]
    [InlineData("J. R. O\u2019Neill-Smith", true)]
    [InlineData("Nguy\u1ec5n", true)]
    [InlineData("\u0928\u093f\u0936\u093e", true)] // Nisha
    [InlineData("...", false)]
    [InlineData("Ada ...", false)]
    [InlineData("' -", false)]
    [InlineData("Ada  Lovelace", false)]
    [InlineData("Ada\u202e", false)]
    [InlineData("\u0301\u0301", false)]
    public void A_name_is_made_of_words_with_letters(string name, bool fine) => Preferences.IsName(name).ShouldBe(fine);

    [Fact]
    public void A_tower_of_accents_is_no_name() => Preferences.IsName("a" + new string('\u0301', 39)).ShouldBeFalse();

    [Theory]
    [InlineData("\u202eBit\u200bcoin\u0007", "bitcoin")]
    [InlineData("election\u00a0\t night", "election night")]
    [InlineData("\u2066\u2069", "")]
    public void A_muted_word_keeps_nothing_that_nobody_sees(string typed, string kept) => ReaderLists.Clean(typed).ShouldBe(kept);
}

using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Subscribers;

public sealed class TokensTests
{
    private static readonly Tokens Ours = new(KeyFile.Of(House.Key));

    [Fact]
    public void A_token_says_which_row_it_stands_for()
    {
        var rows = from purpose in Gen.Elements(Enum.GetValues<TokenPurpose>())
                   from id in ArbMap.Default.GeneratorFor<long>().Select(n => n & long.MaxValue)
                   select (purpose, id);
        Prop.ForAll(rows.ToArbitrary(), row => Ours.Read(row.purpose, Ours.Make(row.purpose, row.id)) == row.id).QuickCheckThrowOnFailure();
        foreach (var id in new[] { 0, 1, 255, 256, long.MaxValue })
            Ours.Read(TokenPurpose.Reply, Ours.Make(TokenPurpose.Reply, id)).ShouldBe(id);
    }

    [Fact]
    public void A_token_of_one_purpose_is_worth_nothing_for_another()
    {
        foreach (var made in Enum.GetValues<TokenPurpose>())
            foreach (var read in Enum.GetValues<TokenPurpose>().Where(read => read != made))
                Ours.Read(read, Ours.Make(made, 42)).ShouldBeNull($"{made} as {read}");
    }

    [Fact]
    public void A_mail_server_that_folds_case_does_no_harm()
    {
        var token = Ours.Make(TokenPurpose.Reply, 7);
        token.ShouldBe(token.ToLowerInvariant());
        Ours.Read(TokenPurpose.Reply, token.ToUpperInvariant()).ShouldBe(7);
    }

    [Fact]
    public void Any_changed_missing_or_added_character_makes_a_token_worthless()
    {
        foreach (var id in new[] { 1L, 300, 70_000, 17_000_000, long.MaxValue })
        {
            var token = Ours.Make(TokenPurpose.Unsubscribe, id);
            for (var i = 0; i < token.Length; i++)
            {
                foreach (var c in "abcdefghijklmnopqrstuvwxyz234567!".Where(c => c != token[i]))
                    Ours.Read(TokenPurpose.Unsubscribe, token[..i] + c + token[(i + 1)..]).ShouldBeNull($"{token} with {c} at {i}");
                Ours.Read(TokenPurpose.Unsubscribe, token.Remove(i, 1)).ShouldBeNull();
            }

            foreach (var c in "a7") Ours.Read(TokenPurpose.Unsubscribe, token + c).ShouldBeNull();
        }
    }

    [Fact]
    public void Another_services_key_makes_other_tokens()
    {
        var theirs = new Tokens(KeyFile.Of([.. Enumerable.Repeat((byte)9, 32)]));
        Ours.Read(TokenPurpose.Confirm, theirs.Make(TokenPurpose.Confirm, 1)).ShouldBeNull();
    }

    [Fact]
    public void Whatever_stands_where_a_token_should_is_read_without_harm()
    {
        foreach (var text in new[] { null, "", "a", "====", "ümlaut", new string('a', 64), new string('a', 100_000) })
            Ours.Read(TokenPurpose.Confirm, text).ShouldBeNull();
        Prop.ForAll<string?>(text => Ours.Read(TokenPurpose.Confirm, text) is null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_token_fits_into_the_local_part_of_an_address() =>
        ("digest+" + Ours.Make(TokenPurpose.Reply, long.MaxValue)).Length.ShouldBeLessThanOrEqualTo(64); // RFC 5321 4.5.3.1.1
}

using System.Text;
using DigestBot.Wire.Imap;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Imap;

public class PartsTests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")] // RFC 3501 5.1.3
    [InlineData("R&D", "R&-D")]
    [InlineData("a\r\nb\0", "a&AA0ACg-b&AAA-")]
    [InlineData("😀", "&2D3eAA-")]
    public void A_mailbox_name_is_written_as_old_servers_read_it(string name, string encoded) =>
        ModifiedUtf7.Encode(name).ShouldBe(encoded);

    [Fact]
    public void A_set_is_short_and_split_before_it_grows_too_long()
    {
        UidSet.Format([7, 3, 4, 5, 4, 9, 10]).ShouldHaveSingleItem().ShouldBe("3:5,7,9:10");
        UidSet.Format([]).ShouldBeEmpty();
        var odd = Enumerable.Range(0, 5000).Select(n => uint.MaxValue - (uint)(2 * n)).ToArray();
        var sets = UidSet.Format(odd).ToArray();
        sets.ShouldAllBe(set => set.Length < 900);
        sets.SelectMany(UidSet.Parse).ShouldBe(odd.Order());
    }

    [Theory]
    [InlineData("1:4294967295")]
    [InlineData("1,")]
    [InlineData("*")]
    [InlineData("4294967296")]
    public void A_set_that_is_none_or_too_large_is_refused(string set) => Should.Throw<FormatException>(() => UidSet.Parse(set));

    [Fact]
    public void Whatever_a_text_holds_it_stays_one_argument()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string>(text =>
        {
            text = (text ?? "").Replace("\0", "", StringComparison.Ordinal);
            var parts = new ImapCommand("X").Words("X ").Text(text).Words(" Y").Parts("A1");
            var all = Encoding.UTF8.GetString(parts.SelectMany(part => part).ToArray());
            if (parts.Count == 1)
                return all.StartsWith("A1 X \"", StringComparison.Ordinal) && all.EndsWith("\" Y\r\n", StringComparison.Ordinal) && !all[..^2].Any(char.IsControl);
            var bytes = Encoding.UTF8.GetBytes(text);
            return parts.Count == 2 && Encoding.ASCII.GetString(parts[0]) == $"A1 X {{{bytes.Length}}}\r\n" && parts[1].AsSpan(0, bytes.Length).SequenceEqual(bytes);
        }));
    }

    [Fact]
    public async Task No_bytes_make_the_reader_fail_in_another_way()
    {
        var seeds = new[] { "* 1 FETCH (UID 7 BODY[] {4}\r\nbody FLAGS (\\Seen \"a\\\"b\"))\r\n", "* OK [UIDNEXT 4] x\r\n", "A1 NO [X (a \"]\")] y\r\n", "+ \r\n", "* 4 EXISTS\r\n", "*\r\n", "* \r\n", "\r\n", "* 5\r\n", "* 5 \r\n", "+\r\n", "* OK [\r\n" };
        var random = new System.Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Encoding.ASCII.GetBytes(seeds[round % seeds.Length]);
            for (var change = random.Next(4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)"(){}[]\"\\ *~+\r\n\0x1"[random.Next(17)];
            try
            {
                var frame = await new ImapReader(new MemoryStream([.. bytes, .. "\r\n"u8]), new ImapLimits()).ReadAsync(100, CancellationToken.None);
                switch (ImapParser.Parse(frame))
                {
                    case ImapData data:
                        _ = data.Values(32);
                        break;
                    case ImapStatus status:
                        _ = status.Values();
                        break;
                }
            }
            catch (Exception expected) when (expected is FormatException or EndOfStreamException)
            {
            }
        }
    }
}

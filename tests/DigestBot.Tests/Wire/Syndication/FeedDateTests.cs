using System.Globalization;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

public class FeedDateTests
{
    [Theory]
    // RFC 822, 2822, 5322
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21")]
    [InlineData("Thu, 1 Jan 2004 19:48:21 +0000", "2004-01-01T19:48:21")]
    [InlineData("1 Jan 2004 19:48 GMT", "2004-01-01T19:48:00")]
    [InlineData("Thu, 01 Jan 04 19:48:21 EST", "2004-01-02T00:48:21")]
    [InlineData("Thu, 31 Jun 1999 10:00:00 GMT", null)]
    [InlineData("01 Jul 99 24:00:00 GMT", "1999-07-02T00:00:00")]
    [InlineData("Thu, 01 Jan 2004 19:48:21", "2004-01-01T19:48:21")]
    [InlineData("Thu,01 Jan 2004 19:48:21 -0830", "2004-01-02T04:18:21")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 UTC+2", "2004-01-01T17:48:21")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 CEST", "2004-01-01T17:48:21")]
    [InlineData("Thu, 01 Jan 2004 19:48:60 Z", "2004-01-01T19:48:59")]
    [InlineData("Thursday, January 1st, 2004 7:48 PM", "2004-01-01T19:48:00")]
    [InlineData("January 1, 2004", "2004-01-01T00:00:00")]
    [InlineData("01-Jan-2004 19:48:21", "2004-01-01T19:48:21")]
    [InlineData("2004-Jan-01", "2004-01-01T00:00:00")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT (a comment)", "2004-01-01T19:48:21")]
    [InlineData("Fri Jan 02 2004 10:14:55 GMT+0200 (CEST)", "2004-01-02T08:14:55")]
    [InlineData("Thu, 01 Jan 2004 00:00:00 +9900", "2004-01-01T00:00:00")]
    // asctime and Unix
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21")]
    [InlineData("Thu Jan  1 19:48:21 EST 2004", "2004-01-02T00:48:21")]
    [InlineData("1072986501", "2004-01-01T19:48:21")]
    [InlineData("1072986501000", "2004-01-01T19:48:21")]
    // RFC 3339, W3C-DTF, ISO 8601
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55")]
    [InlineData("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55")]
    [InlineData("2003-12-31T10:14:55.9999999+01", "2003-12-31T09:14:55")]
    [InlineData("2003-12-31t10:14z", "2003-12-31T10:14:00")]
    [InlineData("2003-12-31 10:14:55 +0100", "2003-12-31T09:14:55")]
    [InlineData("2003-12-31 10:14:55 EST", "2003-12-31T15:14:55")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00")]
    [InlineData("2003-12", "2003-12-01T00:00:00")]
    [InlineData("2003", "2003-01-01T00:00:00")]
    [InlineData("2003-335", "2003-12-01T00:00:00")]
    [InlineData("2003335", "2003-12-01T00:00:00")]
    [InlineData("2004-W01-4", "2004-01-01T00:00:00")]
    [InlineData("20031231", "2003-12-31T00:00:00")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55")]
    [InlineData("20031231101455", "2003-12-31T10:14:55")]
    [InlineData("2003/12/31 10:14", "2003-12-31T10:14:00")]
    [InlineData("2003-12-31T25:00:00Z", "2003-12-31T00:00:00")]
    [InlineData("2003-02-29", null)]
    [InlineData("2003-13-01", null)]
    [InlineData("0000-00-00T00:00:00", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("-0001-11-30T00:00:00+00:00", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    // Other languages
    [InlineData("Mi, 04 März 2017 17:36:24 +0100", "2017-03-04T16:36:24")]
    [InlineData("Donnerstag, 1. Januar 2004 - 19:48 Uhr", "2004-01-01T19:48:00")]
    [InlineData("jeu., 1er janvier 2004 19:48:21 +0100", "2004-01-01T18:48:21")]
    [InlineData("mar, 06 ene 2004 19:48:21 +0100", "2004-01-06T18:48:21")]
    [InlineData("6 de mayo de 2004", "2004-05-06T00:00:00")]
    [InlineData("gio, 01 gen 2004 19:48:21", "2004-01-01T19:48:21")]
    [InlineData("Qui, 02 Out 2003 19:48:21 -0300", "2003-10-02T22:48:21")]
    [InlineData("Чт, 01 янв 2004 19:48:21 +0300", "2004-01-01T16:48:21")]
    [InlineData("1 января 2004, 19:48", "2004-01-01T19:48:00")]
    [InlineData("ons, 15 okt 2003 19:48:21", "2003-10-15T19:48:21")]
    [InlineData("czw., 1 stycznia 2004", "2004-01-01T00:00:00")]
    [InlineData("Πεμ, 01 Ιαν 2004 19:48:21 EET", "2004-01-01T17:48:21")]
    [InlineData("2004年1月2日 10:14", "2004-01-02T10:14:00")]
    [InlineData("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15")]
    [InlineData("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17")]
    // Digits alone
    [InlineData("31.12.2003 10:14", "2003-12-31T10:14:00")]
    [InlineData("01.02.2003", "2003-02-01T00:00:00")]
    [InlineData("31/12/2003", "2003-12-31T00:00:00")]
    [InlineData("12/31/2003 7:14 pm", "2003-12-31T19:14:00")]
    [InlineData("01/02/2003", null)]
    // No dates
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("yesterday", null)]
    [InlineData("17", null)]
    [InlineData("Thu, 01 Foo 2004", null)]
    [InlineData("19:48:21", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("(((((((((", null)]
    public void A_date_is_read_however_it_is_written(string text, string? expected) =>
        (FeedDate.Parse(text) is { } date ? date.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) : null).ShouldBe(expected);

    [Fact]
    public void What_is_no_date_is_null()
    {
        FeedDate.Parse(null).ShouldBeNull();
        FeedDate.Parse("01/02/2003").ShouldBeNull();
        FeedDate.Parse(new string('1', 100_000)).ShouldBeNull();
    }

    [Fact]
    public void A_date_is_in_utc() => FeedDate.Parse("2003-12-31T10:14:55-08:00")!.Value.Offset.ShouldBe(TimeSpan.Zero);
}

using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

public class CharsetTests
{
    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "text/html; charset=UTF-8", "", "Grüße")]
    [InlineData("windows-1252", null, "", "Grüße – so")]
    [InlineData("windows-1252", "text/html; charset=ISO-8859-1", "", "Grüße “so”")]
    [InlineData("shift_jis", null, "<meta charset=Shift_JIS>", "日本語の文章です")]
    [InlineData("euc-jp", "text/html;charset=\"euc-jp\"", "", "日本語の文章です")]
    [InlineData("gb18030", null, "<meta http-equiv=content-type content='text/html; charset=gb2312'>", "中文网页的内容")]
    [InlineData("big5", null, "<META content=\"text/html; charset=big5\" http-equiv=Content-Type>", "中文網頁的內容")]
    [InlineData("euc-kr", null, "<meta charset = 'euc-kr'>", "한국어 문장")]
    [InlineData("koi8-r", "text/html; charset=koi8-r", "", "Привет, мир")]
    [InlineData("utf-8", null, "<meta charset=windows-1252>", "Grüße – declared wrongly")]
    [InlineData("utf-8", "text/html; charset=gb2312", "", "中文网页的内容")]
    [InlineData("windows-1252", "text/html; charset=utf-8", "", "é è à ü ö ä ß")]
    [InlineData("utf-8", "text/html; charset=no-such-thing", "", "Grüße")]
    [InlineData("utf-8", null, "<?xml version='1.0' encoding='utf-8'?>", "Grüße")]
    public void Bytes_become_the_text_that_was_written(string written, string? contentType, string declaration, string text)
    {
        var encoding = written == "utf-8" ? Encoding.UTF8 : Encoding.GetEncoding(written);
        Charset.Decode([.. Encoding.ASCII.GetBytes(declaration), .. encoding.GetBytes(text)], contentType).ShouldBe(declaration + text);
    }

    [Fact]
    public void A_byte_order_mark_beats_every_declaration()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            Charset.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes("Grüße")], "text/html; charset=koi8-r").ShouldBe("Grüße");
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>What we write is read by another program: Python's email package.</summary>
public class PythonReadsTests
{
    private const string Script = """
        import sys, json, email, email.policy
        raw = sys.stdin.buffer.read()
        m = email.message_from_bytes(raw, policy=email.policy.default)
        parts = list(m.iter_parts())
        print(json.dumps({
            "defects": [str(d) for p in m.walk() for d in p.defects],
            "subject": m["subject"], "name": m["from"].addresses[0].display_name, "address": m["from"].addresses[0].addr_spec,
            "to": m["to"].addresses[0].addr_spec, "id": m["message-id"], "date": m["date"].datetime.isoformat(), "list": m["list-id"],
            "types": [p.get_content_type() for p in parts], "bodies": [p.get_content() for p in parts]}))
        """;

    [Theory]
    [InlineData("Today: seven articles", "Daily", "Plain.\n")]
    [InlineData("Überblick für heute, mit einem Betreff, der länger ist als eine Zeile von achtundsiebzig Zeichen", "Müller, \"Bote\"", "Grüße – und Größe = 1\n.\nFrom here\n")]
    [InlineData("今日のニュース：七つの記事がここにあります。とても長い件名なので折り返されます", "毎日の知らせ", "日本語の本文です。\n")]
    [InlineData("Emoji 👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻 and =?utf-8?q?trick?=", "a@b <c>", "🎉\n")]
    [InlineData("Ежедневный обзор", "Дайджест", "Привет, мир. И ещё одна строка, которая длиннее семидесяти двух знаков, чтобы перенос случился.\n")]
    public void Python_reads_what_we_write(string subject, string name, string body)
    {
        var html = $"<p lang=\"en\">{body}</p>\n" + new string('x', 2000) + "\n";
        var message = MessageWriterTests.Writer(subject, name).Add(WrittenField.ListId("Daily, digest", "daily.example.org")).Text(EncodedBody.Of(body), flowed: false).Html(html).ToArray();
        using var read = JsonDocument.Parse(Run(message));
        var root = read.RootElement;
        root.GetProperty("defects").GetArrayLength().ShouldBe(0, root.ToString());
        root.GetProperty("subject").GetString().ShouldBe(subject);
        root.GetProperty("name").GetString().ShouldBe(name);
        root.GetProperty("address").GetString().ShouldBe("bot@example.org");
        root.GetProperty("to").GetString().ShouldBe("reader@example.org");
        root.GetProperty("id").GetString().ShouldBe("<1.2@example.org>");
        root.GetProperty("date").GetString().ShouldBe("2026-08-01T07:05:00+02:00");
        root.GetProperty("types").EnumerateArray().Select(type => type.GetString()).ShouldBe(["text/plain", "text/html"]);
        root.GetProperty("bodies").EnumerateArray().Select(text => text.GetString()!.Replace("\r\n", "\n", StringComparison.Ordinal)).ShouldBe([body, html]);
    }

    private static string Run(byte[] message)
    {
        using var process = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-I", "-c", Script }, RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        process.StandardInput.BaseStream.Write(message);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return output;
    }
}

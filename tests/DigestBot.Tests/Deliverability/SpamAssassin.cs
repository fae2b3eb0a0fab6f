using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Deliverability;

/// <summary>What the filter says of one message.</summary>
/// <param name="Score">Points; a filter takes 5 for spam.</param>
/// <param name="Rules">The rules that hit, each with its points.</param>
internal sealed record SpamVerdict(double Score, string Rules);

/// <summary>The real SpamAssassin, without network tests: one process for many messages, since it takes longer to start than to judge.</summary>
internal static partial class SpamAssassin
{
    // What it learns from one message must not change what it says of the next; the report would only hide the headers that are read below.
    private static readonly string[] Settings =
    [
        "use_bayes 0", "use_auto_welcomelist 0", "report_safe 0", "clear_headers", "clear_report_template", "fold_headers 0",
        "add_header all Number _HEADER(X-Number)_", "add_header all Score _SCORE_", "add_header all Rules _TESTSSCORES(,)_",
    ];

    /// <summary>Judges messages, in order.</summary>
    /// <param name="messages">Whole messages, as a receiving server would have stored them.</param>
    public static async Task<IReadOnlyList<SpamVerdict>> JudgeAsync(IReadOnlyList<string> messages)
    {
        var home = Directory.CreateTempSubdirectory("digestbot-spamassassin-");
        try
        {
            // -L: no network; -t: judge, deliver nothing; -x: make no preferences.
            var output = (await Filter.RunAsync(
                Tool.Path("spamassassin", "spamassassin"), ["-L", "-t", "-x", "--mbox", .. Settings.Select(setting => "--cf=" + setting)],
                Encoding.Latin1.GetBytes(MailFile.Of(messages.Select((message, i) => $"X-Number: {i}\r\n{message}"))), ("HOME", home.FullName), ("LC_ALL", "C.UTF-8"))).Text;
            // It gives them back in an order of its own.
            var verdicts = Verdict().Matches(output).OrderBy(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
                .Select(match => new SpamVerdict(double.Parse(match.Groups["score"].Value, CultureInfo.InvariantCulture), match.Groups["rules"].Value.Replace(",", ", ", StringComparison.Ordinal))).ToList();
            verdicts.Count.ShouldBe(messages.Count, output);
            return verdicts;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^X-Spam-Number: (?<number>\d+)\nX-Spam-Score: (?<score>-?[0-9.]+)\nX-Spam-Rules: (?<rules>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Verdict();
}

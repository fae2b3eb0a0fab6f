using System.Text.RegularExpressions;

namespace DigestBot.Wire.Mime;

/// <summary>Finds what a mail server answered in a text: the reply code (RFC 5321 4.2) and the enhanced status (RFC 3463).</summary>
internal static partial class SmtpCodes
{
    /// <summary>The first reply code that refuses, such as <c>550</c>, else <c>250</c>, else empty.</summary>
    public static string Reply(string text)
    {
        var accepted = "";
        foreach (Match match in ReplyPattern().Matches(text))
            if (match.Groups["code"].Value is var code && code[0] == '2')
                accepted = code;
            else
                return code;
        return accepted;
    }

    /// <summary>The first enhanced status that refuses and says more than "undefined", such as <c>5.1.1</c>, or the first, or empty.</summary>
    public static string Status(string text)
    {
        var first = "";
        foreach (Match match in StatusPattern().Matches(text))
        {
            var status = match.Groups["status"].Value;
            if (!IsVague(status) && status[0] != '2')
                return status;
            first = first.Length == 0 ? status : first;
        }
        return first;
    }

    /// <summary>Whether a status only says temporary or permanent.</summary>
    public static bool IsVague(string status) => status.Length == 0 || status.EndsWith(".0.0", StringComparison.Ordinal);

    [GeneratedRegex(@"(^|[^0-9.:@-])(?<code>250|421|4[2357][0-9]|50[0-4]|51[0-9]|52[1-5]|53[0-9]|54[1-9]|55[0-9])([ -:]|$)", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ReplyPattern();

    [GeneratedRegex(@"(^|[^0-9.])(?<status>[245]\.[0-9]\.[0-9]{1,3})([^0-9.]|\.\s|$)", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex StatusPattern();
}

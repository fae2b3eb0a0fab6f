using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Wire.Mime;

/// <summary>Reads bounces that are only written for people (qmail, Exim, Yahoo, old Sendmail …), by general rules.</summary>
internal static partial class BounceText
{
    private const int Longest = 20_000;
    private const int MostRecipients = 50;

    public static List<DeliveryRecipient> Read(ReceivedMessage message, HeaderList? original)
    {
        var text = Notice(message);
        var ours = message.To.Concat(message.From).Select(one => one.Address).Where(address => address.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = message.Addresses("X-Failed-Recipients").Select(one => one.Address).Where(address => address.Contains('@')).ToList();
        var found = Sections(text, ours);
        if (found.Count == 0 || named.Count > 0 && !found.Exists(section => named.Contains(section.Address, StringComparer.OrdinalIgnoreCase)))
            found = [.. (named.Count > 0 ? named : Fallback(text, ours, original)).Take(MostRecipients).Select(address => (address, text))];
        var subject = message.Subject;
        if (found.Count == 0)
            // Only its words and codes make a notice without a recipient a bounce.
            return SmtpCodes.Reply(text).Length > 0 || BounceReason.OfText(text) is not null ? [Bounce.Of("", "", "", text, subject, "")] : [];
        return [.. found.DistinctBy(section => section.Address, StringComparer.OrdinalIgnoreCase).Select(section => Bounce.Of(section.Address, Action(text, subject), "", section.Text, text + "\n" + subject, ""))];
    }

    /// <summary>The notice itself, without the returned message below it.</summary>
    private static string Notice(ReceivedMessage message)
    {
        var text = message.TextBody ?? "";
        text = text.Length > Longest ? text[..Longest] : text;
        var lines = text.Split('\n');
        var fields = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            fields = OriginalField().IsMatch(lines[i]) ? fields + 1 : lines[i].StartsWith(' ') || lines[i].StartsWith('\t') ? fields : 0;
            if (fields >= 3 || fields > 0 && lines[i].StartsWith("Received:", StringComparison.OrdinalIgnoreCase) && i > 3)
                return string.Join('\n', lines.Take(Math.Max(1, i - 2)));
        }
        return text;
    }

    /// <summary>Lines that begin with an address: each begins what is said about it.</summary>
    private static List<(string Address, string Text)> Sections(string text, HashSet<string> ours)
    {
        var found = new List<(string Address, string Text)>();
        var current = new StringBuilder();
        var address = "";
        foreach (var line in text.Split('\n'))
        {
            if (found.Count < MostRecipients && LeadingAddress().Match(line) is { Success: true } match && !ours.Contains(match.Groups["address"].Value) && !match.Groups["address"].Value.Equals(address, StringComparison.OrdinalIgnoreCase))
            {
                Add();
                address = match.Groups["address"].Value;
                current.Clear();
            }
            current.Append(line).Append('\n');
        }
        Add();
        return found;

        void Add()
        {
            if (address.Length > 0)
                found.Add((address, current.ToString()));
        }
    }

    /// <summary>Any address in the notice that is not ours, else those to which the returned message went.</summary>
    private static IEnumerable<string> Fallback(string text, HashSet<string> ours, HeaderList? original)
    {
        foreach (Match match in AnyAddress().Matches(text))
            if (!ours.Contains(match.Value) && !match.Value.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase))
                return [match.Value];
        return original?.All("To").SelectMany(field => AddressReader.Read(field.Structured)).Select(one => one.Address).Where(one => one.Length > 0) ?? [];
    }

    private static string Action(string text, string subject) =>
        subject.Contains("(Delay)", StringComparison.OrdinalIgnoreCase) || subject.Contains("delayed", StringComparison.OrdinalIgnoreCase) || text.Contains("no need to resend", StringComparison.OrdinalIgnoreCase) ? "delayed" : "";

    [GeneratedRegex(@"^[ \t*>]*(\(|to:? *|recipient:? *|address:? *)?<?(?<address>[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9.-]+[A-Za-z0-9])>?([\s:.,;)]|$)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingAddress();

    [GeneratedRegex(@"[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"^[ \t>|]*(Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|X-[A-Za-z-]+|Reply-To|Sender|Cc|DKIM-Signature|List-[A-Za-z]+):", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OriginalField();
}

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

    private static string Notice(ReceivedMessage message) => Cut(message.TextBody ?? "");

    /// <summary>The notice itself, without the returned message below it.</summary>
    private static string Cut(string text)
    {
        text = text.Length > Longest ? text[..Longest] : text;
        var lines = text.Split('\n');
        int fields = 0, first = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Divider().IsMatch(lines[i]) && i > 1)
                return string.Join('\n', lines.Take(i));
            if (TraceField().IsMatch(lines[i]) && i > 1)
                return string.Join('\n', lines.Take(fields > 0 ? first : i));
            if (!PlainField().IsMatch(lines[i]))
                fields = 0;
            else if (fields++ == 0)
                first = i;
        }
        return text;
    }

    /// <summary>What a notice says about one address; the whole notice when it is not named apart.</summary>
    public static string About(string human, string address)
    {
        var text = Cut(human);
        return Sections(text, []).Find(section => section.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) is { Text: { } found } ? found : text;
    }

    /// <summary>Lines that begin with an address: each begins what is said about it.</summary>
    private static List<(string Address, string Text)> Sections(string text, HashSet<string> ours)
    {
        var found = new List<(string Address, string Text)>();
        var current = new StringBuilder();
        var address = "";
        var before = "";
        foreach (var line in text.Split('\n'))
        {
            var sender = before.Contains("sent by", StringComparison.OrdinalIgnoreCase);
            before = line.Length > 1 ? line : before;
            if (!sender && found.Count < MostRecipients && LeadingAddress().Match(line) is { Success: true } match && !ours.Contains(match.Groups["address"].Value) && !match.Groups["address"].Value.Equals(address, StringComparison.OrdinalIgnoreCase))
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

    [GeneratedRegex(@"^[ \t*>]*((\(|recipient:? *|address:? *|[45][0-9]{2} ))?<?(?<address>[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9.-]+[A-Za-z0-9])>?([\s:.,;)]|$)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingAddress();

    [GeneratedRegex(@"[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"^[ \t>|]*(Return-Path|Received|Message-ID|MIME-Version|DKIM-Signature|Content-Type|Content-Transfer-Encoding|X-[A-Za-z-]+):", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TraceField();

    [GeneratedRegex(@"^[ \t>|]*(From|To|Subject|Date|Reply-To|Sender|Cc|List-[A-Za-z]+):", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainField();

    // The lines that notices put above the returned message.
    [GeneratedRegex(@"^[-=|* \t]*(below (this line )?is a copy|this is a copy of|original message|original mail|the original message (headers )?follow|message headers follow|message text follows|unsent message|the header of the original|returned message|included is a copy)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Divider();
}

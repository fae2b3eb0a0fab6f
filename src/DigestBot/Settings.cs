using System.Reflection;
using DigestBot.Articles;
using DigestBot.Digests;
using DigestBot.Feeds;
using DigestBot.Fetch;
using DigestBot.Mail;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Web;

namespace DigestBot;

/// <summary>All settings, read once. Each section lives beside the part that uses it; here they are bound and checked together.</summary>
public sealed class Settings
{
    /// <summary>Where rows and files are kept.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Addresses of the service and limits of its pages.</summary>
    public WebOptions Web { get; set; } = new();

    /// <summary>How feeds and pages are fetched.</summary>
    public FetchOptions Fetch { get; set; } = new();

    /// <summary>How often feeds are polled.</summary>
    public FeedOptions Feeds { get; set; } = new();

    /// <summary>When pages are read.</summary>
    public ArticleOptions Articles { get; set; } = new();

    /// <summary>Defaults of new subscriptions.</summary>
    public DigestOptions Digests { get; set; } = new();

    /// <summary>Whom mails come from.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>The relay.</summary>
    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>The inbox.</summary>
    public ImapSettings Imap { get; set; } = new();

    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="SettingsException">Settings that cannot work, each with its name, its value and what would be right.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var settings = new Settings();
        var problems = new List<string>();
        foreach (var section in typeof(Settings).GetProperties())
            Bind(configuration.GetSection(section.Name), section.GetValue(settings)!, problems);
        foreach (var child in configuration.GetChildren())
            if (typeof(Settings).GetProperty(child.Key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is null && Unknown(child.Key) is { } near)
                problems.Add($"{child.Key}: there is no such section. Did you mean {near}?");
        problems.AddRange(settings.Problems().Select(p => $"{p.Setting} = '{p.Value}': it must be {p.Right}."));
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    private IEnumerable<(string Setting, object Value, string Right)> Problems() =>
    [
        .. Storage.Problems(), .. Web.Problems(), .. Fetch.Problems(), .. Feeds.Problems(), .. Articles.Problems(), .. Digests.Problems(), .. Mail.Problems(),
        .. Smtp.Problems(), .. Imap.Problems(), .. Together(),
    ];

    private IEnumerable<(string Setting, object Value, string Right)> Together()
    {
        if (Smtp.Host.Length > 0 && Mail.From == new MailOptions().From)
            yield return ("Mail:From", Mail.From, "your own sending address, now that Smtp:Host is set");
    }

    private static void Bind(IConfigurationSection section, object options, List<string> problems)
    {
        foreach (var setting in section.GetChildren())
        {
            var property = options.GetType().GetProperty(setting.Key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance);
            if (property is not { CanWrite: true })
            {
                var names = options.GetType().GetProperties().Where(p => p.CanWrite).Select(p => p.Name);
                problems.Add($"{setting.Path} = '{setting.Value}': there is no such setting. The section {section.Key} knows {string.Join(", ", names)}.");
                continue;
            }

            try
            {
                if (setting.Value is not null) property.SetValue(options, setting.Get(property.PropertyType));
            }
            catch (InvalidOperationException)
            {
                problems.Add($"{setting.Path} = '{Shown(setting)}': it must be {Kind(property.PropertyType)}.");
            }
        }
    }

    private static string Shown(IConfigurationSection setting) => setting.Key.EndsWith("Password", StringComparison.OrdinalIgnoreCase) ? "…" : setting.Value ?? "";

    private static string Kind(Type type) =>
        type == typeof(bool) ? "true or false" : type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : type == typeof(int) ? "a whole number" : "text";

    // The environment is full of other programs' variables, so only a name that is nearly one of ours is taken for a slip.
    private static string? Unknown(string key) =>
        typeof(Settings).GetProperties().Select(p => p.Name).FirstOrDefault(name => Distance(name.ToLowerInvariant(), key.ToLowerInvariant()) == 1);

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

/// <summary>Settings that cannot work: one line each.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line for each setting.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

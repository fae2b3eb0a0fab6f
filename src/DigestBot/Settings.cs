using System.Globalization;
using System.Reflection;
using DigestBot.Articles;
using DigestBot.Articles.Models;
using DigestBot.Articles.Slop;
using DigestBot.Feeds;
using DigestBot.Fetch;
using DigestBot.Mail;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
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

    /// <summary>A model of the operator's own for summaries.</summary>
    public SummaryOptions Summaries { get; set; } = new();

    /// <summary>What becomes of machine-made filler.</summary>
    public SlopOptions Slop { get; set; } = new();

    /// <summary>Who can sign up.</summary>
    public SignupOptions Signup { get; set; } = new();

    /// <summary>Defaults of new subscriptions.</summary>
    public DigestOptions Digests { get; set; } = new();

    /// <summary>Which feeds can be followed.</summary>
    public FollowOptions Follows { get; set; } = new();

    /// <summary>Whom mails come from.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>The relay.</summary>
    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>The local program that takes mail, instead of a relay.</summary>
    public SendmailSettings Sendmail { get; set; } = new();

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
        var sections = typeof(Settings).GetProperties().Select(p => p.Name).Append("Logging").ToList();
        foreach (var child in configuration.GetChildren())
            if (!sections.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                problems.Add($"{child.Key} = '{child.Value}': there is no such section. There are {string.Join(", ", sections)}.");
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                problems.Add($"{level.Path} = '{level.Value}': it must be {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        problems.AddRange(settings.Problems().Select(p => $"{p.Setting} = '{p.Value}': it must be {p.Right}."));
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    private IEnumerable<(string Setting, object Value, string Right)> Problems() =>
    [
        .. Storage.Problems(), .. Web.Problems(), .. Fetch.Problems(), .. Feeds.Problems(), .. Articles.Problems(), .. Summaries.Problems(), .. Slop.Problems(), .. Digests.Problems(), .. Follows.Problems(), .. Mail.Problems(),
        .. Smtp.Problems(), .. Sendmail.Problems(), .. Imap.Problems(), .. Together(),
    ];

    private IEnumerable<(string Setting, object Value, string Right)> Together()
    {
        if (Mail.From == new MailOptions().From && (Smtp.Host.Length > 0 || Sendmail.Path.Length > 0))
            yield return ("Mail:From", Mail.From, $"your own sending address, now that {(Smtp.Host.Length > 0 ? "Smtp:Host" : "Sendmail:Path")} is set");
        if (Smtp.Host.Length > 0 && Sendmail.Path.Length > 0) yield return ("Sendmail:Path", Sendmail.Path, "empty, for Smtp:Host is set: mail leaves by one way");
    }

    private static void Bind(IConfigurationSection section, object options, List<string> problems)
    {
        foreach (var setting in section.GetChildren())
        {
            var property = options.GetType().GetProperty(setting.Key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance);
            if (property is not { CanWrite: true })
            {
                var names = options.GetType().GetProperties().Where(p => p.CanWrite).Select(p => p.Name);
                problems.Add($"{setting.Path} = '{setting.Value}': there is no such setting. The section {section.Path} knows {string.Join(", ", names)}.");
                continue;
            }

            if (property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                property.SetValue(options, Items(setting, list.GetGenericArguments()[0], problems));
                continue;
            }

            // A list or an object where one value belongs would otherwise be passed over in silence.
            if (setting.GetChildren().Any())
            {
                problems.Add($"{setting.Path} = '…': it must be {Kind(property.PropertyType)}.");
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

    /// <summary>The items of a list: objects, each a section of its own.</summary>
    private static System.Collections.IList Items(IConfigurationSection list, Type type, List<string> problems)
    {
        var items = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        var names = string.Join(", ", type.GetProperties().Where(p => p.CanWrite).Select(p => p.Name));
        if (!string.IsNullOrEmpty(list.Value)) problems.Add($"{list.Path} = '{list.Value}': it must be a list of objects with {names}.");
        foreach (var child in list.GetChildren())
        {
            var item = Activator.CreateInstance(type)!;
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) || !string.IsNullOrEmpty(child.Value))
                problems.Add($"{child.Path} = '{child.Value}': {list.Path} must be a list of objects with {names}.");
            else
                Bind(child, item, problems);
            items.Add(item);
        }

        return items;
    }

    private static string Shown(IConfigurationSection setting) => setting.Key.EndsWith("Password", StringComparison.OrdinalIgnoreCase) ? "…" : setting.Value ?? "";

    private static string Kind(Type type) =>
        type == typeof(bool) ? "true or false" : type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : type == typeof(int) ? "a whole number" : "text";
}

/// <summary>Settings that cannot work: one line each.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line for each setting.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

using DigestBot.Rendering;
using DigestBot.Wire.Mime;

namespace DigestBot.Cli;

/// <summary><c>digestbot doctor --dkim</c>: what DNS has to say about our keys, and a new key.</summary>
internal static class DkimRecords
{
    /// <summary>Prints the record of each key in the settings, or of one that is made now.</summary>
    /// <param name="selector">The selector of a new key; null for those in the settings.</param>
    public static int Run(string? selector)
    {
        var home = Home.Find();
        var settings = Settings.Read(home.Configuration());
        if (selector is not null) return Make(home, settings, selector);
        var keys = DkimKeys.Load(settings.Mail, home.Full).Keys;
        if (keys.Count == 0) throw new UserException("Mail:Dkim is empty: no mail is signed here. \"digestbot doctor --dkim --new news1\" makes a key, with the selector news1.");
        foreach (var key in keys) Print(key);
        foreach (var warning in DkimKeys.Warnings(settings.Mail, home.Full)) Console.Error.WriteLine("Warning: " + warning);
        return 0;
    }

    /// <summary>For the doctor's line: which keys sign, and what to mind.</summary>
    public static string Note(App app)
    {
        var mail = app.Settings.Mail;
        var keys = app.Get<DkimSigner>().Keys;
        if (keys.Count == 0) return "none (Mail:Dkim is empty): your relay has to sign; \"digestbot doctor --dkim --new news1\" makes a key";
        var notes = keys.Select(key => $"{key.Selector} signs for {key.Domain} with {key.Bits} bits").ToList();
        notes.AddRange(DkimKeys.Warnings(mail, app.Home.Full).Select(warning => "warning: " + warning));
        var bounces = mail.Bounces[(mail.Bounces.LastIndexOf('@') + 1)..];
        if (bounces.Length > 0 && !EmailDomain.AreRelated(bounces, mail.Domain))
            notes.Add($"warning: Mail:Bounces is at {bounces}, Mail:From at {mail.Domain}: only the signature, not SPF, will count for DMARC");
        notes.Add("\"digestbot doctor --dkim\" prints what DNS has to say");
        return string.Join("; ", notes);
    }

    private static int Make(Home home, Settings settings, string selector)
    {
        if (settings.Mail.From == new MailOptions().From) throw new UserException("Set Mail:From to your own sending address first: the key will sign for its domain.");
        // Where the settings name a file for this selector already, it is made there.
        var named = settings.Mail.Dkim.FirstOrDefault(item => string.Equals(item.Selector, selector, StringComparison.OrdinalIgnoreCase));
        var item = named ?? new DkimOptions { Selector = selector, KeyFile = Path.Combine(settings.Storage.Folder, $"dkim-{selector}.pem") };
        var domain = item.DomainFor(settings.Mail)!;
        if (DkimKey.SelectorProblem(selector, domain) is { Length: > 0 } right) throw new UserException($"'{selector}' cannot be a selector: it must be {right}.");
        var path = home.Full(item.KeyFile);
        if (!DkimKeys.Create(path)) throw new UserException($"{path} exists already; a key is never overwritten. Choose another selector: mails that are on their way need the old one.");
        Console.WriteLine($"Wrote {path}; only you can read it.");
        Console.WriteLine("1. Publish this record:");
        using (var key = DkimKey.FromPem(domain, selector, File.ReadAllText(path))) Print(key);
        if (named is null)
        {
            var setting = $$"""{ "Selector": "{{selector}}", "KeyFile": "{{item.KeyFile.Replace("\\", "\\\\", StringComparison.Ordinal)}}" }""";
            Console.WriteLine("2. When it can be looked up, set in the section Mail of appsettings.json:");
            Console.WriteLine(settings.Mail.Dkim.Count == 0 ? $"   \"Dkim\": [ {setting} ]" : $"   {setting}, one more in the list \"Dkim\"");
        }

        return 0;
    }

    private static void Print(DkimKey key)
    {
        Console.WriteLine($"   name   {key.Record.Name}");
        Console.WriteLine("   type   TXT");
        Console.WriteLine($"   value  {string.Join(' ', key.Record.Strings.Select(text => $"\"{text}\""))}");
    }
}

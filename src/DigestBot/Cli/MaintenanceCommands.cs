using System.CommandLine;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Cli;

/// <summary><c>digestbot status</c>, <c>digestbot backup</c> and <c>digestbot migrate</c>.</summary>
internal static class MaintenanceCommands
{
    public static Command Backup()
    {
        var target = new Argument<string>("file") { Description = "A file that does not exist yet." };
        var command = new Command("backup", "Writes a consistent copy of the database, while the service may go on. Keep the key file with it.") { target };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var path = parsed.GetRequiredValue(target);
            if (File.Exists(path)) throw new UserException($"{path} exists already; a backup never overwrites.");
            app.Get<Database>().Backup(path);
            Console.WriteLine($"Wrote {path}. Keep {Path.Combine(app.Data, "key")} with it: the links in mails already sent are signed with that key.");
            return 0;
        });
        return command;
    }

    public static Command Migrate()
    {
        var command = new Command("migrate", "Brings the database to this version's schema. Every start does so too.");
        command.SetAction(async (_, _) =>
        {
            var home = Home.Find();
            var settings = Settings.Read(home.Configuration());
            Directory.CreateDirectory(home.Full(settings.Storage.Folder));
            using var database = new Database(home.Full(settings.Storage.DatabasePath));
            Console.WriteLine($"{database.Path}: {await Task.Run(database.Migrate)} steps taken.");
            return 0;
        });
        return command;
    }

    public static Command Status()
    {
        var command = new Command("status", "Prints how things stand, and the address of the operator's page.");
        command.SetAction(async (_, _) =>
        {
            await using var app = await App.OpenAsync();
            Console.WriteLine($"{"Operator's page",-16} {app.Get<Links>().Status}");
            foreach (var (name, value) in (await app.Get<StatusFacts>().ReadAsync(0)).Facts) Console.WriteLine($"{name,-16} {value}");
            return 0;
        });
        return command;
    }
}

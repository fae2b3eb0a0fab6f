using System.CommandLine;
using DigestBot.Store;

namespace DigestBot.Cli;

/// <summary><c>digestbot backup</c> and <c>digestbot migrate</c>.</summary>
internal static class MaintenanceCommands
{
    public static Command Backup()
    {
        var target = new Argument<string>("file") { Description = "A file that does not exist yet." };
        var command = new Command("backup", "Writes a consistent copy of the database, while the service may go on. Keep the key file with it.") { target };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = App.Open();
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
}

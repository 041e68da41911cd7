using System.CommandLine;
using System.Globalization;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary><c>automation-server ledger</c>: brings a ledger to this program's format, or copies it from a file into PostgreSQL.</summary>
internal static class LedgerCommand
{
    private static readonly Option<string?> Target = new("--to")
    {
        Description = "The empty PostgreSQL database: Host=...;Database=...;Username=... (default: Ledger__ConnectionString)",
        HelpName = "CONNECTION",
    };

    public static Command Create(TextWriter output)
    {
        var migrate = new Command("migrate", "Bring the ledger to the format of this program, without starting the server.");
        migrate.SetAction(parsed => Migrate(
            DataOption.Configured(parsed) is { Engine: not SqliteEngine } shared ? shared : DataOption.Database(parsed), output));
        var copy = new Command("copy", "Copy the ledger in --data into an empty PostgreSQL database. Stop the server first.") { Target };
        copy.SetAction(parsed => Copy(parsed, output));
        return new Command("ledger", "Migrate the ledger, or copy it to PostgreSQL.") { migrate, copy };
    }

    private static int Migrate(LedgerDatabase database, TextWriter output)
    {
        var before = database.Exists ? LedgerVersion.Of(database) : (long?)null;
        database.Open().Dispose();
        var now = LedgerVersion.Of(database);
        output.WriteLine(before switch
        {
            null => $"{database.Location}: there was no ledger; one of format {now} was created.",
            var found when found == now => $"{database.Location}: the format is {now}, nothing to do.",
            var found => $"{database.Location}: the format was {found} and is now {now}.",
        });
        return ServerExitCode.Fine;
    }

    private static int Copy(ParseResult parsed, TextWriter output)
    {
        var configuration = ServerConfiguration.Read(new Dictionary<string, string?> { ["Server:Data"] = parsed.GetValue(DataOption.Data) });
        var folder = configuration["Server:Data"] ?? ServerSettings.DefaultData;
        var to = parsed.GetValue(Target) ?? configuration["Ledger:ConnectionString"]
            ?? throw new SettingsException("Specify the empty database with --to, or with Ledger__ConnectionString, which keeps its password out of the list "
                + "of processes.");
        var source = new LedgerDatabase(folder);
        if (!source.Exists)
        {
            throw new SettingsException($"There is no ledger at {source.Location}: specify the server's folder with --data.");
        }

        var found = LedgerVersion.Of(source);
        if (found < SqliteSchema.Version)
        {
            throw new SettingsException($"The ledger {source.Location} has the format {found}, and this program's is {SqliteSchema.Version}: run "
                + "'automation-server ledger migrate' first. Copying changes nothing in it.");
        }

        // Held until the end: a worker that starts meanwhile would write to both.
        using var home = new WorkerHome(source);
        using var from = source.Open();
        var target = LedgerDatabase.Of(folder, LedgerProvider.Postgresql, to);
        using var into = target.Open();
        var copied = new LedgerCopy(from, into).Run();

        output.WriteLine($"Copied {source.Location} to {target.Location}, and compared every row:");
        foreach (var (table, rows) in copied)
        {
            output.WriteLine($"  {table,-14}{rows.ToString("N0", CultureInfo.InvariantCulture),12}");
        }

        output.WriteLine("The file is unchanged. Start every process of the server with these settings, and keep the file until you have seen it work:");
        output.WriteLine("  Ledger__Provider=postgresql");
        output.WriteLine("  Ledger__ConnectionString=...    (that of --to)");
        return ServerExitCode.Fine;
    }
}

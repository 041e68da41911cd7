using System.CommandLine;
using System.Globalization;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary><c>automation-server backup FILE</c>: a consistent copy of the ledger while the server runs.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "The backup file, which must not exist yet" };

    public static Command Create(TextWriter output)
    {
        var command = new Command("backup", "Copy the ledger, with or without a running server.") { Target };
        command.SetAction(parsed =>
        {
            var file = Path.GetFullPath(parsed.GetValue(Target)!);
            if (File.Exists(file))
            {
                throw new SettingsException($"{file} already exists, and a backup does not overwrite files: use another file.");
            }

            using var ledger = DataOption.Database(parsed).Open();
            var deliveries = LedgerBackup.Write(ledger, file);
            output.WriteLine($"{file}: {deliveries.ToString("N0", CultureInfo.InvariantCulture)} deliveries, "
                + $"{new FileInfo(file).Length.ToString("N0", CultureInfo.InvariantCulture)} bytes.");
            return ServerExitCode.Fine;
        });
        return command;
    }
}

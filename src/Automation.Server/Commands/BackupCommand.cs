using System.CommandLine;
using System.Globalization;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary><c>automation-server backup FILE</c>: a copy of the ledger as it is at one moment, while the server runs.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "Where the copy goes; a file that is not there yet" };

    public static Command Create(TextWriter output)
    {
        var command = new Command("backup", "Copies the ledger, while the server runs or without one.") { Target };
        command.SetAction(parsed =>
        {
            var file = Path.GetFullPath(parsed.GetValue(Target)!);
            if (File.Exists(file))
            {
                throw new SettingsException($"{file} is there already, and a backup overwrites nothing: name another file.");
            }

            using var ledger = DataOption.Database(parsed).Open();
            var deliveries = LedgerBackup.Write(ledger, file);
            output.WriteLine($"{file}: {deliveries.ToString("N0", CultureInfo.InvariantCulture)} deliveries, {new FileInfo(file).Length.ToString("N0", CultureInfo.InvariantCulture)} bytes.");
            return ServerExitCode.Fine;
        });
        return command;
    }
}

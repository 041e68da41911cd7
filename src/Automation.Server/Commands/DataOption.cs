using System.CommandLine;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary><c>--data DIR</c>: the folder of the ledger.</summary>
internal static class DataOption
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = $"The folder of the ledger (default: {ServerSettings.DefaultData})",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>The ledger of a command, which a server may use at the same time.</summary>
    public static LedgerDatabase Database(ParseResult parsed)
    {
        var configuration = ServerConfiguration.Read(new Dictionary<string, string?> { ["Server:Data"] = parsed.GetValue(Data) });
        var provider = Enum.TryParse<LedgerProvider>(configuration["Ledger:Provider"], ignoreCase: true, out var named) ? named : LedgerProvider.Sqlite;
        var database = LedgerDatabase.Of(configuration["Server:Data"] ?? ServerSettings.DefaultData, provider, configuration["Ledger:ConnectionString"]);
        return database.Exists ? database : throw new SettingsException($"There is no ledger at {database.Location}: specify the server's folder with --data.");
    }
}

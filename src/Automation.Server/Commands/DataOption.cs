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
    /// <exception cref="SettingsException">There is none.</exception>
    public static LedgerDatabase Database(ParseResult parsed)
    {
        var database = Configured(parsed);
        return database.Exists ? database : throw new SettingsException(database.Engine is SqliteEngine
            ? $"There is no ledger at {database.Location}: specify the server's folder with --data."
            : $"There is no ledger in {database.Location}: check Ledger__ConnectionString, or create one with 'automation-server ledger migrate'.");
    }

    /// <summary>The database that the settings name, whether or not there is a ledger in it.</summary>
    public static LedgerDatabase Configured(ParseResult parsed)
    {
        var configuration = ServerConfiguration.Read(new Dictionary<string, string?> { ["Server:Data"] = parsed.GetValue(Data) });
        var named = configuration["Ledger:Provider"] is { Length: > 0 } text ? text : nameof(LedgerProvider.Sqlite);
        var provider = ServerSettingsReader.OneOf<LedgerProvider>("Ledger:Provider", named, out var problem) ?? throw new SettingsException(problem);
        return LedgerDatabase.Of(configuration["Server:Data"] ?? ServerSettings.DefaultData, provider, configuration["Ledger:ConnectionString"]);
    }
}

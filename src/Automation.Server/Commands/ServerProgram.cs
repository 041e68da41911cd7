using System.CommandLine;
using System.CommandLine.Invocation;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary>The commands of the program.</summary>
internal static class ServerProgram
{
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Receive GitHub's webhooks, check pull requests, and keep the catalog up to date.")
        {
            SetupCommand.Create(output, error),          // the GitHub App, registered from a page on this machine
            new DeliveriesCommand().Create(output),      // received deliveries and their results
            new AuditCommand().Create(output),           // writes to GitHub, and their reasons
            BackupCommand.Create(output),                // a backup of the ledger, while the server runs
            LedgerCommand.Create(output),                // the ledger's format, and its copy in PostgreSQL
        };
        ServeCommand.AddTo(root, output);                 // no command: the server itself
        try
        {
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed is { Errors: [_, ..] errors, Action: ParseErrorAction })
            {
                throw new SettingsException(string.Join('\n', errors.Select(e => e.Message).Append("Run 'automation-server --help' for usage.")));
            }

            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (SettingsException e)
        {
            return Fail(error, ServerExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is LedgerException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return Fail(error, ServerExitCode.OutsideWorld, e.Message);
        }
    }

    private static int Fail(TextWriter error, int exitCode, string message)
    {
        foreach (var line in message.Split('\n'))
        {
            error.WriteLine($"automation-server: {line}");
        }

        return exitCode;
    }
}

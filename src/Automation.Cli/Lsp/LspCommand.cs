using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Cli.Rpc;
using Automation.Git.Repositories;

namespace Automation.Cli.Lsp;

/// <summary><c>automation lsp</c>: serves an editor over standard input and output.</summary>
internal sealed class LspCommand : ITerminalCommand
{
    /// <summary>The end without the announcement of it (Language Server Protocol, "Exit Notification").</summary>
    private const int NotShutDown = 1;

    private readonly Option<string?> _catalog = CatalogOption.Create();
    private readonly Option<string?> _config = new("--config")
    {
        Description = "A configuration file to inherit from, such as the organisation's",
        HelpName = "FILE",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("lsp", "Serve an editor over the Language Server Protocol (stdio): findings, fixes, completion, definitions.")
        {
            _catalog, _config,
        };
        command.SetAction((parsed, _) => RunAsync(parsed, terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        RpcConnection? connection = null;
        using var server = new LanguageServer((uri, catalog) => Open(terminal, uri, catalog ?? parsed.GetValue(_catalog), parsed.GetValue(_config)))
        {
            Connection = () => connection!,
        };
        connection = new RpcConnection(new MessageReader(terminal.ReadInput, Framing.Headers), terminal.Output, Framing.Headers, terminal.Cancelled);
        return !await connection.RunAsync(server) ? ExitCode.OutsideWorld : server.HasShutDown ? ExitCode.Fine : NotShutDown;
    }

    private static (EditedRepository Repository, string? CatalogFolder) Open(Terminal terminal, string? uri, string? catalog, string? config)
    {
        var folder = Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsFile && Directory.Exists(address.LocalPath)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(address.LocalPath))
            : terminal.WorkingDirectory;
        var root = GitFolder.FindRoot(folder) ?? folder;
        try
        {
            var known = CatalogOption.Read(terminal, catalog, Repositories.Slug(terminal, root), root);
            var repository = new EditedRepository(terminal, root, known, InheritedConfiguration.Read(terminal, config));
            return (repository, catalog is null ? null : terminal.FullPath(catalog));
        }
        catch (UsageException e)
        {
            throw new RpcException(RpcException.InvalidParams, e.Message);
        }
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Cli.Rpc;
using Automation.Git.Repositories;
using Automation.Jobs.Sources;

namespace Automation.Cli.Lsp;

/// <summary><c>automation lsp</c>: serves an editor over standard input and output.</summary>
internal sealed class LspCommand : ITerminalCommand
{
    /// <summary>The end without the announcement of it (Language Server Protocol, "Exit Notification").</summary>
    private const int NotShutDown = 1;

    private const string ShowMessage = "window/showMessage";

    /// <summary>Language Server Protocol, "MessageType".</summary>
    private const int ErrorMessage = 1;

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
        void Report(string message) => connection!.Notify(ShowMessage, new JsonObject { ["type"] = ErrorMessage, ["message"] = message });
        using var server = new LanguageServer(
            (uri, catalog) => Open(terminal, uri, catalog ?? parsed.GetValue(_catalog), parsed.GetValue(_config), Report))
        {
            Connection = () => connection!,
        };
        connection = new RpcConnection(new MessageReader(terminal.ReadInput, Framing.Headers), terminal.Output, Framing.Headers, terminal.Cancelled);
        return !await connection.RunAsync(server) ? ExitCode.OutsideWorld : server.HasShutDown ? ExitCode.Fine : NotShutDown;
    }

    // A large catalog takes longer than an editor should wait for its first answer.
    private static Task<KnownCatalog?> ReadAsync(Terminal terminal, string catalog, string root, Action<string> report) => Task.Run(() =>
    {
        try
        {
            return CatalogOption.Read(terminal, catalog, Repositories.Slug(terminal, root), root);
        }
        catch (Exception e) when (e is UsageException or ArtifactException or IOException or UnauthorizedAccessException)
        {
            report($"The catalog '{catalog}' cannot be read, so references are not checked: {e.Message}");
            return null;
        }
    });

    private static (EditedRepository Repository, string? CatalogFolder) Open(
        Terminal terminal, string? uri, string? catalog, string? config, Action<string> report)
    {
        var folder = Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsFile && Directory.Exists(address.LocalPath)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(address.LocalPath))
            : terminal.WorkingDirectory;
        var root = GitFolder.FindRoot(folder) ?? folder;
        try
        {
            var known = catalog is null ? Task.FromResult<KnownCatalog?>(null) : ReadAsync(terminal, catalog, root, report);
            var repository = new EditedRepository(terminal, root, known, InheritedConfiguration.Read(terminal, config));
            return (repository, catalog is null ? null : terminal.FullPath(catalog));
        }
        catch (UsageException e)
        {
            throw new RpcException(RpcException.InvalidParams, e.Message);
        }
    }
}

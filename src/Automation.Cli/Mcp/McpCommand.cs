using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Cli.Rpc;

namespace Automation.Cli.Mcp;

/// <summary><c>automation mcp [DIR]</c>: serves an agent over standard input and output.</summary>
/// <param name="program">The program itself, for another terminal: an agent calls its commands.</param>
internal sealed class McpCommand(Func<Terminal, AutomationCommand> program) : ITerminalCommand
{
    private readonly Argument<string?> _folder = FolderArgument.Create();
    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "A stitched catalog: adds the tools that search it, and resolves references",
        HelpName = "DIR",
    };
    private readonly Option<string?> _config = new("--config")
    {
        Description = "A configuration file to inherit from, such as the organisation's",
        HelpName = "FILE",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("mcp", "Serve an agent over the Model Context Protocol (stdio): tools that check, explain and search; they only read.")
        {
            _folder, _catalog, _config,
        };
        command.SetAction((parsed, _) => RunAsync(parsed, terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        var (_, root) = FolderArgument.Read(terminal, parsed.GetValue(_folder));
        var catalog = parsed.GetValue(_catalog) is { } named ? FolderArgument.Full(terminal, named) : null;
        var config = parsed.GetValue(_config) is { } file ? terminal.FullPath(file) : null;
        using var server = new McpServer(
            new McpTools(catalog, config), (arguments, input, output, error, ends) => Run(terminal, root, arguments, input, output, error, ends));
        var connection = new RpcConnection(new MessageReader(terminal.ReadInput, Framing.Lines), terminal.Output, Framing.Lines, terminal.Cancelled);
        return await connection.RunAsync(server) ? ExitCode.Fine : ExitCode.OutsideWorld;
    }

    // The program itself, for another reader: no person, no job, and nothing that gives access to anything.
    private int Run(
        Terminal terminal, string root, IReadOnlyList<string> arguments, byte[] input, TextWriter output, TextWriter error, CancellationToken ends)
    {
        using var stream = new MemoryStream(input);
        return program(terminal.For(stream, output, error, root, ends)).Invoke([.. arguments]);
    }
}

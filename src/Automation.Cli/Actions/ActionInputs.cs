using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;

namespace Automation.Cli.Actions;

/// <summary>The inputs of the action, as the runner hands them over: <c>INPUT_</c> and the name in upper case.</summary>
internal sealed record ActionInputs(string Folder, string Shown, string? Base, string? Catalog, string? Config, string? FailOn, string? Repository, string? Token)
{
    /// <summary>The inputs as the options of a command.</summary>
    public CommonOptions Options => new(OutputFormat.Github, Config, FailOn, Quiet: false, Verbose: false, NoColor: true);

    /// <summary>Reads the inputs; a value that cannot be meant is a usage error.</summary>
    public static ActionInputs Read(Terminal terminal)
    {
        string? Input(string name) => terminal.Variable($"INPUT_{name.ToUpperInvariant()}")?.Trim() is { Length: > 0 } value ? value : null;

        var path = Input("path") ?? ".";
        var folder = terminal.FullPath(path);
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"The input 'path' names no folder: '{path}'. Is there a step before this one that checks the repository out?");
        }

        if (Input("fail-on") is { } failOn)
        {
            CommonOptions.Threshold(failOn);
        }

        return new ActionInputs(folder, PathExpansion.Shown(path), Input("base"), Input("catalog"), Input("config"), Input("fail-on"), Input("repository"), Input("token"));
    }
}

using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Repositories;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action, from the runner: <c>INPUT_</c> and the name in upper case.</summary>
/// <param name="Folder">The folder to check, as a full path.</param>
/// <param name="Shown">How findings name it: from the root of its repository, as GitHub reads paths, regardless of where the checkout is.</param>
/// <param name="Base">The revision to compare with; null if it comes from the event.</param>
/// <param name="Catalog">A folder with the descriptors of all repositories.</param>
/// <param name="Config">A configuration file to inherit from.</param>
/// <param name="FailOn">The severity that fails the step; null if the configuration decides.</param>
/// <param name="Repository">The repository as <c>OWNER/REPO</c>.</param>
/// <param name="Token">A token to read the repository.</param>
/// <param name="RequireDescriptor">Whether the step fails if there is no descriptor.</param>
/// <param name="Comment">Whether the report is written on the pull request as a comment.</param>
/// <param name="OutputDir">The folder of the files for later steps; null for the runner's temporary one.</param>
/// <param name="Charts">GitOps: a folder with charts of chart repositories.</param>
/// <param name="Crds">GitOps: a folder with CustomResourceDefinitions.</param>
/// <param name="Schemas">GitOps: a folder with the OpenAPI of the cluster.</param>
/// <param name="AllowForkCheckout">Whether a fork's files may be checked out under <c>pull_request_target</c>.</param>
internal sealed record ActionInputs(
    string Folder,
    string Shown,
    string? Base,
    string? Catalog,
    string? Config,
    string? FailOn,
    string? Repository,
    string? Token,
    bool RequireDescriptor,
    bool Comment,
    string? OutputDir,
    string? Charts,
    string? Crds,
    string? Schemas,
    bool AllowForkCheckout)
{
    /// <summary>An input of any action, without blanks around it; null if it is empty.</summary>
    public static string? Named(Terminal terminal, string name) =>
        terminal.Variable($"INPUT_{name.ToUpperInvariant()}")?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static ActionInputs Read(Terminal terminal)
    {
        string? Input(string name) => Named(terminal, name);

        var path = Input("path") ?? ".";
        var folder = terminal.FullPath(path);
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"The input 'path' is not a folder: '{path}'. Check out the repository in an earlier step.");
        }

        var failOn = Input("fail-on");
        if (failOn is not null)
        {
            CommonOptions.Threshold(failOn);
        }

        var root = GitFolder.FindRoot(folder) ?? terminal.WorkingDirectory;
        return new ActionInputs(
            folder, PathExpansion.Shown(Path.GetRelativePath(root,
                folder)), Input("base"), Input("catalog"), Input("config"), failOn, Input("repository"), Input(
                "token"),
            Switch("require-descriptor", Input("require-descriptor")),
            Switch("comment", Input("comment")),
            Input("output-dir"),
            Input("charts"),
            Input("crds"),
            Input("schemas"),
            Switch("allow-fork-checkout", Input("allow-fork-checkout")));
    }

    /// <summary>The value of an input that is true or false.</summary>
    public static bool Switch(string name, string? value) => value switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new UsageException($"The input '{name}' is '{value}': write true or false."),
    };
}

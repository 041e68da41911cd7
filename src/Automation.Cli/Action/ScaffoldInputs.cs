using System.Text;
using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Cli.Templates;
using Automation.GitHub;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Sources.Declaring;
using Automation.Templates.Documents;
using Automation.Templates.Workflows;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that runs a software template.</summary>
internal static class ScaffoldInputs
{
    /// <summary>The names of the inputs, as <c>actions/scaffold-service/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "template", "inputs", "values", "values-file", "secrets", "catalog", "catalog-repository", "gitops-repository", "config", "dry-run", "strict", "out",
        "token",
    ];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static TemplateRunInput Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");

        var file = Input("template") ?? throw new UsageException("The input 'template' is empty: set it to the file of a template, relative to the workspace.");
        var catalog = Input("catalog");
        return new TemplateRunInput(file, Values(Input, file, terminal))
        {
            Out = Input("out"),
            IsDryRun = ActionInputs.Switch("dry-run", Input("dry-run")),
            IsStrict = ActionInputs.Switch("strict", Input("strict")),
            Secrets = Secrets(Input("secrets"), terminal),
            Catalog = catalog,
            Sources = Sources(Input("catalog-repository"), catalog, terminal),
            GitOps = GitOps(Input("gitops-repository"), catalog),
            Config = Input("config"),
            Token = Input("token"),
        };
    }

    private static JsonObject Values(Func<string, string?> input, string file, Terminal terminal)
    {
        string[] named = [.. ((string[])["inputs", "values", "values-file"]).Where(n => input(n) is not null)];
        return named switch
        {
            [] => [],
            ["values"] => Map("values", input("values")!),
            ["values-file"] => ValuesInput.Read(input("values-file"), terminal),
            ["inputs"] => OfWorkflow(Map("inputs", input("inputs")!), TemplateLocation.Of(terminal, file)),
            _ => throw new UsageException($"The inputs {string.Join(" and ", named.Select(n => $"'{n}'"))} both have values: use one of them."),
        };
    }

    // A template with errors is reported by the run.
    private static JsonObject OfWorkflow(JsonObject inputs, TemplateLocation location)
    {
        new TemplateReader(location.Tree, location.Path).TryRead(out var template);
        return template is null ? inputs
            : WorkflowAnswers.TryRead(template, inputs, out var values) is { } problem ? throw new UsageException(problem)
            : values;
    }

    private static JsonObject Map(string input, string text) =>
        ScaffoldValues.TryRead($"The input '{input}'", Encoding.UTF8.GetBytes(text), out var map) is { } problem ? throw new UsageException(problem) : map!;

    // A secret that the repository does not have is an empty variable; if the template needs it, the run says so.
    private static Dictionary<string, string> Secrets(string? text, Terminal terminal) => text is null
        ? []
        : Map("secrets", text).Select(s => (s.Key, Value: terminal.Variable($"{s.Value}")))
            .Where(s => s.Value is not null)
            .ToDictionary(s => s.Key, s => s.Value!, StringComparer.Ordinal);

    private static RepositoryName? GitOps(string? named, string? catalog) =>
        named is null ? null
        : catalog is null ? throw new UsageException("The input 'gitops-repository' needs 'catalog', which has the owners of what is deployed.")
        : RepositoryName.Parse(named) ?? throw new UsageException($"The input 'gitops-repository' is '{named}': write OWNER/REPO.");

    // A catalog without a file of sources follows all repositories.
    private static DeclaredSources? Sources(string? named, string? catalog, Terminal terminal) =>
        named is null || (catalog is not null && !File.Exists(Path.Combine(terminal.FullPath(catalog), SourcesReader.FileName))) ? null
        : RepositoryName.Parse(named) is { } repository ? new DeclaredSources(repository, SourcesReader.FileName)
        : throw new UsageException($"The input 'catalog-repository' is '{named}': write OWNER/REPO.");
}

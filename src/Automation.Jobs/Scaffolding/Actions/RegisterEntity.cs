using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>catalog:register</c>: makes the catalog read a repository.</summary>
internal sealed class RegisterEntity(ScaffoldHost host) : ITemplateAction
{
    private const string UsualPath = "/catalog-info.yaml";

    // What Backstage's own analysis names its entities.
    private const string Generated = "generated-";

    /// <inheritdoc/>
    public string Id => "catalog:register";

    /// <inheritdoc/>
    public string Description => "Registers a descriptor: opens a pull request if the catalog lists its sources; otherwise the catalog finds the descriptor.";

    /// <inheritdoc/>
    public JsonObject InputSchema => new()
    {
        ["anyOf"] = new JsonArray(
            ActionSchema.Object(
                ("catalogInfoUrl", ActionSchema.Text("The URL of the descriptor.")),
                ("optional?", ActionSchema.Switch("Continues if the descriptor does not exist."))),
            ActionSchema.Object(
                ("repoContentsUrl", ActionSchema.Text("The URL of the repository's files on GitHub, at its default branch.")),
                ("catalogInfoPath?", ActionSchema.Text("The path of the descriptor in the repository (default: /catalog-info.yaml).")),
                ("optional?", ActionSchema.Switch("Continues if the descriptor does not exist.")))),
    };

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => false;

    public bool NeedsGitHub => host.Sources is not null;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var url = UrlOf(context);
        var (repository, path) = Parts(url);
        context.Output("catalogInfoUrl", url);
        if (EntityOf(context, path) is { } entity)
        {
            context.Output("entityRef", entity.ToString());
        }
        else if (!context.Is("optional"))
        {
            context.Note($"The workspace has no descriptor {Quoted.Of(path)}: the step has no output entityRef.");
        }

        if (host.Sources is null)
        {
            context.Log($"The catalog follows all repositories, so {url} needs no registration.");
            return;
        }

        await RegisterAsync(context, repository, url, cancellationToken);
    }

    private async Task RegisterAsync(ActionContext context, RepositoryName repository, string url, CancellationToken cancellationToken)
    {
        host.Policy.Require(context.Template, repository);
        var step = new GitHubStep(context, host.Sources!.Repository, host.GitHub.Connect(null), host);
        try
        {
            if (await new SourceRegistration(step, host.Sources.Path).RunAsync(repository, url, cancellationToken) is { } pull)
            {
                context.Note($"{repository} will be registered when this pull request is merged: {pull.Url}");
            }
        }
        catch (Exception exception) when (host.EndsStep(exception))
        {
            throw GitHubAction.Failure(exception);
        }
    }

    // Backstage resolves a path against the root of the repository, and gives the address of a folder, from which GitHub redirects to the file.
    private static string UrlOf(ActionContext context)
    {
        if (context.Text("catalogInfoUrl") is { } given)
        {
            return given;
        }

        var (root, path) = (context.Required("repoContentsUrl").TrimEnd('/'), context.Text("catalogInfoPath") ?? UsualPath);
        if (!Uri.TryCreate(root, UriKind.Absolute, out var page) || page.AbsolutePath.Split('/') is not ["", _, _, "blob" or "tree", var branch, ..] segments)
        {
            throw new StepException(
                $"The repoContentsUrl {Quoted.Of(root)} is not the page of a repository: use the output repoContentsUrl of the step that publishes it.");
        }

        var start = $"{page.GetLeftPart(UriPartial.Authority)}/{segments[1]}/{segments[2]}/tree/";
        return path.StartsWith('/') ? $"{start}{branch}{path}" : $"{start}{string.Join('/', segments[4..])}/{path}";
    }

    private (RepositoryName Repository, string Path) Parts(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var page)
            || !host.GitHub.Names.Contains(page.Authority, StringComparer.OrdinalIgnoreCase)
            || page.AbsolutePath.Split('/') is not ["", { Length: > 0 } owner, { Length: > 0 } name, "blob" or "tree", _, .. var path])
        {
            throw new StepException(
                $"The descriptor {Quoted.Of(url)} is not a file of this GitHub: "
                + $"its address begins with {string.Join(" or ", host.GitHub.Names.Select(n => $"https://{n}/OWNER/REPO/blob/BRANCH/"))}.");
        }

        return (new RepositoryName(owner, name), Uri.UnescapeDataString(string.Join('/', path)));
    }

    // The workspace may hold the repository in a folder, and a branch may have slashes in its name: the longest match is meant.
    private static EntityRef? EntityOf(ActionContext context, string path)
    {
        var found = context.Workspace.Entries
            .Where(e => e.Value is WorkspaceEntry.File
                && ($"/{e.Key}".EndsWith($"/{path}", StringComparison.Ordinal) || path.EndsWith($"/{e.Key}", StringComparison.Ordinal)))
            .OrderByDescending(e => e.Key == path)
            .ThenByDescending(e => e.Key.Length)
            .Select(e => (WorkspaceEntry.File)e.Value)
            .FirstOrDefault();
        if (found is null)
        {
            return null;
        }

        var roots = YamlFile.Read(SourceText.Decode(path, found.Bytes.Span), YamlLimits.Descriptor).Documents
            .Where(d => d.Problems.Count == 0).Select(d => d.Root).OfType<YamlMapping>();
        var entities = roots.Select(RefOf).OfType<EntityRef>().ToList();
        return entities.Find(e => e.Kind == "component" && !e.Name.StartsWith(Generated, StringComparison.Ordinal))
            ?? entities.Find(e => !e.Name.StartsWith(Generated, StringComparison.Ordinal))
            ?? entities.FirstOrDefault();
    }

    private static EntityRef? RefOf(YamlMapping root) =>
        Text(root, "kind") is { } kind && root["metadata"] is YamlMapping metadata && Text(metadata, "name") is { } name
            ? new EntityRef(kind, Text(metadata, "namespace") ?? EntityRef.DefaultNamespace, name)
            : null;

    private static string? Text(YamlMapping mapping, string key) => mapping[key] is YamlScalar { Text.Length: > 0 } scalar ? scalar.Text : null;
}

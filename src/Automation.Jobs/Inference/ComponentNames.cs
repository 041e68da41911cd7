using Automation.Core;
using Automation.Core.Trees;
using Automation.Descriptors.Formats;
using Automation.Descriptors.References;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>Names entities by the repository and by their folders, so that Backstage accepts the names and the catalog does not have them.</summary>
/// <param name="repository">The repository; null if it is not known.</param>
/// <param name="folder">The name of the repository's folder.</param>
/// <param name="known">The entities of all repositories; null if they are not known.</param>
public sealed class ComponentNames(RepositorySlug? repository, string folder, KnownEntities? known)
{
    // Folder names that say what a part is, but not of what.
    private static readonly HashSet<string> General = new(
        [
            "frontend", "front-end", "backend", "back-end", "api", "web", "webapp", "app", "apps", "server", "client", "ui", "service", "services", "worker",
            "admin", "core", "main", "src", "site", "website", "www", "gateway", "proxy", "db", "bot", "cli", "common", "shared", "job", "jobs", "ingest",
            "consumer", "producer", "dashboard", "portal", "auth", "mobile",
        ],
        StringComparer.OrdinalIgnoreCase);

    // Folders of what an image is built from, and folders that hold components.
    private static readonly HashSet<string> Packaging = new(["docker", "image", "container", "build", "deploy"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Holders =
        new(["images", "packages", "components", "projects", "modules", "libs", "cmd"], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<EntityRef> _taken = [];

    /// <summary>The name of the repository as entities have it.</summary>
    public string Repository { get; } = Valid(repository?.Name ?? folder) ?? "component";

    /// <param name="component">The component's folder; empty for the whole repository.</param>
    public Inferred Of(string component)
    {
        var whole = repository is null ? $"the folder is named '{folder}'" : $"the repository is {repository}";
        if (component.Length == 0)
        {
            return Free("component", Repository, whole);
        }

        var folders = component.Split('/');
        var told = folders[..^folders.Reverse().TakeWhile(Packaging.Contains).Count()];
        var last = told is [.., var own] ? own : folders[^1];
        var name = Valid(last) ?? Repository;
        if (told.Length > 0 && !General.Contains(last))
        {
            return Free("component", name, $"the folder is '{component}'");
        }

        // The folder above says of what it is, as in shop/backend.
        var of = told.SkipLast(1).LastOrDefault(f => !General.Contains(f) && !Holders.Contains(f) && Valid(f) is not null);
        return of is not null
            ? Free("component", Valid($"{of}-{name}") ?? name, $"the folder is '{component}'")
            : Free("component", Valid($"{Repository}-{name}") ?? name, $"{whole}, and '{last}' alone would say too little");
    }

    /// <summary>The name of an API or Location of a component.</summary>
    public Inferred Of(string kind, string name, string evidence) => Free(kind, Valid(name) ?? Repository, evidence);

    /// <summary>A name in lower case that Backstage accepts; null if there is none.</summary>
    public static string? Valid(string text)
    {
        var ascii = new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')]);
        var name = string.Join('-', ascii.Split('-', StringSplitOptions.RemoveEmptyEntries)).Trim('-', '_', '.');
        name = name.Length <= EntityName.Longest ? name : name[..EntityName.Longest].Trim('-', '_', '.');
        return EntityName.IsName(name) ? name : null;
    }

    private Inferred Free(string kind, string name, string evidence)
    {
        var elsewhere = Elsewhere(kind, name);
        var (free, number) = (elsewhere is null || repository is null ? name : Valid($"{repository.Owner}-{name}") ?? name, 2);
        while (!_taken.Add(new EntityRef(kind, EntityRef.DefaultNamespace, free)))
        {
            free = Valid($"{name[..Math.Min(name.Length, EntityName.Longest - 4)]}-{number++}")!;
        }

        return elsewhere is null
            ? new Inferred(free, evidence)
            : Inferred.Guess(free, $"the catalog already has {kind}:{EntityRef.DefaultNamespace}/{name}, in {elsewhere}");
    }

    private string? Elsewhere(string kind, string name) =>
        known?.Find(new EntityRef(kind, EntityRef.DefaultNamespace, name)).FirstOrDefault(e => known.TreePathOf(e.File) is null)?.File;
}

using System.Text.Json.Serialization;
using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration.Forms;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>One source of the catalog; or, with a pattern for a path, one for each folder that matches.</summary>
/// <remarks>
/// Keys of the file are the names of these properties in kebab case; <see cref="SourceForms"/> reads them and
/// docs/guide/catalog-sources.md explains them. The JSON Schema is generated from them; what it is to pass over is marked.
/// </remarks>
public sealed record SourceDeclaration
{
    /// <summary>A folder as it stands on disk, from the folder of this file. A * in the last part of the path stands for many folders.</summary>
    public string? Directory { get; init; }

    /// <summary>A git repository, read without a checkout: the root of a clone, or a bare repository. A * in the last part of the path stands for many.</summary>
    public string? Git { get; init; }

    /// <summary>A repository on GitHub that the App sees, OWNER/REPO; a * in the name stands for many. Only automation-server reads these.</summary>
    public string? Github { get; init; }

    /// <summary>An organisation on GitHub, whose people and teams become Users and Groups. Only automation-server reads it.</summary>
    public string? GithubPeople { get; init; }

    /// <summary>A file of cloud facts that 'terraform output -json' wrote.</summary>
    public string? Terraform { get; init; }

    /// <summary>A file of people and teams that a directory service exported.</summary>
    public string? DirectoryService { get; init; }

    /// <summary>A file of an organisation's people and teams on GitHub.</summary>
    public string? GithubOrganization { get; init; }

    /// <summary>The name of the source, which is part of every provenance. Without it, the last part of the path. With a pattern, * stands for the name of the folder.</summary>
    public string? Name { get; init; }

    /// <summary>The branch, tag or commit of a git repository. Without it, what HEAD names.</summary>
    public string? Revision { get; init; }

    /// <summary>The folder of a git repository that the source consists of. Without it, all of it.</summary>
    public string? Folder { get; init; }

    /// <summary>The repository that the files are in, OWNER/REPO or HOST/OWNER/REPO; links in the catalog lead there. Without it, what the git remote says. With a pattern, * stands for the name of the folder.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch that links lead to. Without it, main.</summary>
    public string? Branch { get; init; }

    /// <summary>Patterns of descriptors. Without it, every catalog-info.yaml, catalog-info.yml and org.yaml.</summary>
    public IReadOnlyList<Glob>? Include { get; init; }

    /// <summary>Patterns of files that are no descriptors, whatever else they match. Without it, .github/workflows and every vendor, node_modules, testdata and .terraform.</summary>
    public IReadOnlyList<Glob>? Exclude { get; init; }

    /// <summary>The namespace of entities that name none. Without it, default.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether its Users and Groups are taken. Without it, yes; but not from the repositories of a pattern on GitHub, whose people and teams GitHub knows.</summary>
    public bool? People { get; init; }

    /// <summary>Where it is written.</summary>
    [JsonIgnore]
    internal SettingNode Node { get; init; }

    /// <summary>What it is; <see cref="SourceCheck"/> sees to it that it is one thing.</summary>
    [JsonIgnore]
    internal SourcePlace Place => Places.Single();

    /// <summary>Everything that it says it is.</summary>
    [JsonIgnore]
    internal IEnumerable<SourcePlace> Places =>
        from place in new (SourceKind Kind, string Key, string? Path)[]
        {
            (SourceKind.Directory, "directory", Directory),
            (SourceKind.Git, "git", Git),
            (SourceKind.GitHub, "github", Github),
            (SourceKind.Terraform, "terraform", Terraform),
            (SourceKind.DirectoryService, "directory-service", DirectoryService),
            (SourceKind.Organisation, "github-organization", GithubOrganization),
            (SourceKind.GitHubPeople, "github-people", GithubPeople),
        }
        where place.Path is not null
        select new SourcePlace(place.Kind, place.Key, place.Path);

    /// <summary>How a source is read that it stands for.</summary>
    /// <param name="name">What the source is called where nobody gives it a name; stands for every * in what is said of all.</param>
    internal SourceSettings SettingsFor(string name)
    {
        string? Filled(string? text) => text?.Replace("*", name, StringComparison.Ordinal);
        return new SourceSettings(Filled(Name) ?? name)
        {
            Files = Include is null && Exclude is null ? SourceFiles.Usual : new SourceFiles(Include ?? SourceFiles.Usual.Include, Exclude ?? SourceFiles.Usual.Exclude),
            Repository = Filled(Repository) is { } repository ? RepositorySlug.Parse(repository) : null,
            Branch = Branch ?? SourceIdentity.DefaultBranch,
            Folder = Folder ?? "",
            Namespace = Namespace ?? EntityRef.DefaultNamespace,
            TakesPeople = People ?? Github?.Contains('*', StringComparison.Ordinal) is not true,
        };
    }
}

/// <summary>What a declaration says that it is.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">The key that says so.</param>
/// <param name="Path">Where it is: a path, or a name on GitHub.</param>
internal sealed record SourcePlace(SourceKind Kind, string Key, string Path);

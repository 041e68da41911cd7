using System.Text.Json.Serialization;
using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration.Reading;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>One source of the catalog; or, with a pattern for a path, one for each folder that matches.</summary>
/// <remarks>
/// Keys of the file are the names of these properties in kebab case; <see cref="SourceKeys"/> reads them and
/// docs/guide/catalog-sources.md explains them. The JSON Schema is generated from them, except for properties that are marked.
/// </remarks>
public sealed record SourceDeclaration
{
    /// <summary>A folder, relative to this file. A * in the last part of the path matches many folders, each a source.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// A git repository, read without a checkout: the root of a clone, or a bare repository. A * in the last part of the path matches many, each a source.
    /// </summary>
    public string? Git { get; init; }

    /// <summary>A repository on GitHub that the App can read, OWNER/REPO; a * in the name matches many. Only automation-server reads these.</summary>
    public string? Github { get; init; }

    /// <summary>An organisation on GitHub, whose people and teams become Users and Groups. Only automation-server reads it.</summary>
    public string? GithubPeople { get; init; }

    /// <summary>A file with the output of 'terraform output -json'.</summary>
    public string? Terraform { get; init; }

    /// <summary>A file of people and teams, exported from a directory service.</summary>
    public string? DirectoryService { get; init; }

    /// <summary>A file of an organisation's people and teams on GitHub.</summary>
    public string? GithubOrganization { get; init; }

    /// <summary>The name of the source. Default: the last part of the path. With a pattern, * is replaced by the name of the folder.</summary>
    public string? Name { get; init; }

    /// <summary>The branch, tag or commit of a git repository. Default: HEAD.</summary>
    public string? Revision { get; init; }

    /// <summary>The folder of a git repository that the source consists of. Default: the whole repository.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The repository that the files are in, OWNER/REPO or HOST/OWNER/REPO; links in the catalog lead there. Default: from the git remote. With a pattern,
    /// * is replaced by the name of the folder.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>The branch in links. Default: main.</summary>
    public string? Branch { get; init; }

    /// <summary>Patterns of descriptors. Default: every catalog-info.yaml, catalog-info.yml and org.yaml.</summary>
    public IReadOnlyList<Glob>? Include { get; init; }

    /// <summary>
    /// Patterns of files that are not descriptors; they have priority. Default: .github/workflows and every vendor, node_modules, testdata and .terraform.
    /// </summary>
    public IReadOnlyList<Glob>? Exclude { get; init; }

    /// <summary>The namespace of entities without one. Default: default.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether its Users and Groups are used. Default: true, but false for a pattern of repositories on GitHub.</summary>
    public bool? People { get; init; }

    /// <summary>Whether everybody on the internet can read it. Only such sources are in a site for a public address. Default: false.</summary>
    public bool? Public { get; init; }

    /// <summary>
    /// Whether the catalog keeps the documentation of its entities: README and docs. Who can read the catalog can read it. Default: false.
    /// </summary>
    public bool? Documents { get; init; }

    /// <summary>
    /// Whether the catalog keeps what scorecards count and only the repository says: how CODEOWNERS covers it and whom it names, and the versions of templates.
    /// Default: false.
    /// </summary>
    public bool? Scorecards { get; init; }

    /// <summary>The place of the source in the file.</summary>
    [JsonIgnore]
    internal SettingNode Node { get; init; }

    /// <summary>The type; <see cref="SourceCheck"/> ensures that there is exactly one.</summary>
    [JsonIgnore]
    internal SourcePlace Place => Places.Single();

    /// <summary>All its types.</summary>
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

    /// <param name="name">The default name of the source; replaces every * in its settings.</param>
    internal SourceSettings SettingsFor(string name)
    {
        string? Filled(string? text) => text?.Replace("*", name, StringComparison.Ordinal);
        return new SourceSettings(Filled(Name) ?? name)
        {
            Files = Include is null && Exclude is null
                ? SourceFiles.Usual
                : new SourceFiles(Include ?? SourceFiles.Usual.Include, Exclude ?? SourceFiles.Usual.Exclude),
            Repository = Filled(Repository) is { } repository ? RepositorySlug.Parse(repository) : null,
            Branch = Branch ?? SourceIdentity.DefaultBranch,
            Folder = Folder ?? "",
            Namespace = Namespace ?? EntityRef.DefaultNamespace,
            IsPublic = Public is true,
            KeepsDocuments = Documents is true,
            KeepsFacts = Scorecards is true,
            TakesPeople = People ?? Github?.Contains('*', StringComparison.Ordinal) is not true,
        };
    }
}

/// <summary>The type of a declaration.</summary>
/// <param name="Key">The key of the type.</param>
/// <param name="Path">Where it is: a path, or a name on GitHub.</param>
internal sealed record SourcePlace(SourceKind Kind, string Key, string Path);

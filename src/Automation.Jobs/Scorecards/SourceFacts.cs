using System.Text.Json.Serialization;
using Automation.Owners.Naming;

namespace Automation.Jobs.Scorecards;

/// <summary>
/// What scorecards count and only the repository of a source says: as it was written there. What it means is decided with the catalog, when a page is made.
/// </summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Commit">The commit that it was read from; null if the source has none.</param>
public sealed record SourceFacts(string Source, string? Commit)
{
    /// <summary>Its CODEOWNERS; null if it has none.</summary>
    public CodeownersFacts? Codeowners { get; init; }

    /// <summary>The services in it that were made from a template, by folder.</summary>
    public IReadOnlyList<TemplateFacts> Templates { get; init; } = [];

    /// <summary>Whether nothing in it is missing: people can change files of the catalog.</summary>
    [JsonIgnore]
    internal bool IsWhole => Templates?.All(t => t is not null) == true && (Codeowners is null || Codeowners.IsWhole);

    /// <summary>The service that a descriptor belongs to: that of the nearest folder.</summary>
    public TemplateFacts? TemplateOf(string descriptor) =>
        Templates.Where(t => t.Folder.Length == 0 || descriptor.StartsWith(t.Folder + "/", StringComparison.Ordinal)).MaxBy(t => t.Folder.Length);
}

/// <param name="Path">The file that the host uses.</param>
/// <param name="Files">How many files the repository has.</param>
/// <param name="Owned">How many of them have an owner.</param>
public sealed record CodeownersFacts(string Path, int Files, int Owned)
{
    /// <summary>The group or user of an owner, where the repository's configuration names one.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>The namespace of the groups of an organisation, by the configuration.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a group also owns what its subgroups own.</summary>
    public bool Inherit { get; init; }

    /// <summary>The owners of descriptors, by path.</summary>
    public IReadOnlyList<DescriptorOwners> Descriptors { get; init; } = [];

    [JsonIgnore]
    internal bool IsWhole => Aliases?.Values.All(a => a is not null) == true && Namespaces?.Values.All(n => n is not null) == true
        && Descriptors?.All(d => d is not null && d.Owners.All(o => o is { IsWhole: true })) == true;
}

/// <summary>The owners of a descriptor and of most files of its component.</summary>
/// <param name="File">The descriptor.</param>
/// <param name="Owners">The owners; none if no line gives it one.</param>
/// <param name="Line">The line that decides, from 1; null if none does.</param>
public sealed record DescriptorOwners(string File, IReadOnlyList<OwnerName> Owners, int? Line);

/// <summary>An owner as it is written.</summary>
public sealed record OwnerName(string Text, OwnerForm Form)
{
    [JsonIgnore]
    internal bool IsWhole => Form switch
    {
        OwnerForm.Team => Text is ['@', not '/', ..] && Text.Contains('/', StringComparison.Ordinal),
        OwnerForm.User => Text is ['@', _, ..],
        _ => Text.Length > 0,
    };
}

/// <summary>The template that a service was made from, and its version there: from the service's record.</summary>
/// <param name="Folder">The folder of the service; empty for the root.</param>
/// <param name="Template">The entity ref.</param>
/// <param name="Tag">The tag of the commit; null if there is none.</param>
public sealed record TemplateFacts(string Folder, string Template, string Commit, string? Tag)
{
    /// <summary>The versions that the service accepts; null for all.</summary>
    public string? Pin { get; init; }
}

/// <summary>The facts of the sources of one shard, by name.</summary>
internal sealed record FactsShard(IReadOnlyList<SourceFacts> Sources);

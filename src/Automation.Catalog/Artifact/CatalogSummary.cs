namespace Automation.Catalog.Artifact;

/// <summary>The small file that describes an artifact: <see cref="ArtifactPaths.Summary"/>.</summary>
public sealed record CatalogSummary
{
    /// <summary>
    /// The format this program writes. 2: skeletons, people, takeovers and the numbers of repositories are recorded, links are read as their files, and keys
    /// that differ by case are left out for Backstage.
    /// </summary>
    public const int CurrentFormat = 2;

    /// <summary>The oldest format this program reads. The next build reads all sources of an older one again.</summary>
    public const int OldestFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>A digest of the settings of the catalog: if it changes, everything is read again.</summary>
    public string Settings { get; init; } = "";

    /// <summary>How many entities there are, by kind.</summary>
    public IReadOnlyDictionary<string, int> Entities { get; init; } = new Dictionary<string, int>();

    /// <summary>The number of relations from entities.</summary>
    public int Relations { get; init; }

    /// <summary>How many findings there are, by severity.</summary>
    public IReadOnlyDictionary<string, int> Findings { get; init; } = new Dictionary<string, int>();

    public int Stale { get; init; }

    public int Sources { get; init; }

    /// <summary>How many files of the sources are template skeletons, and left out.</summary>
    public int Skeletons { get; init; }

    /// <summary>Relation types that configuration adds, each with its inverse.</summary>
    public IReadOnlyDictionary<string, string> ExtraRelations { get; init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 over the names and blob ids of all shards: two artifacts with the same root are equal.</summary>
    public string Root { get; init; } = "";

    /// <summary>The blob id of every shard, by path.</summary>
    public IReadOnlyDictionary<string, string> Shards { get; init; } = new Dictionary<string, string>();

    /// <summary>The first systems and owners, for the page.</summary>
    public Overview Overview { get; init; } = new();
}

/// <summary>The rows of the page.</summary>
public sealed record Overview
{
    public IReadOnlyList<SystemRow> Systems { get; init; } = [];

    public IReadOnlyList<OwnerRow> Owners { get; init; } = [];

    /// <summary>The number of owners: existing groups and users that own an entity.</summary>
    public int OwnerCount { get; init; }

    /// <summary>The first findings, most severe first.</summary>
    public IReadOnlyList<RecordedFinding> Broken { get; init; } = [];

    /// <summary>The findings by owner, most errors first.</summary>
    public IReadOnlyList<OwnersProblems> Problems { get; init; } = [];

    /// <summary>The number of owners with problems; entities without an owner count as one owner.</summary>
    public int ProblemOwnerCount { get; init; }

    /// <summary>The first owners that do not exist, by ref.</summary>
    public IReadOnlyList<MissingOwner> MissingOwners { get; init; } = [];

    public int MissingOwnerCount { get; init; }
}

/// <param name="Owner">The owner's ref; null for problems without an owner, such as a file that cannot be read.</param>
/// <param name="Errors">The number of errors.</param>
/// <param name="Warnings">The number of warnings.</param>
/// <param name="First">The first of them, the worst first.</param>
public sealed record OwnersProblems(string? Owner, int Errors, int Warnings, IReadOnlyList<LinkedFinding> First);

/// <summary>A finding, and the page of its line on the forge; null if it is not known.</summary>
public sealed record LinkedFinding(RecordedFinding Finding, string? Page);

/// <summary>An owner that does not exist.</summary>
/// <param name="Ref">The ref in entities.</param>
public sealed record MissingOwner(string Ref, int Entities);

/// <summary>A system on the page.</summary>
/// <param name="Title">The title, or the name.</param>
/// <param name="Owner">The owner's ref; null if it has none.</param>
/// <param name="Components">How many components it has.</param>
/// <param name="Apis">The number of APIs.</param>
/// <param name="Resources">The number of resources.</param>
public sealed record SystemRow(string Ref, string Title, string? Owner, int Components, int Apis, int Resources);

/// <summary>An owner on the page.</summary>
/// <param name="Title">The title, or the name.</param>
/// <param name="Kinds">How many entities of each kind it owns.</param>
public sealed record OwnerRow(string Ref, string Title, IReadOnlyDictionary<string, int> Kinds)
{
    public int Owned => Kinds.Values.Sum();
}

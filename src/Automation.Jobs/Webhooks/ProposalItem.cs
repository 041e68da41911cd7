using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>Propose to the GitOps repository what the catalog asks for. A slow GitOps repository never delays anything else.</summary>
public sealed record ProposalItem : WorkItem
{
    /// <summary>Its name in the ledger.</summary>
    public const string Kind = "gitops";

    /// <summary>The GitOps repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The pull request whose branch a person wants generated again; null for everything that the catalog asks for.</summary>
    public int? Number { get; init; }

    /// <summary>The login of that person; null after a rebuild of the catalog.</summary>
    public string? Actor { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string KindName => Kind;

    // One run at a time: each compares the whole repository, and two would race for the same branches.
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Kind} {Repository}".ToLowerInvariant();

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Author => Actor?.ToLowerInvariant() ?? "";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Topic => Number is { } number ? $"{Key}#{number}" : Key;
}

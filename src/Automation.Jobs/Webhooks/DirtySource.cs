using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>A changed source of the catalog, whose entries in the catalog may be outdated.</summary>
/// <param name="InstallationId">The installation that can read it; null if the payload has none.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DirtyRepository), "repository")]
[JsonDerivedType(typeof(DirtyRepositoryList), "repositories")]
[JsonDerivedType(typeof(DirtyOrganisation), "organisation")]
[JsonDerivedType(typeof(DirtyOwner), "owner")]
public abstract record DirtySource(long? InstallationId)
{
    /// <summary>The name in the ledger: two changes before a read cause one read.</summary>
    [JsonIgnore]
    public abstract string Name { get; }
}

/// <summary>A repository whose default branch moved.</summary>
/// <param name="RepositoryId">The number, which a rename does not change.</param>
/// <param name="InstallationId">The installation that can read it.</param>
/// <param name="Branch">The default branch, without <c>refs/heads/</c>.</param>
/// <param name="HeadSha">The commit of the branch when the payload was written; a hint.</param>
public sealed record DirtyRepository(RepositoryName Repository, long? RepositoryId, long? InstallationId, string Branch, string? HeadSha)
    : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Repository.ToString();
}

/// <summary>The list of an owner's repositories: one was created, renamed, archived, transferred, deleted, installed or removed.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="InstallationId">The installation that can read them.</param>
public sealed record DirtyRepositoryList(string Owner, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Owner}: repositories";
}

/// <summary>People and teams of an organisation.</summary>
/// <param name="Login">The organisation's login.</param>
/// <param name="InstallationId">The installation that can read them.</param>
public sealed record DirtyOrganisation(string Login, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Login}: people and teams";
}

/// <summary>All repositories of an owner are compared, in case an event was missed.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="InstallationId">The installation that can read it.</param>
public sealed record DirtyOwner(string Owner, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Owner}: everything";
}

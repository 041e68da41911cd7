using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>Something that the catalog is made of and that changed, so that what the catalog took from it may be out of date.</summary>
/// <param name="InstallationId">Through which installation it can be read; null where the payload does not say.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DirtyRepository), "repository")]
[JsonDerivedType(typeof(DirtyRepositoryList), "repositories")]
[JsonDerivedType(typeof(DirtyOrganisation), "organisation")]
[JsonDerivedType(typeof(DirtyOwner), "owner")]
public abstract record DirtySource(long? InstallationId)
{
    /// <summary>Its name in the ledger: what changed twice before it was read is read once.</summary>
    [JsonIgnore]
    public abstract string Name { get; }
}

/// <summary>A repository whose default branch moved.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="RepositoryId">Its number, which a rename leaves alone.</param>
/// <param name="InstallationId">Through which installation it can be read.</param>
/// <param name="Branch">Its default branch, without <c>refs/heads/</c>.</param>
/// <param name="HeadSha">Where the branch was when the payload was written: a hint.</param>
public sealed record DirtyRepository(RepositoryName Repository, long? RepositoryId, long? InstallationId, string Branch, string? HeadSha) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Repository.ToString();
}

/// <summary>Which repositories an owner has: one was made, renamed, archived, transferred, deleted, installed or taken away.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="InstallationId">Through which installation they can be read.</param>
public sealed record DirtyRepositoryList(string Owner, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Owner}: repositories";
}

/// <summary>People and teams of an organisation.</summary>
/// <param name="Login">The organisation's login.</param>
/// <param name="InstallationId">Through which installation they can be read.</param>
public sealed record DirtyOrganisation(string Login, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Login}: people and teams";
}

/// <summary>Everything of an owner is looked at, in case something was not heard of.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="InstallationId">Through which installation it can be read.</param>
public sealed record DirtyOwner(string Owner, long? InstallationId) : DirtySource(InstallationId)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Owner}: everything";
}

namespace Automation.Catalog.Artifact;

/// <summary>A source as recorded in the artifact.</summary>
/// <param name="Name">The name, which is part of every provenance.</param>
/// <param name="Kind">What it is: <c>directory</c>, <c>git</c>, or the name of a provider.</param>
/// <param name="Repository">The repository as <c>HOST/OWNER/NAME</c>; null if it is not known.</param>
/// <param name="Settings">A digest of how it is read; if it differs from the last one, the source is read again.</param>
/// <param name="Folder">The folder of the repository that the source consists of; empty for the whole repository.</param>
public sealed record SourceIdentity(string Name, string Kind, string? Repository = null, string Settings = "", string Folder = "")
{
    /// <summary>The default name of a branch.</summary>
    public const string DefaultBranch = "main";

    /// <summary>The branch in URLs of its files.</summary>
    public string Branch { get; init; } = DefaultBranch;

    /// <summary>GitHub's number of the repository; null if it is not known.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>Whether its Users and Groups are used.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>Whether everybody on the internet can read it.</summary>
    public bool IsPublic { get; init; }
}

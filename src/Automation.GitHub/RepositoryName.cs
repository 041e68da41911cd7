namespace Automation.GitHub;

/// <summary>The name of a repository, as <c>owner/name</c>.</summary>
public sealed record RepositoryName(string Owner, string Name)
{
    /// <summary>Reads <c>owner/name</c>; null where the text is something else.</summary>
    public static RepositoryName? Parse(string? fullName) =>
        fullName?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] ? new RepositoryName(owner, name) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";
}

namespace Automation.GitHub;

/// <summary>The name of a repository, as <c>owner/name</c>.</summary>
public sealed record RepositoryName(string Owner, string Name)
{
    // GitHub's longest login has 39 characters, its longest repository 100.
    private const int Longest = 140;

    /// <summary>Reads <c>owner/name</c>; null if the text is something else, or longer than GitHub allows.</summary>
    public static RepositoryName? Parse(string? fullName) =>
        fullName is { Length: <= Longest } && fullName.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] ? new RepositoryName(owner, name) : null;

    /// <summary>Whether it is the same repository: GitHub ignores case.</summary>
    public bool IsSame(RepositoryName other) => ToString().Equals(other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";
}

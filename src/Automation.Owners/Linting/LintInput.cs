using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>The input for linting a CODEOWNERS file.</summary>
/// <param name="Found">The file that is used, and the files that are not.</param>
/// <param name="Show">How findings name a path of the tree.</param>
public sealed record LintInput(FoundCodeowners Found, Func<string, string> Show)
{
    public Dialect Dialect { get; init; } = Dialect.GitHub;

    /// <summary>Files that were probably meant as CODEOWNERS and are not read.</summary>
    public IReadOnlyList<MisplacedFile> Misplaced { get; init; } = [];

    /// <summary>The paths that git tracks, sorted; null if they are not available; rules that need them then report nothing.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Whether the catalog has the group or user of an owner; null without a catalog.</summary>
    public Func<Owner, bool>? IsInCatalog { get; init; }

    /// <summary>GitHub's data about an owner, null if that owner was not looked up; null if GitHub is not available.</summary>
    public Func<Owner, OwnerStanding?>? StandingOf { get; init; }
}

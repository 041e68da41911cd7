using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>What there is to judge a CODEOWNERS file by.</summary>
/// <param name="Found">The file that is in force, and the files that are not.</param>
/// <param name="Show">How findings name a path of the tree.</param>
public sealed record LintInput(FoundCodeowners Found, Func<string, string> Show)
{
    /// <summary>Whose rules hold.</summary>
    public Dialect Dialect { get; init; } = Dialect.GitHub;

    /// <summary>Files that were meant for CODEOWNERS and are not read.</summary>
    public IReadOnlyList<MisplacedFile> Misplaced { get; init; } = [];

    /// <summary>The paths that git tracks, sorted; null where they are not at hand, and what needs them is silent.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Whether the catalog has the group or user that an owner stands for; null where there is no catalog.</summary>
    public Func<Owner, bool>? IsInCatalog { get; init; }

    /// <summary>What GitHub says of an owner, null where it was not asked about that one; null where nobody could ask.</summary>
    public Func<Owner, OwnerStanding?>? StandingOf { get; init; }
}

using Automation.Core.Text;
using Automation.Owners.Linting.Containment;
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

    /// <summary>The paths of the repository's files, sorted; null where they are not at hand, and what needs them is silent.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Whether the catalog has the group or user that an owner stands for; null where there is no catalog.</summary>
    public Func<Owner, bool>? IsInCatalog { get; init; }
}

/// <summary>What the rules look at: a file that was read.</summary>
internal sealed record LintContext(LintInput Input, CodeownersFile File)
{
    private readonly Lazy<IReadOnlyList<Steps?>> _steps = new(() => [.. File.Rules.Select(r => PatternIndex.IsSettled(r.Pattern) ? Containment.Steps.Of(r.Pattern) : null)]);

    /// <summary>The steps of each line in force; null where documentation leaves open what its pattern means, or it excludes.</summary>
    public IReadOnlyList<Steps?> Steps => _steps.Value;

    /// <summary>Its text.</summary>
    public SourceText Source => File.Source;

    /// <summary>Whether GitHub reads it.</summary>
    public bool IsGitHub => File.Dialect == Dialect.GitHub;
}

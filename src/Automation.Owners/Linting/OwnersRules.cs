using Automation.Core.Findings;

namespace Automation.Owners.Linting;

/// <summary>The rules of CODEOWNERS files, in the order of the rule reference.</summary>
public static class OwnersRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        InvalidPattern.Rule,
        InvalidOwner.Rule,
        MissingSpace.Rule,
        MissingPattern.Rule,
        ShadowedRule.Rule,
        DuplicatePattern.Rule,
        MatchesNothing.Rule,
        NoOwner.Rule,
        DeadFile.Rule,
        MisplacedCodeownersFile.Rule,
        WrongDialect.Rule,
        SizeRules.TooLarge,
        SizeRules.NearlyTooLarge,
        ByteOrderMark.Rule,
        NotUtf8.Rule,
        UnsettledPattern.Rule,
        UnsettledOwner.Rule,
        NotInCatalog.Rule,
        NotOnGitHub.Unknown,
        NotOnGitHub.CannotWrite,
    ];

    /// <summary>The rules that need the files of the repository.</summary>
    public static IReadOnlyList<Rule> NeedFiles { get; } = [MatchesNothing.Rule, MisplacedCodeownersFile.Rule];

    public static IReadOnlyList<Rule> NeedCatalog { get; } = [NotInCatalog.Rule];

    /// <summary>The rules that need GitHub.</summary>
    public static IReadOnlyList<Rule> NeedGitHub { get; } = [NotOnGitHub.Unknown, NotOnGitHub.CannotWrite];
}

using Automation.Catalog.Sources;
using Automation.Core.Findings;

namespace Automation.Catalog.Stitching;

/// <summary>Rules about a catalog as a whole.</summary>
public static class StitchRules
{
    /// <summary>An entity is kept although its source no longer defines it.</summary>
    public static readonly Rule Stale = new(
        "catalog/stale-entity", Severity.Warning, Responsible.ApplicationTeam, "Fix the descriptor, or make its source readable.")
    {
        Detects = "An entity whose document is no longer valid, or whose source cannot be read.",
        Why = "The catalog shows the last valid version, with the reason and the commit. Its content may be out of date.",
        Sources = [RuleSource.Guide("Building", "catalog.md#building")],
    };

    /// <summary>A source could not be read.</summary>
    public static readonly Rule SourceUnreadable = new(
        "catalog/source-unreadable", Severity.Error, Responsible.PlatformTeam, "Make each source of the catalog readable.")
    {
        Detects = "A source that does not exist, or whose list of files is incomplete.",
        Afterwards = "does not check it",
        Why = "The catalog cannot know which entities of the source were removed. It keeps all of them, marked stale, until the source can be read "
            + "again.",
        Sources = [RuleSource.Guide("Git repositories", "catalog-sources.md#git-repositories")],
    };

    /// <summary>Very many entities would be removed at once.</summary>
    public static readonly Rule RemovalWaits = new("catalog/removal-waits", Severity.Error, Responsible.PlatformTeam, "Confirm the removal of many entities.")
    {
        Detects = $"A build that would remove more than {LargeRemoval.Few} entities and more than {LargeRemoval.Percent}% of a source.",
        Afterwards = "does not check it",
        Why = "This is rarely intended: a folder was moved, a pattern changed, or a branch emptied. The entities stay, marked stale, until "
            + "the removal is confirmed.",
        FixDetails = "Run the build with `--confirm-removal SOURCE`, or set `Catalog__ConfirmRemovals=true` on the server.",
        Sources = [RuleSource.Guide("Building", "catalog.md#building")],
    };

    /// <summary>A ref would pass to another repository.</summary>
    public static readonly Rule TakeoverWaits = new(
        "catalog/takeover-waits", Severity.Error, Responsible.PlatformTeam, "Confirm that an entity moves to another repository.")
    {
        Detects = "An entity that another repository defines too, and whose definition would replace the current one: that repository is older, or the "
            + "current one stopped defining the entity.",
        Afterwards = "does not check it",
        Why = "References to an entity rely on the repository that defines it. Without a confirmation, anybody who can write to any repository "
            + "could take over the entities of another.",
        FixDetails = "Run the build with `--confirm-takeover REF`, or with `--confirm-takeover SOURCE` for all entities that the source takes over.",
        Sources = [RuleSource.Guide("Building", "catalog.md#building")],
    };

    /// <summary>A ref is defined in more than one place.</summary>
    public static readonly Rule Duplicate = new("reference/defined-twice", Severity.Error, Responsible.ApplicationTeam, "Define each entity in one repository.")
    {
        Detects = "Two sources, or two files of the catalog, that define the same entity.",
        Why = "Only one definition is used: the one whose source is declared first, then the one with the first path. The other replaces it once "
            + "the first is removed; from another repository only after a confirmation. Backstage uses the definition that it read first, "
            + "and no error is reported.",
        FixDetails = "Remove one of the definitions, or rename it.",
        Sources =
        [
            RuleSource.Guide("Building", "catalog.md#building"),
            RuleSource.Backstage("DefaultProcessingDatabase.ts", "plugins/catalog-backend/src/database/DefaultProcessingDatabase.ts"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        Stale,
        SourceUnreadable,
        RemovalWaits,
        TakeoverWaits,
        Duplicate,
        LinkStep.UnlistedRepository,
        LinkStep.UnlistedFile,
    ];
}

using Automation.Core.Findings;

namespace Automation.Catalog.Stitching;

/// <summary>What there is to say about a catalog as a whole.</summary>
public static class StitchRules
{
    private const string Own = "a rule of Automation's own: Backstage keeps, drops or hides without a word";

    /// <summary>An entity is kept although its source does not say so any more.</summary>
    public static readonly Rule Stale = new("catalog/stale-entity", Severity.Warning, Responsible.ApplicationTeam, "Repair what the catalog keeps in its last good state.")
    {
        Why = "A document that turns invalid, or a source that cannot be read, does not take its entities with it: the last good version stays in the catalog, marked with the reason and the commit since which. What it says may be out of date.",
        Source = Own,
    };

    /// <summary>A source could not be read.</summary>
    public static readonly Rule SourceUnreadable = new("catalog/source-unreadable", Severity.Error, Responsible.PlatformTeam, "Make every source of the catalog readable.")
    {
        Why = "A source that is not there, or whose list of files is cut off, says nothing about which entities are gone. All of them are kept, marked stale, until it can be read again.",
        Source = Own,
    };

    /// <summary>Very many entities would go at once.</summary>
    public static readonly Rule RemovalWaits = new("catalog/removal-waits", Severity.Error, Responsible.PlatformTeam, "Confirm that many entities are to go at once.")
    {
        Why = "More than 20 entities, and more than one in twenty of a source, are gone from it in one build. That is seldom meant: a folder was moved, a pattern was changed, a branch was emptied. They stay, marked stale, until somebody confirms.",
        Source = Own,
    };

    /// <summary>A ref would pass to another repository.</summary>
    public static readonly Rule TakeoverWaits = new("catalog/takeover-waits", Severity.Error, Responsible.PlatformTeam, "Confirm that an entity passes to another repository.")
    {
        Why = "Everything that names an entity trusts the repository that defines it: who owns it, where it is deployed from, what it depends on. Where another repository defines the same ref and would come to count, because it is the older one or because the first stopped defining it, the catalog keeps what it has until somebody confirms that the entity moves.",
        Source = Own,
    };

    /// <summary>A ref is defined in more than one place.</summary>
    public static readonly Rule Duplicate = new("reference/defined-twice", Severity.Error, Responsible.ApplicationTeam, "Define each entity in one repository.")
    {
        Why = "Of two places that define the same ref, the one whose source is declared first counts, then the first path. Both get a finding, and the other takes over where the first goes; from another repository once somebody confirms that. In Backstage the one that was read first counts, and neither gets an error.",
        Source = Own,
    };

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Stale, SourceUnreadable, RemovalWaits, TakeoverWaits, Duplicate, LinkStep.UnlistedRepository, LinkStep.UnlistedFile];
}

using Automation.Catalog.Artifact;
using Automation.Catalog.Descriptors;
using Automation.Core;
using Automation.Core.Findings;

namespace Automation.Catalog.Rules;

/// <summary>Users and Groups in a repository that the catalog takes none from: anybody who may write to some repository could otherwise join a team that owns others.</summary>
internal static class PeopleRule
{
    public static readonly Rule Rule = new("catalog/people-not-taken", Severity.Warning, Responsible.PlatformTeam, "Define Users and Groups where the catalog takes them from.")
    {
        Why = "Who belongs to which team decides who owns what. In a catalog that follows all repositories of an organisation, people and teams come from GitHub, and from sources that say `people: true` in `catalog-sources.yml`; "
            + "Users and Groups of other repositories are left out. Backstage leaves this to `catalog.rules`.",
        Bad = "# catalog-info.yaml of any repository\nkind: Group\nmetadata:\n  name: platform",
        Good = "# catalog-sources.yml\nsources:\n  - github: acme/people\n    people: true",
        Source = "a rule of Automation's own",
    };

    /// <summary>Whether it is about an entity.</summary>
    public static bool IsAbout(EntityRef entity) => entity.Kind is "user" or "group";

    /// <summary>Reports a descriptor of a source that no people are taken from.</summary>
    public static void Check(Descriptor descriptor, Findings findings)
    {
        if (IsAbout(descriptor.Ref))
        {
            findings.Add(Rule, descriptor.Root.Field("kind")!, MessageOf(descriptor.Ref));
        }
    }

    /// <summary>What is reported where the source is read.</summary>
    public static RecordedFinding Of(EntityRef entity, string source, string path, int line) => RecordedFinding.Of(Rule, MessageOf(entity), source, path, line);

    private static string MessageOf(EntityRef entity) =>
        $"The catalog takes no Users and Groups from this repository, so {Wording.Quote(entity.ToString())} is not in it. Define it where people and teams are kept, or ask the platform team to allow this repository with 'people: true' in catalog-sources.yml.";
}

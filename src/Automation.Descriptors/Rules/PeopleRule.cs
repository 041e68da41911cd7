using Automation.Core;
using Automation.Core.Findings;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>
/// Users and Groups in a repository whose Users and Groups the catalog ignores: otherwise anyone with write access to one repository could join a team that
/// owns others.
/// </summary>
public static class PeopleRule
{
    public static readonly Rule Rule = new(
        "catalog/people-not-taken", Severity.Warning, Responsible.PlatformTeam, "Define Users and Groups in a source that is allowed to define them.")
    {
        Detects = "A User or Group in a repository that may not define people, where the catalog follows all repositories of an organisation.",
        Why = "Membership of a group decides who owns what, so not everybody who can write to a repository may change it. The catalog leaves these "
            + "entities out. Backstage leaves this to `catalog.rules`.",
        FixDetails = "Define people on GitHub, or in a source with `people: true` in `catalog-sources.yml`.",
        Bad = "# catalog-info.yaml of any repository\nkind: Group\nmetadata:\n  name: platform",
        Good = "# catalog-sources.yml\nsources:\n  - github: acme/people\n    people: true",
        Sources = [RuleSource.Guide("Sources on GitHub", "catalog-sources.md#on-github")],
    };

    public static bool IsAbout(EntityRef entity) => entity.Kind is "user" or "group";

    /// <summary>Reports Users and Groups in a source without 'people: true'.</summary>
    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (IsAbout(descriptor.Ref))
        {
            findings.Add(Rule, descriptor.Root.Field("kind")!, MessageOf(descriptor.Ref));
        }
    }

    /// <summary>The finding's message, for readers of a source that report it without the document.</summary>
    public static string MessageOf(EntityRef entity) =>
        $"The catalog ignores Users and Groups of this repository, so {DescriptorWording.Quote(entity.ToString())} is not in it. Define it where people and "
        + "teams are maintained, or ask the platform team to allow this repository with 'people: true' in catalog-sources.yml.";
}

using Automation.Catalog.Diffing;
using static Automation.Catalog.Tests.Diffing.Diffed;

namespace Automation.Catalog.Tests.Diffing;

/// <summary>Who depends on what is removed.</summary>
public sealed class ImpactTests
{
    [Fact]
    public void Dependence_goes_on_through_what_makes_things_work()
    {
        var rest = Component("provider") + Component("consumer", "  consumesApis: [p]\n  providesApis: [q]\n") + Api("q")
            + Component("far", "  consumesApis: [q]\n") + Component("farther", "  dependsOn: [component:far]\n");

        var impact = Between(rest + Api("p"), rest).Impacts.ShouldHaveSingleItem();

        Lines(impact).ShouldBe([
            "1 component:default/consumer consumesApi api:default/p",
            "2 api:default/q apiProvidedBy component:default/consumer",
            "3 component:default/far consumesApi api:default/q",
            "4 component:default/farther dependsOn component:default/far"]);
        (impact.Direct, impact.IsCut).ShouldBe((1, false));
    }

    [Fact]
    public void What_merely_belongs_to_it_is_reported_and_not_followed()
    {
        var rest = Component("part", "  system: s\n") + Component("other", "  dependsOn: [component:part]\n");

        Lines(Between(rest + SystemOf("s"), rest).Impacts.ShouldHaveSingleItem()).ShouldBe(["1 component:default/part partOf system:default/s"]);
    }

    [Fact]
    public void An_api_that_loses_its_only_provider_is_affected()
    {
        var rest = Api("p") + Component("consumer", "  consumesApis: [p]\n");

        Lines(Between(rest + Component("provider", "  providesApis: [p]\n"), rest).Impacts.ShouldHaveSingleItem()).ShouldBe([
            "1 api:default/p apiProvidedBy component:default/provider", "2 component:default/consumer consumesApi api:default/p"]);
    }

    [Fact]
    public void An_api_with_another_provider_is_not()
    {
        var rest = Api("p") + Component("other", "  providesApis: [p]\n");

        Between(rest + Component("provider", "  providesApis: [p]\n"), rest).Impacts.ShouldBeEmpty();
    }

    [Fact]
    public void Who_stops_depending_on_it_in_the_same_change_is_not_affected() =>
        Between(Api("p") + Component("a", "  consumesApis: [p]\n"), Component("a")).Impacts.ShouldBeEmpty();

    [Fact]
    public void What_goes_with_it_is_not_affected() =>
        Between(Group("team-a") + Api("p") + Component("a", "  consumesApis: [p]\n"), Group("team-a")).Impacts.ShouldBeEmpty();

    [Fact]
    public void A_circle_ends()
    {
        var rest = Component("a", "  dependsOn: [component:b, resource:r]\n") + Component("b", "  dependsOn: [component:a]\n");

        Lines(Between(rest + Entity("Resource", "r", "  type: database\n  owner: team-a\n"), rest).Impacts.ShouldHaveSingleItem()).ShouldBe([
            "1 component:default/a dependsOn resource:default/r", "2 component:default/b dependsOn component:default/a"]);
    }

    [Fact]
    public void A_group_is_missed_by_all_that_it_owned() =>
        Between(
            Group("team-a") + Component("a") + Component("b", "  dependsOn: [component:a]\n"),
            Component("a") + Component("b", "  dependsOn: [component:a]\n")).Impacts
            .ShouldHaveSingleItem().Dependents.Count
            .ShouldBe(2);

    [Fact]
    public void Very_many_dependents_are_cut()
    {
        var rest = string.Concat(Enumerable.Range(0, 1_200).Select(i => Component($"c{i}", "  consumesApis: [p]\n")));

        var impact = Between(rest + Api("p"), rest).Impacts.ShouldHaveSingleItem();

        (impact.Dependents.Count, impact.IsCut).ShouldBe((1_000, true));
    }

    private static IEnumerable<string> Lines(RemovalImpact impact) => impact.Dependents.Select(d => $"{d.Depth} {d.Entity.Ref} {d.Relation} {d.Through}");
}

using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Users and Groups come from the sources that may define them.</summary>
public sealed class PeopleTests
{
    private const string Group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: payments\nspec:\n  type: team\n  children: []\n";
    private const string User = "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: mallory\nspec:\n  memberOf: [payments]\n";

    private readonly BuiltCatalog _catalog = new();

    [Fact]
    public void A_repository_that_may_not_define_people_brings_everything_else()
    {
        _catalog.WithoutPeople.Add("acme");

        _catalog.Build(InMemoryTree.Of(("catalog-info.yaml", $"{Component("orders")}---\n{Group}---\n{User}")));

        Has("component", "orders").ShouldBeTrue();
        Has("group", "payments").ShouldBeFalse();
        Has("user", "mallory").ShouldBeFalse();
        var findings = _catalog.Reader().Findings(FileRecord.KeyOf("acme", "catalog-info.yaml")).Where(f => f.Rule == "catalog/people-not-taken").ToList();
        findings.Select(f => f.Line).ShouldBe([10, 18]);
        findings[0].Message.ShouldBe(
            "The catalog ignores Users and Groups of this repository, so 'group:default/payments' is not in it. Define it where people and teams are "
            + "maintained, or ask the platform team to allow this repository with 'people: true' in catalog-sources.yml.");
        _catalog.Reader().Source("acme")!.TakesPeople.ShouldBeFalse();
    }

    [Fact]
    public void Another_source_s_group_is_not_taken_over()
    {
        _catalog.WithoutPeople.Add("aaa");

        _catalog.Build([("aaa", InMemoryTree.Of(("catalog-info.yaml", Group))), ("people", InMemoryTree.Of(("org.yaml", Group)))]);

        _catalog.Reader().Find(new EntityRef("group", "default", "payments"))!.Definitions.ShouldHaveSingleItem().Source.ShouldBe("people");
    }

    [Fact]
    public void What_is_no_longer_included_is_removed()
    {
        var files = InMemoryTree.Of(("catalog-info.yaml", $"{Component("orders")}---\n{Group}"));
        _catalog.Build(files);
        Has("group", "payments").ShouldBeTrue();

        _catalog.WithoutPeople.Add("acme");
        _catalog.Build(files);

        Has("group", "payments").ShouldBeFalse();
    }

    private bool Has(string kind, string name) => _catalog.Reader().Find(new EntityRef(kind, "default", name)) is { Exists: true };
}

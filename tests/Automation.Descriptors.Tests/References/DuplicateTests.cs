using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.References;

public sealed class DuplicateTests
{
    [Fact]
    public void The_same_ref_in_two_files_names_both_places()
    {
        var finding = Repo.With(Component("orders")).And(Component("Orders"), "b/catalog-info.yaml").Only();

        finding.Rule.Id.ShouldBe("reference/duplicate");
        finding.File.ShouldBe("b/catalog-info.yaml");
        finding.Span.Start.Line.ShouldBe(4);
        finding.Related!.File.ShouldBe("catalog-info.yaml");
        finding.Related.Span.Start.Line.ShouldBe(4);
    }

    [Fact]
    public void The_same_ref_twice_in_one_file_is_overwritten() =>
        Repo.With(InOneFile(Component("orders"), Component("orders"))).Only().Message.ShouldContain("earlier in this file");

    [Fact]
    public void The_same_name_in_another_namespace_or_kind_is_another_entity() =>
        Repo.With(InOneFile(Component("orders"), Component("orders", @namespace: "shop"), Resource("orders"))).Ids().ShouldBeEmpty();

    [Fact]
    public void A_ref_that_another_repository_defines_is_a_duplicate()
    {
        var finding = Repo.With(Component("orders")).Named("acme/orders").Against(("shop/catalog-info.yaml", Component("orders")), Org).Only();

        finding.Rule.Id.ShouldBe("reference/duplicate");
        finding.Related!.File.ShouldBe("shop/catalog-info.yaml");
    }

    [Theory]
    [InlineData("orders/catalog-info.yaml")]
    [InlineData("acme/orders/catalog-info.yaml")]
    public void The_catalogs_copy_of_the_repository_is_no_duplicate(string copy) =>
        Repo.With(Component("orders")).Named("acme/orders").Against((copy, Component("orders")), Org).Ids().ShouldBeEmpty();

    [Fact]
    public void An_entity_that_moved_within_the_repository_is_no_duplicate() =>
        Repo.With(Component("orders"), "new/catalog-info.yaml")
            .Named("acme/orders")
            .WithTree()
            .Against(("orders/old/catalog-info.yaml", Component("orders")), Org)
            .Ids()
            .ShouldBeEmpty();

    [Fact]
    public void Without_the_repositorys_name_a_file_of_the_same_path_is_left_open()
    {
        var outcome = Repo.With(Component("orders")).Against(("orders/catalog-info.yaml", Component("orders")), Org).Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldHaveSingleItem().What.ShouldBe("1 entity that the catalog defines in a file with the same path");
    }

    private static (string, string) Org => ("org/org.yaml", Group("payments"));
}

using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.References;

public sealed class PathTests
{
    [Theory]
    [InlineData("./parts/a.yaml")]
    [InlineData("parts/a.yaml")]
    [InlineData("/parts/a.yaml")]
    [InlineData("./x/../parts/a.yaml")]
    [InlineData("./parts/*.yaml")]
    [InlineData("./**/a.yaml")]
    [InlineData("./parts/?.yaml")]
    [InlineData("https://github.com/acme/orders/blob/main/parts/a.yaml")]
    [InlineData("https://github.com/acme/orders/tree/main/parts/a.yaml")]
    public void A_target_that_exists_is_fine(string target)
    {
        var outcome = Repo.With(Location($"target: '{target}'")).Named("acme/orders").WithTree("parts/a.yaml").Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("./parts/b.yaml")]
    [InlineData("./parts")]
    [InlineData("./parts/*.yml")]
    [InlineData("https://github.com/acme/orders/edit/main/parts/b.yaml")]
    public void A_target_that_does_not_exist_is_an_error(string target) =>
        Repo.With(Location($"targets: ['{target}']")).Named("acme/orders").WithTree("parts/a.yaml").Ids().ShouldBe(["reference/missing-target"]);

    [Theory]
    [InlineData("./parts/b.yaml")]
    [InlineData("./parts/*.yml")]
    public void An_optional_target_may_be_absent(string target) =>
        Repo.With(Location($"target: '{target}'\npresence: optional")).WithTree("parts/a.yaml").Ids().ShouldBeEmpty();

    [Fact]
    public void A_path_counts_from_the_descriptors_folder() =>
        Repo.With(Location("target: ../a.yaml"), "x/y/catalog-info.yaml").WithTree("x/a.yaml").Ids().ShouldBeEmpty();

    [Fact]
    public void A_path_out_of_the_repository_is_an_error() =>
        Repo.With(Location("target: ../../a.yaml"), "x/catalog-info.yaml").WithTree().Only().Message
            .ShouldBe("'../../a.yaml' points outside the repository: x/catalog-info.yaml is one folder below its root. Stay within it, or write a URL.");

    [Fact]
    public void The_file_of_a_placeholder_with_another_ending_is_offered_and_fixed()
    {
        var repo = Repo.With(Component("orders") + "---\n" + Api("orders-api", "definition:\n  $text: ./api/openapi.yml")).WithTree("api/openapi.yaml");

        repo.Only().Rule.Id.ShouldBe("reference/missing-file");
        repo.Fixed().ShouldContain("$text: ./api/openapi.yaml\n");
    }

    [Fact]
    public void Targets_elsewhere_are_not_fetched_and_the_report_notes_it()
    {
        var outcome = Repo.With(Location("targets:\n  - https://github.com/acme/other/blob/main/a.yaml\n  - https://example.com/a.yaml"))
            .Named("acme/orders")
            .WithTree()
            .Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldHaveSingleItem().What.ShouldBe("2 targets and placeholders at URLs");
    }

    [Fact]
    public void Another_branch_is_not_looked_at()
    {
        var outcome = Repo.With(Location("target: https://github.com/acme/orders/blob/release/a.yaml")).Named("acme/orders").WithTree().Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldHaveSingleItem().What.ShouldBe("1 URL of a branch or revision of this repository");
    }

    [Fact]
    public void Without_the_tree_the_report_notes_that_paths_were_not_checked() =>
        Repo.With(Location("target: ./a.yaml")).Check().NotChecked.ShouldHaveSingleItem().What.ShouldBe("1 path to a file of the repository");
}

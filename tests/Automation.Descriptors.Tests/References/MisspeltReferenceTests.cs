using Automation.Core.Findings;
using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.References;

/// <summary>Without a catalog, a reference that nearly names an entity of the same repository is worth a second look.</summary>
public sealed class MisspeltReferenceTests
{
    [Theory]
    [InlineData("paymnts")]
    [InlineData("paymentss")]
    [InlineData("paymetns")]
    [InlineData("group:default/paymnts")]
    public void One_letter_away_from_an_entity_of_the_repository_is_a_warning(string owner)
    {
        var finding = Repo.With(InOneFile(Group("payments"), Component("orders", owner: owner))).Only();

        finding.Rule.Id.ShouldBe("reference/misspelt");
        finding.Severity.ShouldBe(Severity.Warning);
        finding.Message.ShouldEndWith("Did you mean 'payments'?");
    }

    [Theory]
    [InlineData("payments")]
    [InlineData("pay")]
    [InlineData("checkout")]
    [InlineData("user:paymnts")]
    [InlineData("other/paymnts")]
    public void Any_other_name_is_not(string owner) =>
        Repo.With(InOneFile(Group("payments"), Component("orders", owner: owner))).Ids().ShouldBeEmpty();

    [Fact]
    public void Names_that_differ_by_a_number_on_purpose_are_not() =>
        Repo.With(InOneFile(Group("team-1"), Component("orders", owner: "team-2"))).Ids().ShouldBeEmpty();

    [Fact]
    public void With_a_catalog_it_is_an_error() =>
        Repo.With(InOneFile(Group("payments"), Component("orders", owner: "paymnts")))
            .Against(("a.yaml", Group("checkout")))
            .Ids()
            .ShouldBe(["reference/unknown-owner"]);
}

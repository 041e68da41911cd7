using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;

namespace Automation.Jobs.Tests.Checks;

/// <summary>Which files of a repository are its descriptors.</summary>
public sealed class DescriptorSetTests
{
    [Fact]
    public void Locations_lead_to_more_files_and_these_to_more()
    {
        Files(
            ("catalog-info.yaml", World.Location("a", "./x/one.yaml")),
            ("x/one.yaml", World.Location("b", "../two.yaml")),
            ("two.yaml", World.Component("two")),
            ("three.yaml", "not named")).ShouldBe(["catalog-info.yaml", "two.yaml", "x/one.yaml"]);
    }

    [Fact]
    public void Locations_in_a_circle_end() =>
        Files(("catalog-info.yaml", World.Location("a", "./b.yaml", "./catalog-info.yaml")), ("b.yaml", World.Location("b", "./catalog-info.yaml"))).ShouldBe([
            "b.yaml",
            "catalog-info.yaml",
        ]);

    [Fact]
    public void A_file_that_is_named_twice_is_validated_once() =>
        Files(
            ("catalog-info.yaml", World.Location("a", "./b.yaml", "./x/../b.yaml")),
            ("x/catalog-info.yaml", World.Location("b", "../b.yaml")),
            ("b.yaml", World.Component("b")))
            .ShouldBe(["b.yaml", "catalog-info.yaml", "x/catalog-info.yaml"]);

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("https://example.com/catalog-info.yaml")]
    [InlineData("./gone.yaml")]
    public void A_target_that_is_not_in_the_repository_leads_nowhere(string target) =>
        Files(("catalog-info.yaml", World.Location("a", target))).ShouldBe(["catalog-info.yaml"]);

    private static IEnumerable<string> Files(params (string Path, string Text)[] files) =>
        new DescriptorSearch(World.Of(files), AutomationSettings.Default, TestContext.Current.CancellationToken).Run().Files.Select(f => f.Source.Path);
}

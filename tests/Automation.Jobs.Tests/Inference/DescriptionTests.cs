namespace Automation.Jobs.Tests.Inference;

/// <summary>A description says what something is; what may be about something else is a question, and what is, is left out.</summary>
public sealed class DescriptionTests
{
    [Theory]
    [InlineData("Orders is a service that keeps orders.", true)]
    [InlineData("A small service for orders.", true)]
    [InlineData("Prometheus exporter for orders.", true)]
    [InlineData("This repository contains the manifests of orders.", true)]
    [InlineData("Orders works with all shops.", false)]
    [InlineData("See the website for documentation.", null)]
    [InlineData("We run it in production.", null)]
    [InlineData("Licensed under the Apache 2.0 license.", null)]
    [InlineData("Run the following command to start.", null)]
    [InlineData("Add your description here", null)]
    public void The_first_paragraph_is_one_if_it_says_what_this_is(string paragraph, bool? isCertain) =>
        (Inferring.From(("README.md", $"# Orders\n\n{paragraph}\n")).Value("/metadata/description") is { } value
            ? value.IsCertain : (bool?)null).ShouldBe(isCertain);

    [Theory]
    [InlineData("See the website for documentation.")]
    [InlineData("[status]: https://example.com/a.svg [other]: https://example.com/b.svg")]
    public void What_is_about_something_else_is_skipped(string paragraph)
    {
        Inferring.From(("README.md", $"# Orders\n\n{paragraph}\n\n## Why\n\nOrders is a service that keeps orders.\n")).Value("/metadata/description")!.Value
            .ShouldBe("Orders is a service that keeps orders.");
        Inferring.From(("README.md", $"# Orders\n\n{paragraph}\n")).Value("/metadata/description").ShouldBeNull();
    }

    [Fact]
    public void A_heading_without_a_word_of_the_name_is_a_question()
    {
        Inferring.From(("README.md", "# Repository moved\n")).Value("/metadata/title")!.IsCertain.ShouldBeFalse();
        Inferring.From(("README.md", "# Setup\n")).Value("/metadata/title")!.IsCertain.ShouldBeFalse();
        Inferring.From(("README.md", "# The orders of the shop\n")).Value("/metadata/title")!.IsCertain.ShouldBeTrue();
    }

    [Theory]
    [InlineData("0.9.0", false)]
    [InlineData("1.0.0", false)]
    [InlineData("1.0-SNAPSHOT", false)]
    [InlineData("2.0.0-alpha.1", false)]
    [InlineData("1.2.0", true)]
    public void A_version_that_generators_write_says_no_lifecycle(string version, bool isCertain) =>
        Inferring.From(("package.json", $$"""{"version": "{{version}}", "main": "x.js", "types": "x.d.ts"}""")).Value("/spec/lifecycle")!.IsCertain.ShouldBe(isCertain);

    [Fact]
    public void Of_several_teams_a_person_decides() =>
        Inferring.From(("CODEOWNERS", "* @acme/shop @acme/platform\n"), ("a.txt", "")).Value("/spec/owner")!
            .ShouldSatisfyAllConditions(o => o.IsCertain.ShouldBeFalse(), o => o.Choices.ShouldBe(["shop", "platform"]));
}

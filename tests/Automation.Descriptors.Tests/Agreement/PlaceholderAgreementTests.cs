namespace Automation.Descriptors.Tests.Agreement;

/// <summary>Which files a placeholder of a descriptor in acme/shop may read, as Backstage 4.0.5 decides it.</summary>
public sealed class PlaceholderAgreementTests
{
    [Theory]
    [InlineData("./openapi.yaml")]
    [InlineData("/docs/openapi.yaml")]
    [InlineData("https://github.com/acme/shop/blob/main/a.yaml")]
    [InlineData("https://github.com/acme/shop")]
    [InlineData("https://raw.githubusercontent.com/acme/shop/main/src/a.json")]
    [InlineData("https://raw.githubusercontent.com/acme/other/main/src/a.json")]
    [InlineData("https://www.github.com/acme/shop/blob/main/a.yaml")]
    [InlineData("https://github.com/acme")]
    [InlineData("https://example.com/a.yaml")]
    public void These_are_read(string target) => Rejecting(target).ShouldBeEmpty();

    [Theory]
    [InlineData("../../a.yaml")]
    [InlineData("../../../../../etc/passwd")]
    [InlineData("%2e%2e/%2e%2e/other/a.yaml")]
    [InlineData("https://github.com/acme/other/blob/main/a.yaml")]
    [InlineData("https://github.com/acme/other/releases/download/v1/a.yaml")]
    [InlineData("https://github.com/acme/shop/releases/download/v1/a.yaml")]
    [InlineData("https://github.com/acme/other")]
    [InlineData("https://gitlab.com/acme/shop/-/blob/main/a.yaml")]
    [InlineData("https://gitlab.com/x")]
    [InlineData("https://storage.cloud.google.com/bucket/a.yaml")]
    public void These_are_refused(string target) => Rejecting(target).ShouldBe(["catalog/placeholder-other-repository"]);

    [Theory]
    [InlineData("$text: x")]
    [InlineData("$json: x")]
    [InlineData("$yaml: x")]
    [InlineData("$openapi: x")]
    [InlineData("$text: [x]")]
    [InlineData("$text:")]
    public void A_document_that_is_a_placeholder_itself_is_no_descriptor(string text)
    {
        var validated = Validated.File(text + "\n");

        validated.IsOk.ShouldBeFalse();
        validated.Documents.ShouldHaveSingleItem().Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/not-a-descriptor");
    }

    private static IEnumerable<string> Rejecting(string target) => Validated.Rejecting(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  type: openapi\n  lifecycle: production\n  owner: payments\n  "
        + $"definition:\n    $text: '{target}'\n").Select(
            f => f.Rule.Id);
}

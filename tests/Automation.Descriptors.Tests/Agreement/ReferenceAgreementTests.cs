namespace Automation.Descriptors.Tests.Agreement;

/// <summary>References in <c>dependencyOf</c>, which no schema checks, so that every value reaches what reads them.</summary>
public sealed class ReferenceAgreementTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0x0")]
    [InlineData("0.0e5")]
    [InlineData(".nan")]
    [InlineData("false")]
    [InlineData("''")]
    [InlineData("~")]
    [InlineData("[]")]
    public void What_JavaScript_takes_for_nothing_refers_to_nothing(string value) => Validated.Rejecting(With(value)).ShouldBeEmpty();

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData(".inf")]
    [InlineData("[0]")]
    [InlineData("['']")]
    [InlineData("[~]")]
    [InlineData("[[]]")]
    [InlineData("[[component:web]]")]
    [InlineData("{}")]
    [InlineData("{kind: component}")]
    [InlineData("{kind: component, name: web, namespace: ''}")]
    [InlineData("!!binary aGVsbG8=")]
    public void What_is_neither_text_nor_a_whole_map_is_no_reference(string value) =>
        Validated.Rejecting(With(value)).ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/reference-format");

    [Theory]
    [InlineData("{kind: Component, name: Web}", "component:shop/web")]
    [InlineData("{kind: component, namespace: ~, name: web}", "component:shop/web")]
    [InlineData("{kind: component, namespace: Other, name: web, more: x}", "component:other/web")]
    [InlineData("component:web", "component:shop/web")]
    public void A_map_with_kind_and_name_is_a_reference(string value, string target) =>
        Validated.File(With(value)).Documents[0].Relations.Select(r => r.Target.ToString()).ShouldContain(target);

    private static string With(string value) =>
        "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: db\n  namespace: shop\nspec:\n  type: database\n  owner: payments\n  "
        + $"dependencyOf: {value}\n";
}

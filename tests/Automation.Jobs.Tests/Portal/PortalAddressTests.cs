using Automation.Core;
using Automation.Jobs.Portal.Building;
using CsCheck;

namespace Automation.Jobs.Tests.Portal;

public sealed class PortalAddressTests
{
    [Fact]
    public void The_address_of_an_entity_is_Backstages() =>
        PortalAddress.Entity(new EntityRef("Component", "Default", "Orders")).ShouldBe("catalog/default/component/orders/");

    [Fact]
    public void Different_texts_have_different_slugs_that_every_file_system_takes() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            var (a, b) = (PortalAddress.Slug(one), PortalAddress.Slug(other));
            a.ShouldAllBe(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || "-_.~".Contains(c));
            a.ShouldSatisfyAllConditions(() => a.Length.ShouldBeInRange(1, 120), () => a[0].ShouldNotBe('.'), () => a[^1].ShouldNotBe('.'));
            (a == b).ShouldBe(System.Text.Encoding.UTF8.GetBytes(one).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(other)));
        });
}

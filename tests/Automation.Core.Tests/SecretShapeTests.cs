using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class SecretShapeTests
{
    [Theory]
    [InlineData("component:default/ghp_c4nary0123456789abcdef0123456789abcd")]
    [InlineData("system:default/eyjhbgcioijiuzi1nij9.eyjjng5hcnkioijpbibhigxhymvsin0.c4naryqssw5c0123456789")]
    [InlineData("component:default/akiac4nary0123456789")]
    public void What_a_ref_makes_of_a_secret_is_covered_too(string text)
    {
        var covered = SecretShape.Cover(text);

        covered.ShouldEndWith("•••");
        covered.ShouldNotContain("c4nary", Case.Insensitive);
        covered.Length.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("component:default/asia-pacific-region-a")]
    [InlineData("akia0123456789abcdefg is longer than a key")]
    [InlineData("eyjafjallajokull.eyjafjord.example")]
    [InlineData("basic access")]
    public void Words_are_left_alone(string text) => SecretShape.Cover(text).ShouldBe(text);
}

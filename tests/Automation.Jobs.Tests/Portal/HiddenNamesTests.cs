using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Tests.Portal;

public sealed class HiddenNamesTests
{
    [Theory]
    [InlineData("component:default/secret is also defined in x", true)]
    [InlineData("Did you mean 'secret'?", true)]
    [InlineData("See https://github.com/acme/vault/blob/main/a.yaml.", true)]
    [InlineData("vault/catalog-info.yaml:12 is not readable", true)]
    [InlineData("VAULT is not readable", true)]
    [InlineData("The source Our Books could not be read", true)]
    [InlineData("secretary and vaults are other words", false)]
    [InlineData("the shown name is fine", false)]
    public void A_hidden_name_is_found_as_a_word_and_in_places(string text, bool isIn) =>
        new HiddenNames(["component:default/secret", "secret", "vault", "our books", "shown"], ["shown"]).IsIn(text).ShouldBe(isIn);

    [Fact]
    public void A_long_hostile_text_is_searched_in_a_moment() =>
        new HiddenNames(["secret"], []).IsIn(string.Concat(Enumerable.Repeat("a.", 50_000))).ShouldBeFalse();
}

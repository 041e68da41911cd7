using Automation.Core.Trees;

namespace Automation.Core.Tests;

public sealed class RepositorySlugTests
{
    [Theory]
    [InlineData("acme/orders", "github.com", "acme", "orders")]
    [InlineData("ghe.acme.dev/acme/orders", "ghe.acme.dev", "acme", "orders")]
    public void A_slug_is_owner_and_name_and_may_name_its_host(string text, string host, string owner, string name) =>
        RepositorySlug.Parse(text).ShouldBe(new RepositorySlug(host, owner, name));

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("/orders")]
    [InlineData("acme/")]
    [InlineData("a/b/c/d")]
    [InlineData("a//c")]
    public void Anything_else_is_no_slug(string text) => RepositorySlug.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("https://github.com/acme/orders.git")]
    [InlineData("https://github.com/acme/orders")]
    [InlineData("https://github.com/acme/orders/")]
    [InlineData("https://GitHub.com/acme/orders")]
    [InlineData("https://token@github.com/acme/orders.git")]
    [InlineData("https://user:secret@github.com/acme/orders.git")]
    [InlineData("https://github.com:443/acme/orders.git")]
    [InlineData("ssh://git@github.com/acme/orders.git")]
    [InlineData("ssh://git@github.com:22/acme/orders")]
    [InlineData("git@github.com:acme/orders.git")]
    [InlineData("github.com:acme/orders")]
    [InlineData(" git@github.com:acme/orders.git\n")]
    public void A_remote_names_its_repository(string remote) =>
        RepositorySlug.FromRemote(remote).ShouldBe(new RepositorySlug("github.com", "acme", "orders"));

    [Theory]
    [InlineData("")]
    [InlineData("../orders")]
    [InlineData("/srv/git/orders.git")]
    [InlineData("./a:b/c")]
    [InlineData("https://github.com/orders")]
    [InlineData("https://gitlab.com/a/b/c")]
    [InlineData("file:///srv/git/orders.git")]
    public void A_folder_or_another_form_names_none(string remote) => RepositorySlug.FromRemote(remote).ShouldBeNull();

    [Fact]
    public void It_is_written_without_its_host() => new RepositorySlug("ghe.acme.dev", "acme", "orders").ToString().ShouldBe("acme/orders");
}

using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Contract;

namespace Automation.Testing.Tests.GitHub;

public sealed class ContractTests
{
    [Fact]
    public async Task Requests_and_answers_are_held_against_the_description_that_GitHub_publishes()
    {
        Assert.SkipWhen(GitHubDescription.Absent is not null, GitHubDescription.Absent ?? "");
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        using var api = new Api(gitHub);

        await api.Get("/repos/acme/orders/pulls?sate=all");
        await api.Get("/repos/acme/orders/pulls?state=most");

        gitHub.ContractViolations.Count.ShouldBe(2);
        gitHub.ContractViolations[0].ShouldBe("GET /repos/{owner}/{repo}/pulls: the parameter 'sate' is not described");
        gitHub.ContractViolations[1].ShouldStartWith("GET /repos/{owner}/{repo}/pulls?state: \"most\" against enum");
        Should.Throw<ShouldAssertException>(gitHub.ShouldHonourTheContract);
    }
}

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/check-owners</c>, on pull requests of <c>orders</c> that change CODEOWNERS.</summary>
public sealed class CheckOwnersStepTests : IDisposable
{
    private const string Line = "/api/             @acme/ordering @acme/fulfilment";

    private readonly SampleRepository _orders = new("orders");

    public void Dispose() => _orders.Dispose();

    [Fact]
    public void Files_that_get_different_owners_are_in_the_summary()
    {
        using var job = _orders.Replacing(".github/CODEOWNERS", Line, "/api/ @acme/payments").PullRequestJob();

        var step = job.Uses("check-owners").Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["errors"]).ShouldBe(("success", "0"));
        step.Summary.ShouldContain("This change edits .github/CODEOWNERS: 2 of 7 files get different owners.");
        step.Summary.ShouldContain("| `@acme/ordering`, `@acme/fulfilment` | `@acme/payments` | 2 |");
    }

    [Fact]
    public void An_owner_that_GitHub_does_not_understand_is_annotated_at_its_line()
    {
        using var job = _orders.Replacing(".github/CODEOWNERS", Line, "/api/ acme-payments").PullRequestJob();

        var step = job.Uses("check-owners").Ends(1);

        step.Errors.ShouldHaveSingleItem().Place.ShouldBe(".github/CODEOWNERS:3");
        step.Outputs["conclusion"].ShouldBe("failure");
    }
}

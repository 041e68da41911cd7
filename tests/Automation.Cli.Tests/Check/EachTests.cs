using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary><c>check --each</c>: every repository of a folder, against one catalog.</summary>
public sealed class EachTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EachTests()
    {
        _folder.With(
            "repositories/org/org.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: payments\nspec:\n  type: team\n  children: []\n");
        _folder.With("repositories/orders/catalog-info.yaml", Component("orders", "payments", "dependsOn: [component:checkout]"));
        _folder.With("repositories/checkout/catalog-info.yaml", Component("checkout", "payments", "dependsOn: [component:gone]"));
        _folder.With("repositories/billing/catalog-info.yaml", Component("billing", "nobody", "dependsOn: [component:gone]"));
        _folder.With("repositories/empty/README.md", "x");
    }

    [Theory]
    [InlineData("stitched")]
    [InlineData("stitched-as-one")]
    [InlineData("repositories")]
    public void Those_that_fail_are_counted_by_owner_and_by_rule(string catalog)
    {
        _folder.With("sources.yml", "sources:\n  - directory: repositories/*\n");
        Run.Automation("catalog", "build", "--sources", "sources.yml", "--out", "stitched").In(_folder.Path).Go().Ends(0);
        Run.Automation("catalog", "build", "--source", "repositories", "--out", "stitched-as-one").In(_folder.Path).Go().Ends(0);

        var outcome = Run.Automation("check", "repositories", "--each", "--catalog", catalog).In(_folder.Path).Go().Ends(1);

        Snapshot.Match(outcome.Output[outcome.Output.IndexOf("5 repositories", StringComparison.Ordinal)..], "each.txt");
        outcome.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Json_names_each_repository_with_its_conclusion_owner_and_rules()
    {
        var json = Run.Automation("check", "repositories", "--each", "--catalog", "repositories", "--format", "json").In(_folder.Path).Go().Ends(1).Json;

        json.GetProperty("repositories").EnumerateArray().Select(r => $"{r.Text("repository")} {r.Text("conclusion")} {r.Text("owner")}").ShouldBe(
        [
            "repositories/billing failure group:default/nobody",
            "repositories/checkout failure group:default/payments",
            "repositories/empty neutral ",
            "repositories/orders success group:default/payments",
            "repositories/org success ",
        ]);
        json.GetProperty("repositories")[0].GetProperty("rules")
            .EnumerateArray()
            .Select(r => $"{r.Text("rule")} {r.GetProperty("findings")} {r.GetProperty("fails")}")
            .ShouldBe(["reference/unknown-dependency 1 True", "reference/unknown-owner 1 True"]);
    }

    [Fact]
    public void Each_finds_what_a_check_of_it_alone_finds()
    {
        var each = Run.Automation("check", "repositories", "--each", "--catalog", "repositories", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Output;

        var alone = string.Concat(new[] { "billing", "checkout", "empty", "orders" }
            .Select(name => Run.Automation("check", $"repositories/{name}", "--catalog", "repositories", "--format", "jsonl").In(_folder.Path).Go().Output));

        // That Backstage has to allow the kind Group is reported once, for the repository that has one.
        each.ShouldStartWith(alone);
    }

    [Fact]
    public void Progress_is_shown_on_a_terminal_and_leaves_nothing_behind()
    {
        var errors = Run.Automation("check", "repositories", "--each").In(_folder.Path).ShowingProgress().Go().Ends(0).Errors;

        errors.ShouldContain("\r3 of 5 repositories checked");
        errors.ShouldEndWith($"\r{new string(' ', "5 of 5 repositories checked".Length)}\r");
    }

    [Fact]
    public void One_that_cannot_be_checked_fails_and_the_others_are_checked()
    {
        _folder.With("repositories/orders/.github/automation.yml", "fail-on: sometimes\n");
        _folder.With("repositories/checkout/.git/HEAD", "x");

        var json = Run.Automation("check", "repositories", "--each", "--format", "json").In(_folder.Path).Go().Ends(1).Json;

        json.GetProperty("repositories").EnumerateArray().Select(r => r.Text("conclusion")).ShouldBe(["success", "failure", "neutral", "failure", "success"]);
        json.GetProperty("findings").EnumerateArray().Select(f => f.Text("rule")).ShouldContain("config/wrong-value");
        json.GetProperty("notChecked").EnumerateArray().Select(n => n.Text("what")).ShouldContain("the repository repositories/checkout");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string Component(string name, string owner, string more) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n  owner: {owner}\n  "
        + $"{more}\n";
}

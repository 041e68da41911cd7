using Automation.Cli.Tests.Catalog;
using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action stitch-catalog</c>, as a job of GitHub Actions runs it.</summary>
public sealed class StitchActionTests : IDisposable
{
    private readonly CatalogSandbox _catalog = new CatalogSandbox().With("repositories/a", "one").With("repositories/b", "two");

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void A_job_publishes_what_it_has_checked_out()
    {
        Directory.CreateDirectory(_catalog.Beside("repositories/.cache"));

        var outcome = Stitch(("SOURCES", "\n  repositories/*\n"), ("CATALOG-REPOSITORY", _catalog.Repository)).Ends(0);

        outcome.Output.ShouldBe($"Published {_catalog.Tip![..10]} to main: 2 entities added.\n");
        Written("output").ShouldBe($"commit={_catalog.Tip}\nentities=2\nfindings=2\nchanged=true\n");
        Written("summary").ShouldContain("The branch `main` has a new commit, ");
        Written("summary").ShouldContain("**Added:** `component:default/one`, `component:default/two`\n");

        Stitch(("SOURCES", "repositories/a\nrepositories/b"), ("CATALOG-REPOSITORY", _catalog.Repository)).Ends(0);
        Written("output").ShouldBe("commit=\nentities=2\nfindings=2\nchanged=false\n");
    }

    [Fact]
    public void A_dry_run_and_a_branch_are_inputs_too()
    {
        Stitch(("SOURCES", "repositories/a"), ("CATALOG-REPOSITORY", _catalog.Repository), ("DRY-RUN", "true")).Ends(0);
        _catalog.Tip.ShouldBeNull();
        Written("output").ShouldContain("commit=\n");
        Written("output").ShouldContain("changed=true\n");

        Stitch(("SOURCES", "repositories/a"), ("CATALOG-REPOSITORY", _catalog.Repository), ("BRANCH", "next")).Ends(0);
        _catalog.Components("next").ShouldBe(["one"]);
    }

    [Theory]
    [InlineData("SOURCES", "")]
    [InlineData("SOURCES", "gone/*")]
    [InlineData("CATALOG-REPOSITORY", "")]
    [InlineData("CATALOG-REPOSITORY", "three/parts/here")]
    [InlineData("DRY-RUN", "perhaps")]
    [InlineData("BRANCH", "-x")]
    public void An_input_that_cannot_be_meant_ends_with_2(string name, string value)
    {
        (string, string)[] inputs = [("SOURCES", "repositories/a"), ("CATALOG-REPOSITORY", _catalog.Repository), (name, value)];

        Stitch(inputs).Ends(2).Errors.ShouldStartWith("::error");

        _catalog.Tip.ShouldBeNull();
    }

    [Fact]
    public void The_token_goes_nowhere_else()
    {
        var outcome = Stitch(("SOURCES", "repositories/a"), ("CATALOG-REPOSITORY", "http://user:canary@127.0.0.1:1/acme/catalog"), ("TOKEN", "canary")).Ends(3);

        outcome.Everything.ShouldNotContain("canary");
        Written("output").ShouldBeEmpty();
    }

    private Outcome Stitch(params (string Name, string Value)[] inputs)
    {
        var run = Run.Automation("action", "stitch-catalog").In(Path.GetDirectoryName(_catalog.Beside("x"))!).With("GITHUB_ACTIONS", "true");
        foreach (var (name, value) in inputs)
        {
            run.With($"INPUT_{name}", value);
        }

        foreach (var name in (string[])["output", "summary"])
        {
            File.WriteAllText(_catalog.Beside(name), "");
        }

        return run.With("GITHUB_OUTPUT", _catalog.Beside("output")).With("GITHUB_STEP_SUMMARY", _catalog.Beside("summary")).Go();
    }

    private string Written(string name) => File.ReadAllText(_catalog.Beside(name));
}

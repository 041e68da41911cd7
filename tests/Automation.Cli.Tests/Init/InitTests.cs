using Automation.Cli.Tests.Catalog;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Spectre.Console.Testing;

namespace Automation.Cli.Tests.Init;

/// <summary><c>init</c>: a descriptor for a repository without one.</summary>
public sealed class InitTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public InitTests()
    {
        _git.With("package.json", """{"dependencies": {"express": "4"}, "version": "1.4.0", "description": "Takes orders"}""").With("CODEOWNERS", "* @acme/orders-team\n");
        _git.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
    }

    [Fact]
    public void The_descriptor_is_written_and_passes_the_check()
    {
        var outcome = Go("init").Ends(0);

        Snapshot.Match(outcome.Output, "written.txt");
        Snapshot.Match(File.ReadAllText(_git.At("catalog-info.yaml")), "written.yaml");
        Go("check").Ends(0);
        Go("validate", "--format", "jsonl").Ends(0).Lines.ShouldHaveSingleItem().GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void The_check_of_a_repository_without_a_descriptor_offers_it() =>
        Go("check").Ends(0).Output.ShouldContain("'automation init' writes one");

    [Fact]
    public void A_dry_run_prints_the_file_and_writes_nothing()
    {
        var outcome = Go("init", "--dry-run").Ends(0);

        outcome.Output.ShouldStartWith("apiVersion: backstage.io/v1alpha1\nkind: Component\n");
        outcome.Errors.ShouldContain("Would write catalog-info.yaml.");
        File.Exists(_git.At("catalog-info.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void A_repository_with_a_descriptor_keeps_it()
    {
        _git.With("catalog-info.yaml", Descriptors.Sound);

        Go("init").Ends(0).Output.ShouldBe("Nothing was written: the repository already has catalog-info.yaml.\n");
        File.ReadAllText(_git.At("catalog-info.yaml")).ShouldBe(Descriptors.Sound);
        Go("init", "--format", "json").Ends(0).Json.GetProperty("existing")[0].GetString().ShouldBe("catalog-info.yaml");
    }

    [Fact]
    public void Json_has_the_evidence_of_every_value()
    {
        var json = Go("init", "--dry-run", "--format", "json").Ends(0).Json;

        json.GetProperty("written").GetBoolean().ShouldBeFalse();
        var fields = json.GetProperty("descriptors")[0].GetProperty("entities")[0].GetProperty("fields").EnumerateArray().ToList();
        fields.Single(f => f.Text("pointer") == "/spec/owner").Text("evidence").ShouldBe("line 1 of CODEOWNERS names @acme/orders-team");
        fields.ShouldAllBe(f => f.Text("evidence")!.Length > 0 && f.GetProperty("certain").GetBoolean());
    }

    [Fact]
    public void A_folder_that_is_named_gets_its_files_there()
    {
        Run.Automation("init", _git.Path, "--repository", "acme/shop").In(Path.GetTempPath()).Go().Ends(0);

        File.ReadAllText(_git.At("catalog-info.yaml")).ShouldContain("  name: shop\n");
    }

    [Fact]
    public void Files_that_git_ignores_do_not_count()
    {
        _git.With(".gitignore", "site/\n").With("site/package.json", """{"dependencies": {"next": "1"}}""").With("site/Dockerfile", "FROM x")
            .With("api/package.json", """{"dependencies": {"express": "4"}}""").With("api/Dockerfile", "FROM x");

        Go("init").Ends(0);
        File.Exists(_git.At("site/catalog-info.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void A_link_at_the_place_of_the_file_is_left_alone()
    {
        _git.WithLink("catalog-info.yaml", "../outside.yaml");

        Go("init").Ends(0).Output.ShouldStartWith("Nothing was written: ");
        File.Exists(_git.Beside("outside.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void A_person_decides_what_is_not_certain()
    {
        Assert.SkipWhen(AutomationProcess.Published is not null, "The person answers within this process.");
        using var catalog = new TemporaryFolder().With("org.yaml", Descriptors.Group("team-a") + "---\n" + Descriptors.Group("team-b"));
        var person = new TestConsole().Interactive().Width(120);
        person.Input.PushText("team-b");
        person.Input.PushKey(ConsoleKey.Enter);
        person.Input.PushTextWithEnter("y");

        Run.Automation("init", "--catalog", catalog.Path).In(_git.Path).Answering(person).Go().Ends(0).Output.ShouldContain("Wrote catalog-info.yaml.\n");

        person.Output.ShouldContain("spec.owner of component:default/orders");
        File.ReadAllText(_git.At("catalog-info.yaml")).ShouldContain("\n  owner: team-b\n");
    }

    [Fact]
    public void A_person_who_declines_gets_no_file()
    {
        Assert.SkipWhen(AutomationProcess.Published is not null, "The person answers within this process.");
        _git.Without("CODEOWNERS");
        var person = new TestConsole().Interactive().Width(120);
        person.Input.PushTextWithEnter("orders");
        person.Input.PushTextWithEnter("n");

        Run.Automation("init").In(_git.Path).Answering(person).Go().Ends(130);
        File.Exists(_git.At("catalog-info.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Each_repository_of_Acme_without_its_descriptors_gets_valid_ones()
    {
        using var copy = new AcmeCopy();
        foreach (var repository in Directory.GetDirectories(copy.Root))
        {
            foreach (var file in Directory.GetFiles(repository, "catalog-info.y*ml", SearchOption.AllDirectories).Concat(Directory.GetFiles(repository, "org.yaml")))
            {
                File.Delete(file);
            }

            Run.Automation("init", "--repository", $"acme/{Path.GetFileName(repository)}").In(repository).Go().Ends(0);
            Run.Automation("validate").In(repository).Go().Ends(0);
        }
    }

    public void Dispose() => _git.Dispose();

    private Outcome Go(params string[] arguments) => Run.Automation(arguments).In(_git.Path).Go();
}

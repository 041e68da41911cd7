using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary><c>automation check</c> and the action on a GitOps repository: manifests in layers, and what a change deploys.</summary>
public sealed class GitOpsTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public GitOpsTests()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme", "gitops");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            _git.With(Path.GetRelativePath(sample, file), File.ReadAllText(file));
        }

        _git.Git("remote", "add", "origin", "https://github.com/acme/gitops.git");
        _git.Commit();
    }

    [Fact]
    public void The_sample_has_no_problem_and_its_set_is_expanded()
    {
        var outcome = Check("--format", "json").Ends(0);
        outcome.Findings.ShouldBeEmpty();
        outcome.Json.GetProperty("conclusion").GetString().ShouldBe("success");

        var diff = Run.Automation("gitops", "diff", ".", "--format", "json").In(_git.Path).Go().Ends(0).Json;
        diff.GetProperty("total").GetInt32().ShouldBe(13);
        diff.GetProperty("notChecked").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void The_sample_with_mistakes_reads_well() =>
        Snapshot.Match(
            Run.Automation("check", "samples/acme/legacy-gitops", "--repository", "acme/legacy-gitops").In(Repository.Root).Go().Ends(1).Output,
            "legacy-gitops.txt");

    [Fact]
    public void A_change_reads_well_at_a_terminal_and_as_markdown()
    {
        Change();
        Snapshot.Match(Check("--base", "main").Ends(1).Output, "gitops.txt");
        Snapshot.Match(Check("--base", "main", "--format", "markdown").Ends(1).Output, "gitops.md");
    }

    [Fact]
    public void The_json_of_a_check_has_the_differences()
    {
        Change();
        var diff = Check("--base", "main", "--format", "json").Ends(1).Json.GetProperty("gitOpsDiff");
        diff.GetProperty("applications").EnumerateArray().Select(a => $"{a.GetProperty("name")} {a.GetProperty("state")}").ShouldBe([
            "payments-dev deleted", "orders-production changed", "platform-prod-eu changed",
        ]);
        Check("--format", "json").Json.TryGetProperty("gitOpsDiff", out _).ShouldBeFalse("there is nothing to compare with");
    }

    [Fact]
    public void A_job_annotates_mistakes_and_its_summary_shows_what_the_change_deploys()
    {
        _git.Git("checkout", "--quiet", "-b", "change");
        Change();
        _git.Commit();
        _git.Git("checkout", "--quiet", "main");
        using var job = Job.For(_git);

        var outcome = job.With("GITHUB_REPOSITORY", "acme/gitops").With("GITHUB_BASE_REF", "main").Check().Ends(1);

        outcome.Output.ShouldContain("::error file=platform/prod-eu/priorities.yaml,line=1,");
        outcome.Output.ShouldContain("1 application is deleted, 2 applications change");
        job.Summary.ShouldContain("| `payments-dev` | 🔴 **deleted** |  ⚠️ | dev-eu | payments-dev | payments | HEAD |");
        job.Summary.ShouldContain("#### What this deploys");
    }

    [Fact]
    public void Rendered_objects_are_validated_with_the_schemas_of_the_cluster()
    {
        _git.With("platform/prod-eu/priorities.yaml", File.ReadAllText(_git.At("platform/prod-eu/priorities.yaml")).Replace("value: 100000", "value: high", StringComparison.Ordinal))
            .With("schemas/scheduling.json", """
                {"components":{"schemas":{"io.k8s.api.scheduling.v1.PriorityClass":{"type":"object","required":["value"],
                "properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"value":{"type":"integer"},
                "description":{"type":"string"}},"x-kubernetes-group-version-kind":[{"group":"scheduling.k8s.io","kind":"PriorityClass","version":"v1"}]}}}}
                """);
        Check("--base", "main").Ends(0).Output.ShouldContain("Not checked: their objects against the schemas of the cluster");
        var outcome = Check("--base", "main", "--schemas", "schemas", "--format", "json").Ends(1);
        outcome.Findings.ShouldHaveSingleItem().Text("message").ShouldBe(
            "PriorityClass.scheduling.k8s.io customer-facing: 'value' must be a whole number, but is a string.");
        outcome.Findings[0].Text("file").ShouldBe("platform/prod-eu/priorities.yaml");
        Check("--base", "main", "--schemas", "argocd").Ends(2).Errors.ShouldContain("kubectl get --raw");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private void Change()
    {
        _git.Without("argocd/applications/payments-dev.yaml")
            .With("apps/orders/overlays/production/kustomization.yaml", Text("apps/orders/overlays/production/kustomization.yaml", "4.7.1", "4.8.0"))
            .With("platform/prod-eu/priorities.yaml", Text("platform/prod-eu/priorities.yaml", "scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1"));
    }

    private string Text(string path, string from, string to) => File.ReadAllText(_git.At(path)).Replace(from, to, StringComparison.Ordinal);

    // No tools, whatever this machine has: what they render is tested where they run.
    private Outcome Check(params string[] options) => Run.Automation(["check", ".", .. options]).In(_git.Path).With("PATH", "/nowhere").Go();
}

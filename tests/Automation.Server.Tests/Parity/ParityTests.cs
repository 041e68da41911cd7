using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.Tests.PullRequests;
using Automation.Testing;

namespace Automation.Server.Tests.Parity;

/// <summary>A terminal, a job of GitHub Actions and a webhook have the same result for the same base and head, word for word.</summary>
public sealed class ParityTests : IDisposable
{
    private const string OrganisationConfiguration =
        "required:\n  - kind: Component\n    labels: [acme.example/tier]\n    annotations: [github.com/project-slug]\n";

    private readonly GitSandbox _origin = GitSandbox.Create();
    private readonly GitSandbox _catalog = GitSandbox.Create();

    [Fact]
    public Task An_api_that_others_consume_is_taken_out() => AreTheSameAsync("orders", () =>
    {
        var documents = File.ReadAllText(_origin.At("catalog-info.yaml"))
            .Split("---\n")
            .Where(d => !d.Contains("  name: orders-api\n", StringComparison.Ordinal));
        _origin.With("catalog-info.yaml", string.Join("---\n", documents).Replace("    - orders-api\n", "", StringComparison.Ordinal));
    });

    [Fact]
    public Task What_is_wrong_already_stays_and_more_is_added() => AreTheSameAsync("legacy-reports", () =>
    {
        Edit(
            "catalog-info.yaml",
            t =>
                t
                    + "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: Über Bericht\nspec:\n  type: service\n  owner: "
                    + "nobody-we-know\n  system: nowhere\n");
        _origin.With("new/catalog-info.yaml", "apiVersion: backstage.io/v1beta9\nkind: Component\n");
    });

    [Fact]
    public Task Owners_and_configuration_change_in_one_of_many_components() => AreTheSameAsync("storefront-monorepo", () =>
    {
        Edit("services/cart/catalog-info.yaml", t => t.Replace("  owner: ", "  owner: not-", StringComparison.Ordinal));
        Edit("apps/web/catalog-info.yaml", t => t.Replace("lifecycle: production", "lifecycle: ", StringComparison.Ordinal));
        Edit(".github/CODEOWNERS", t => t + "/services/*** @nobody\n/apps/ not-an-owner\n");
        _origin.With(".github/automation.yml", "rulez: {}\nfail-on: always\n");
    });

    [Fact]
    public Task A_descriptor_becomes_a_skeleton_and_a_Template_fetches_another_folder() => AreTheSameAsync("service-template", () =>
    {
        Edit("catalog-info.yaml", t => t.Replace("name: service-template", "name: ${{ values.name }}", StringComparison.Ordinal));
        _origin.With("other/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: not checked\n");
        Edit("template.yaml", t => t.Replace("url: ./skeleton", "url: ./other", StringComparison.Ordinal));
    });

    [Fact]
    public Task Manifests_of_a_GitOps_repository_change() => AreTheSameAsync("gitops", () =>
    {
        Edit("argocd/applications/platform-prod-eu.yaml", t => t.Replace("project: platform", "project: default", StringComparison.Ordinal)
            .Replace("recurse", "recurs", StringComparison.Ordinal));
        Edit("platform/prod-eu/priorities.yaml", t => t.Replace("scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1", StringComparison.Ordinal) + "---\n" + t);
        Edit(".automation/gitops.yml", t => t.Replace("protect-generated: true", "protect-generated: no-idea", StringComparison.Ordinal));
        File.Delete(_origin.At("argocd/applications/platform-dev-eu.yaml"));
    });

    [Fact]
    public Task Files_that_were_made_to_do_harm() => AreTheSameAsync("notifications", () =>
    {
        const string Head = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ";
        const string Spec = "\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n";
        _origin.With(
            "bomb/catalog-info.yaml",
            "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, "
            + "*c]\n")
            .With("deep/catalog-info.yaml", new string('[', 5000))
            .With("tabs/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\n\tkind: Component\n")
            .With("mention/catalog-info.yaml", $"{Head}\"@everyone <img src=x> `![x](http://evil.example)` ::error::x\"{Spec}")
            .With("crlf/catalog-info.yaml", $"{Head}wrong name{Spec}".Replace("\n", "\r\n", StringComparison.Ordinal))
            .With("bom/catalog-info.yaml", $"\uFEFF{Head}also wrong{Spec}")
            .With("long/catalog-info.yaml", $"{Head}{new string('x', 5_000)}{Spec}")
            .With("twice/catalog-info.yaml", $"{Head}one{Spec}---\n{Head}one{Spec}")
            .With("naïve ☕/catalog-info.yaml", $"{Head}-{Spec}")
            .With("placeholder/catalog-info.yaml", $"{Head}x\n  description:\n    $text: ../../../../etc/passwd{Spec}")
            .With("empty/catalog-info.yaml", "")
            .WithLink("link/catalog-info.yaml", "../../../../../etc/passwd")
            .With("inside/real.yaml", $"{Head}behind a link{Spec}")
            .WithLink("inside/catalog-info.yaml", "real.yaml")
            .WithLink("inside/linked.yaml", "real.yaml")
            .WithLink("inside/nowhere.yaml", "not-there.yaml")
            .With(
                "locations/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: links\nspec:\n  targets: [../inside/linked.yaml, "
                + "../inside/nowhere.yaml]\n");
        Directory.CreateDirectory(_origin.At("bytes"));
        File.WriteAllBytes(_origin.At("bytes/catalog-info.yaml"), [0x61, 0x3A, 0x20, 0xFF, 0xFE, 0x00, 0x0A]);
    });

    private async Task AreTheSameAsync(string repository, Action change)
    {
        Copy(Path.Combine(Repository.Root, "samples", "acme", repository), _origin.Path);
        _origin.Commit("First");
        _origin.Git("checkout", "--quiet", "-b", "change");
        change();
        _origin.Commit("Second");
        await AutomationProgram.RunAsync(
            _catalog.Path,
            new Dictionary<string, string>(),
            "catalog",
            "build",
            "--source",
            Path.Combine(Repository.Root, "samples", "acme"),
            "--out",
            _catalog.Path);
        _catalog.Commit("Stitched");

        var terminal = await TerminalAsync(repository);
        var action = await ActionAsync(repository);
        var webhook = await WebhookAsync(repository);

        Difference(Validated.Of(action), Validated.Of(terminal)).ShouldBeEmpty();
        Difference(webhook, Validated.Of(terminal)).ShouldBeEmpty();
    }

    // The whole lists are long.
    private static string Difference(IReadOnlyList<string> told, IReadOnlyList<string> atTheTerminal) => told.SequenceEqual(atTheTerminal) ? ""
        : string.Join(
            '\n',
            told.Except(atTheTerminal)
                .Select(t => $"only here: {t}")
                .Concat(atTheTerminal.Except(told).Select(t => $"only at the terminal: {t}"))
                .Append($"{told.Count} and {atTheTerminal.Count}"));

    private async Task<string> TerminalAsync(string repository)
    {
        Copy(_catalog.Path, _origin.Beside("catalog"));
        await File.WriteAllTextAsync(_origin.Beside("organisation.yml"), OrganisationConfiguration);
        return await AutomationProgram.RunAsync(
            _origin.Path,
            Variables(repository),
            "check",
            "--base",
            "main",
            "--format",
            "json",
            "--repository",
            $"acme/{repository}",
            "--catalog",
            "../catalog",
            "--config",
            "../organisation.yml");
    }

    // A checkout of the merge commit at depth 1, an event, and the inputs.
    private async Task<string> ActionAsync(string repository)
    {
        var (@base, head) = (_origin.Git("rev-parse", "main"), _origin.Git("rev-parse", "change"));
        _origin.Git("checkout", "--quiet", "-B", "merge", "main");
        _origin.Git("merge", "--quiet", "--no-ff", "-m", "Merge", "change");
        _origin.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        using var server = new GitServer(_origin);
        using var checkout = _origin.Clone("--depth=1", "--branch=merge");
        checkout.Git("remote", "set-url", "origin", server.Address);
        Copy(_catalog.Path, checkout.Beside("catalog"));
        await File.WriteAllTextAsync(checkout.Beside("organisation.yml"), OrganisationConfiguration);
        await File.WriteAllTextAsync(
            checkout.Beside("event.json"), JsonSerializer.Serialize(new { pull_request = new { @base = new { sha = @base }, head = new { sha = head } } }));
        await AutomationProgram.RunActionAsync(
            "check",
            checkout.Path,
            new Dictionary<string, string>(Variables(repository))
            {
                ["GITHUB_EVENT_PATH"] = checkout.Beside("event.json"),
                ["INPUT_REPOSITORY"] = $"acme/{repository}",
                ["INPUT_CATALOG"] = "../catalog",
                ["INPUT_CONFIG"] = "../organisation.yml",
            });
        return await File.ReadAllTextAsync(checkout.At("automation-findings.json"));
    }

    private async Task<IReadOnlyList<string>> WebhookAsync(string repository)
    {
        _origin.Git("checkout", "--quiet", "change");
        _origin.Git("branch", "--quiet", "-D", "merge");
        await using var app = await InstalledApp.StartAsync(catalog: "acme/catalog");
        app.GitHub.Repository("acme/catalog").Load(_catalog.Path);
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", OrganisationConfiguration));
        app.GitHub.Repository($"acme/{repository}").Load(_origin.Path);
        LetOwnersWrite(app, repository);
        var pull = app.GitHub.OpenPullRequest($"acme/{repository}", "change");
        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done, app.Server.Find(pull.Opened.Guid.ToString())?.Outcome);
        app.GitHub.ShouldHonourTheContract();
        return Validated.Of(pull.CheckRuns.ShouldHaveSingleItem());
    }

    // GitHub alone knows who may write: where all owners may, there is nothing that the others could not know.
    private void LetOwnersWrite(InstalledApp app, string repository)
    {
        var codeowners = new[] { ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS" }
            .Where(p => File.Exists(_origin.At(p)))
            .SelectMany(p => File.ReadAllText(_origin.At(p)).Split([' ', '\n', '\t']));
        foreach (var owner in codeowners.Where(w => w.StartsWith('@')).Select(w => w[1..].TrimEnd('\r')))
        {
            if (owner.StartsWith("acme/", StringComparison.Ordinal))
            {
                app.GitHub.Organisation("acme").WithTeam(owner[5..]).WithAccess(owner[5..], repository);
            }
            else
            {
                app.GitHub.Repository($"acme/{repository}").WithCollaborator(owner);
            }
        }
    }

    private static Dictionary<string, string> Variables(string repository) =>
        new() { ["GITHUB_SERVER_URL"] = "https://github.com", ["GITHUB_REPOSITORY"] = $"acme/{repository}" };

    private void Edit(string path, Func<string, string> edit) => _origin.With(path, edit(File.ReadAllText(_origin.At(path))));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(from, f).StartsWith($".git{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _origin.Dispose();
        _catalog.Dispose();
    }
}

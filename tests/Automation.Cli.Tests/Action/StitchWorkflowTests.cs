using System.Diagnostics;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Documents;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>workflows/stitch-catalog.yml</c>: the step that clones the organisation, with a stand-in for the program of GitHub that runners have.</summary>
public sealed class StitchWorkflowTests : IDisposable
{
    private const string Gh =
        """
        #!/bin/sh
        [ "$GH_TOKEN" = canary ] || exit 4
        case "$1 $2 $3" in
          'repo list acme') cat "$REMOTES/names" ;;
          'repo clone acme/'*) name="${3#acme/}" to="$4"; shift 5; exec git clone "$@" "file://$REMOTES/$name" "$to" ;;
          *) exit 1 ;;
        esac

        """;

    private readonly TemporaryFolder _folder = new();

    public StitchWorkflowTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script of the workflow is for a POSIX shell.");
        _folder.With("bin/gh", Gh).With("work/.keep", "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("bin/gh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Every_repository_that_is_listed_is_cloned_but_not_the_catalog()
    {
        Remotes("orders", "payments", "catalog");

        RunScript().ShouldBe(0);

        Directory.EnumerateDirectories(At("work/repositories")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["orders", "payments"]);
        File.Exists(At("work/repositories/orders/catalog-info.yaml")).ShouldBeTrue();
        File.ReadAllText(At("work/repositories/orders/.git/config")).ShouldNotContain("canary");
    }

    [Fact]
    public void A_repository_that_cannot_be_cloned_fails_the_job()
    {
        Remotes("orders", "catalog");
        _folder.With("remotes/names", "orders\ngone\ncatalog\n");

        RunScript().ShouldNotBe(0);
    }

    [Fact]
    public void An_organisation_without_other_repositories_clones_nothing()
    {
        Remotes("catalog");

        RunScript().ShouldBe(0);
    }

    public void Dispose() => _folder.Dispose();

    private void Remotes(params string[] names)
    {
        foreach (var name in names)
        {
            using var repository = GitSandbox.Create();
            repository.With("catalog-info.yaml", Descriptors.Component(name)).Commit();
            repository.Git("clone", "--quiet", "--bare", repository.Path, At($"remotes/{name}"));
        }

        _folder.With("remotes/names", string.Concat(names.Select(n => $"{n}\n")));
    }

    // As a runner does: bash -e.
    private int RunScript()
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", Script()]) { WorkingDirectory = At("work"), RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PATH"] = $"{At("bin")}:{start.Environment["PATH"]}",
            ["GH_TOKEN"] = "canary",
            ["ORGANIZATION"] = "acme",
            ["GITHUB_REPOSITORY"] = "acme/catalog",
            ["REMOTES"] = At("remotes"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Script()
    {
        var path = Path.Combine(Repository.Root, "workflows/stitch-catalog.yml");
        var root = JsonAsYaml.Read(SourceText.Of(path, File.ReadAllText(path)))!.AsObject();
        return root["jobs"]!["stitch"]!["steps"]!.AsArray().Select(s => s!["run"]).OfType<JsonNode>().ShouldHaveSingleItem().GetValue<string>();
    }

    private string At(string path) => Path.Combine(_folder.Path, path);
}

using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>
/// Descriptors, targets of Locations and files of placeholders that are symbolic links: a link to a file of the repository stands for that file, as GitHub has
/// it; any other is one finding that names the link and what it leads to. The answer is the same wherever it is asked.
/// </summary>
public sealed class LinkTests : IDisposable
{
    private const string Target = "backstage/real.yaml";

    private readonly GitSandbox _git = GitSandbox.Create();

    public static TheoryData<string, string> LeadsNowhere => new()
    {
        { "/etc/passwd", "points outside the repository" },
        { "../outside.yaml", "points outside the repository" },
        { "backstage", "is a folder" },
        { "not-there.yaml", "is not a file of the repository" },
        { ".git/config", "is not a file of the repository" },
        { "second", "is a symbolic link itself" },
        { "catalog-info.yaml", "is a symbolic link itself" },
        { "through/real.yaml", "is not a file of the repository" },
    };

    public static TheoryData<string> Readers => ["check", "check --base", "validate", "validate PATH", "build folder", "build git"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_link_to_a_file_of_the_repository_stands_for_that_file(string reader)
    {
        _git.With(Target, Descriptors.Sound).WithLink("catalog-info.yaml", Target).Commit();

        Errors(reader).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void What_is_wrong_in_that_file_is_a_finding_at_the_link(string reader)
    {
        _git.With(Target, Descriptors.Refused).WithLink("service/catalog-info.yaml", $"../{Target}").Commit();

        Errors(reader).ShouldBe(["service/catalog-info.yaml catalog/name-format"]);
    }

    [Theory]
    [MemberData(nameof(LeadsNowhere))]
    public void A_descriptor_that_leads_nowhere_is_one_finding_everywhere(string target, string why)
    {
        _git.With(Target, Descriptors.Sound).WithLink("second", Target).WithLink("through", "backstage").WithLink("catalog-info.yaml", target).Commit();
        File.WriteAllText(_git.Beside("outside.yaml"), Descriptors.Sound);

        // A PATH that leads to a folder stands for what is in it.
        foreach (var reader in Readers.Select(r => r.Data).Where(r => r != "validate PATH" || target != "backstage"))
        {
            Errors(reader).ShouldBe(["catalog-info.yaml catalog/unreadable"], reader);
        }

        Run.Automation("check").In(_git.Path).Go().Ends(1).Output.ShouldContain($"it is a symbolic link to '{target}', which {why}");
    }

    [Fact]
    public void A_target_of_a_Location_may_be_such_a_link()
    {
        _git.With(Target, Descriptors.Refused).WithLink("linked.yaml", Target).With("catalog-info.yaml", Location("./linked.yaml")).Commit();

        foreach (var reader in new[] { "check", "build folder", "build git" })
        {
            Errors(reader).ShouldBe(["linked.yaml catalog/name-format"], reader);
        }
    }

    [Theory]
    [InlineData("./linked.yaml", "catalog-info.yaml reference/missing-target")]
    [InlineData("./link*.yaml", "linked.yaml catalog/unreadable")]
    public void A_target_that_leads_nowhere_is_one_finding(string target, string finding)
    {
        _git.WithLink("linked.yaml", "not-there.yaml").With("catalog-info.yaml", Location(target)).Commit();

        foreach (var reader in new[] { "check", "build folder", "build git" })
        {
            Errors(reader).ShouldBe([finding], reader);
        }
    }

    [Theory]
    [InlineData(Target, null)]
    [InlineData("not-there.yaml", "catalog-info.yaml reference/")]
    public void The_file_of_a_placeholder_is_read_the_same_way(string target, string? finding)
    {
        _git.With(Target, "openapi: 3.0.0\n")
            .WithLink("openapi.yaml", target)
            .With(
                "catalog-info.yaml",
                Descriptors.NamesAnotherRepository.Replace(
                    "https://github.com/acme/elsewhere/blob/main/openapi.yaml", "./openapi.yaml", StringComparison.Ordinal))
            .Commit();

        foreach (var reader in new[] { "check", "build folder", "build git" })
        {
            var errors = Errors(reader).ToList();
            errors.Count.ShouldBe(finding is null ? 0 : 1, reader);
            errors.ShouldAllBe(e => e.StartsWith(finding!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nothing_is_written_through_a_link_and_no_fix_is_offered()
    {
        _git.With(Target, Descriptors.Doubtful).WithLink("catalog-info.yaml", Target).Commit();

        var finding = Run.Automation("validate", "--format", "json").In(_git.Path).Go().Ends(0).Findings.ShouldHaveSingleItem();
        finding.GetProperty("fix").ValueKind.ShouldBe(JsonValueKind.Null);
        Run.Automation("validate", "--fix").In(_git.Path).Go().Ends(0);

        File.ReadAllText(_git.At(Target)).ShouldBe(Descriptors.Doubtful);
        new FileInfo(_git.At("catalog-info.yaml")).LinkTarget.ShouldBe(Target);
    }

    [Fact]
    public void The_next_build_of_a_catalog_sees_what_became_of_the_file_behind_a_link()
    {
        _git.With(Target, Descriptors.Sound).WithLink("catalog-info.yaml", Target).Commit();
        Build().ShouldBe(["component:default/orders"]);

        _git.With(Target, Descriptors.Component("renamed")).Commit();
        Build().ShouldBe(["component:default/renamed"]);

        _git.Without("catalog-info.yaml").WithLink("catalog-info.yaml", "later.yaml").Commit();
        Build().ShouldBe(["component:default/renamed"], "what cannot be read is kept as it was");

        _git.With("later.yaml", Descriptors.Component("later")).Commit();
        Build().ShouldBe(["component:default/later"]);
    }

    [Fact]
    public void A_link_to_another_descriptor_defines_nothing_a_second_time()
    {
        _git.With("service/catalog-info.yaml", Descriptors.Sound).WithLink("catalog-info.yaml", "service/catalog-info.yaml").Commit();

        foreach (var reader in new[] { "check", "check --base", "build folder", "build git" })
        {
            Errors(reader).ShouldBeEmpty(reader);
        }

        Build().ShouldBe(["component:default/orders"]);
        _git.Without("service/catalog-info.yaml").Commit();
        Build();
        Recorded(_git.Beside("next")).ShouldBe(["catalog-info.yaml catalog/unreadable"]);
    }

    [Fact]
    public void A_change_of_the_file_behind_a_link_is_a_change_of_the_descriptor()
    {
        _git.With(Target, Descriptors.Sound).WithLink("catalog-info.yaml", Target).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With(Target, Descriptors.Sound.Replace("  lifecycle: production\n", "", StringComparison.Ordinal)).Commit();

        Run.Automation("validate", "--changed", "main", "--format", "json").In(_git.Path).Go().Ends(1).Rules.ShouldBe(["catalog/field-missing"]);
        Run.Automation("check", "--base", "main").In(_git.Path).Go().Ends(1).Output.ShouldContain("Merging this will make 1 entity stale.\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private static string Location(string target) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [\"{target}\"]\n";

    private IEnumerable<string> Errors(string reader)
    {
        string[] arguments = reader switch
        {
            "check" => ["check", "--format", "json"],
            "check --base" => ["check", "--base", "HEAD", "--format", "json"],
            "validate" => ["validate", "--format", "json"],
            "validate PATH" =>
                ["validate", _git.At(Directory.Exists(_git.At("service")) ? "service/catalog-info.yaml" : "catalog-info.yaml"), "--format", "json"],
            "build folder" => ["catalog", "build", "--source", _git.Path, "--out", _git.Beside("folder")],
            _ => ["catalog", "build", "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("git")],
        };
        var outcome = Run.Automation(arguments).In(_git.Path).Go();
        return arguments[0] != "catalog" ? outcome.Findings.Where(f => f.Text("severity") == "error")
            .Select(f => $"{Path.GetRelativePath(_git.Path, Path.Combine(_git.Path, f.Text("file")!))} {f.Text("rule")}")
            : Recorded(arguments[^1]).Where(f => !f.EndsWith("reference/unknown-owner", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Recorded(string catalog)
    {
        var folder = Path.Combine(catalog, "findings");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            using var shard = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var finding in shard.RootElement.EnumerateObject().SelectMany(l => l.Value.EnumerateArray()).Where(f => f.Text("severity") == "error"))
            {
                yield return $"{finding.Text("file")} {finding.Text("rule")}";
            }
        }
    }

    private IEnumerable<string> Build()
    {
        Run.Automation("catalog", "build", "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("next")).Go();
        return Run.Automation("catalog", "show", "--catalog", _git.Beside("next")).Go().Ends(0).Lines
            .Select(e => $"{e.Text("kind")!.ToLowerInvariant()}:default/{e.GetProperty("metadata").Text("name")}");
    }
}

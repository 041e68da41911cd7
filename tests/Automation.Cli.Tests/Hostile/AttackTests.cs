using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;
using Automation.Cli.Tests.Mcp;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>What an author of a repository can try against its check, the catalog and the machine that reads it (docs/field-trial.md has the list).</summary>
public sealed class AttackTests : IDisposable
{
    private const string Canary = "root-x-0-0";

    private readonly GitSandbox _git = GitSandbox.Create();

    public AttackTests()
    {
        _git.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        _git.With("catalog-info.yaml", Descriptors.Sound).Commit();
    }

    [Fact]
    public void A_descriptor_that_is_renamed_to_another_letter_case_is_removed_and_that_is_said()
    {
        _git.Without("catalog-info.yaml").With("Catalog-Info.yaml", Descriptors.Refused).Commit();

        var output = Automation("check", "--base", "HEAD~1").Ends(0).Output;

        output.ShouldContain("Merging this will remove 1 entity.");
        output.ShouldContain("This file looks like an entity: Catalog-Info.yaml.");
    }

    [Fact]
    public void A_CODEOWNERS_file_of_another_letter_case_owns_nothing()
    {
        _git.With(".github/CODEOWNERS", "* @acme/shop\n").With(".github/codeowners", "* @mallory\n").Commit();

        Automation("owners", "resolve", "catalog-info.yaml").Ends(0).Output.ShouldContain("@acme/shop");
        Automation("check").Output.ShouldContain("GitHub does not read this file, because of its name");
    }

    [Theory]
    [InlineData(4_000, 1)]
    [InlineData(60, 2)]
    public void Merge_keys_that_multiply_are_a_finding(int count, int merges)
    {
        var maps = merges == 1
            ? $"a: &a\n{string.Concat(Enumerable.Range(0, count).Select(i => $"  k{i}: v\n"))}b:\n{string.Concat(Enumerable.Repeat("  - {<<: *a}\n", count))}"
            : "a0: &a0 {k: v}\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n"));
        _git.With("catalog-info.yaml", Descriptors.Sound + maps);

        Automation("check").Ends(1).Output.ShouldContain("1 error");
    }

    [Fact]
    public void Of_a_hundred_thousand_documents_the_first_ten_thousand_are_read()
    {
        _git.With("catalog-info.yaml", string.Join("---\n", Enumerable.Repeat("a: 1\n", 100_000)));

        Automation("validate").Ends(1).Output.ShouldContain("10,001 errors in 10,001 documents");
    }

    [Theory]
    [InlineData("$text: ../outside.txt")]
    [InlineData("$text: '%2e%2e/outside.txt'")]
    [InlineData("$yaml: ../../outside.txt")]
    [InlineData("$json: OUTSIDE")]
    [InlineData("$text: 'file://OUTSIDE'")]
    [InlineData("$text: ./link.txt")]
    public void No_placeholder_reads_a_file_outside_of_the_repository(string placeholder)
    {
        using var folder = new TemporaryFolder();
        var outside = Path.Combine(Path.GetDirectoryName(_git.Path)!, "outside.txt");
        File.WriteAllText(outside, Canary);
        File.CreateSymbolicLink(Path.Combine(_git.Path, "link.txt"), outside);
        _git.With(
            "catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: orders, annotations: { backstage.io/techdocs-ref: 'dir:..' } }\n"
            + $"spec:\n  type: openapi\n  owner: team-a\n  lifecycle: production\n  definition: {{ {placeholder.Replace("OUTSIDE", outside, StringComparison.Ordinal)} }}\n")
            .Commit();

        var built = Automation("catalog", "build", "--source", ".", "--documents", "--out", Path.Combine(folder.Path, "out"), "--site", Path.Combine(folder.Path, "site"));

        built.Everything.ShouldNotContain(Canary);
        Automation("check").Everything.ShouldNotContain(Canary);
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).Contains(Canary, StringComparison.Ordinal))
            .ShouldBeEmpty();
        File.Delete(outside);
    }

    [Fact]
    public void A_planted_location_of_another_repository_is_replaced_by_the_real_one()
    {
        using var folder = new TemporaryFolder();
        const string Planted = "url:https://github.com/acme/payments/tree/main/catalog-info.yaml";
        _git.With(
            "catalog-info.yaml",
            Descriptors.Sound.Replace(
                "metadata:\n",
                $"metadata:\n  annotations:\n    backstage.io/managed-by-location: {Planted}\n    backstage.io/managed-by-origin-location: {Planted}\n",
                StringComparison.Ordinal)).Commit();

        Automation("catalog", "build", "--source", ".", "--out", folder.Path);

        var entity = Directory.EnumerateFiles(Path.Combine(folder.Path, "entities"), "*orders*", SearchOption.AllDirectories).Select(File.ReadAllText).First();
        entity.ShouldContain("backstage.io/managed-by-location: url:https://github.com/acme/orders/");
        entity.ShouldNotContain("acme/payments");
    }

    [Fact]
    public void Names_of_letters_that_look_alike_are_no_names()
    {
        _git.With("catalog-info.yaml", Descriptors.Sound.Replace("owner: team-a", "owner: group:default/t\u0435am-a", StringComparison.Ordinal)
            .Replace("name: orders", "name: \u043erders", StringComparison.Ordinal));

        var output = Automation("check").Ends(1).Output;

        output.ShouldContain("catalog/name-format");
        output.ShouldContain("no entity can be called that");
    }

    [Theory]
    [InlineData("--output=x")]
    [InlineData("--upload-pack=touch x")]
    [InlineData("$(touch x)")]
    public void A_revision_is_no_option_and_no_command(string revision)
    {
        Automation("check", $"--base={revision}").Ends(2);
        Automation("gitops", "diff", $"--base={revision}").Ends(2);

        File.Exists(Path.Combine(_git.Path, "x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("link.txt")]
    [InlineData("folder/outside.txt")]
    [InlineData("../outside.txt")]
    public async Task An_agent_reads_no_file_outside_of_its_repository(string path)
    {
        using var outside = new TemporaryFolder().With("outside.txt", Canary);
        File.CreateSymbolicLink(Path.Combine(_git.Path, "link.txt"), Path.Combine(outside.Path, "outside.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_git.Path, "folder"), outside.Path);
        using var agent = await McpClient.StartAsync(_git.Path);

        foreach (var tool in (string[])["validate_descriptor", "dry_run_template"])
        {
            (await agent.CallAsync(tool, new JsonObject { ["path"] = path })).GetRawText().ShouldNotContain(Canary);
        }

        (await agent.CallAsync("check_repository", new JsonObject { ["base"] = "--output=x" })).GetRawText().ShouldContain("is not a revision");
    }

    public void Dispose() => _git.Dispose();

    private Outcome Automation(params string[] arguments) => Run.Automation(arguments).In(_git.Path).Go();
}

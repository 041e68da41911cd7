using System.Text.RegularExpressions;
using Automation.Core.Text;
using Automation.Testing;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Cli.Tests.Documents;

/// <summary>
/// What makes workflows dangerous (GitHub Docs, "Secure use reference") is in none of ours: those of this repository, those to copy, those that templates give, and
/// the actions. Each rule is also shown a workflow that breaks it.
/// </summary>
public sealed partial class WorkflowHazardTests
{
    // SLSA's generator refuses to run by SHA: its provenance names the tag (slsa-framework/slsa-github-generator, "Referencing SLSA builders and generators").
    private const string ByTagOnly = "slsa-framework/slsa-github-generator/";

    private const string Hazards = """
        on: pull_request_target
        permissions: write-all
        jobs:
          one:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
                with:
                  ref: ${{ github.event.pull_request.head.sha }}
              - run: echo "${{ github.event.pull_request.title }}"
              - uses: actions/github-script@0123456789012345678901234567890123456789
                with:
                  script: console.log('${{ github.head_ref }}')
        """;

    private static readonly string[] Folders = [".github", "workflows", "actions", "deploy", "docs", "editors", "eng", "schemas", "src", "benchmarks"];

    private delegate IEnumerable<string> Rule(YamlMapping workflow);

    /// <summary>Workflows and actions, by path.</summary>
    private static IReadOnlyDictionary<string, YamlMapping> Ours { get; } = new[] { ".github/workflows", "workflows", "actions" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.yml", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Automation.Cli.Tests/Templates/Snapshots"), "workflow-*.yml"))
        .Append(Path.Combine(Repository.Root, "action.yml"))
        .ToDictionary(Document.FromRoot, f => Read(File.ReadAllText(f)));

    [Fact]
    public void No_script_contains_an_expression() => Check(workflow => Steps(workflow)
        .SelectMany(s => new[] { s["run"], (s["with"] as YamlMapping)?["script"] })
        .OfType<YamlScalar>().Where(s => s.Text.Contains("${{", StringComparison.Ordinal)).Select(s => s.Text));

    [Fact]
    public void Everything_that_is_used_is_pinned_to_a_commit() => Check(workflow => Steps(workflow).Concat(Jobs(workflow))
        .Select(s => Text(s["uses"])).OfType<string>()
        .Where(u => !u.StartsWith("./", StringComparison.Ordinal) && !u.StartsWith(ByTagOnly, StringComparison.Ordinal) && !Pinned().IsMatch(u)));

    [Fact]
    public void Each_job_lists_its_permissions_and_the_workflow_has_none() => Check(workflow => workflow["jobs"] is null ? [] :
    [
        .. workflow["permissions"] is YamlMapping { Entries.Count: 0 } ? Array.Empty<string>() : ["the workflow"],
        .. Jobs(workflow).Where(j => j["permissions"] is not YamlMapping).Select(_ => "a job"),
    ]);

    [Fact]
    public void A_checkout_leaves_no_credentials_behind() => Check(workflow => Steps(workflow)
        .Where(s => Text(s["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true)
        .Where(s => Text((s["with"] as YamlMapping)?["persist-credentials"]) != "false").Select(_ => "a checkout"));

    [Fact]
    public void No_workflow_gives_secrets_to_code_of_a_fork() => Check(workflow => Events(workflow["on"]).Where(e => e is "pull_request_target" or "workflow_run"));

    [Fact]
    public void No_file_names_a_path_of_a_machine() => Places(MachinePath()).ShouldBeEmpty();

    [Fact]
    public void No_file_has_a_secret() => Places(Secret()).ShouldBeEmpty();

    [Fact]
    public void The_patterns_find_what_they_are_for()
    {
        MachinePath().IsMatch("see /home/ada/src").ShouldBeTrue();
        MachinePath().IsMatch("in C:\\Users\\ada").ShouldBeTrue();
        Secret().IsMatch("token: ghp_" + new string('a', 36)).ShouldBeTrue();
        Secret().IsMatch("AKIA" + new string('A', 16)).ShouldBeTrue();
        Secret().IsMatch("-----BEGIN RSA PRIVATE KEY-----\n" + new string('M', 64)).ShouldBeTrue();
    }

    private static void Check(Rule rule)
    {
        rule(Read(Hazards)).ShouldNotBeEmpty("the rule does not find what it is for");
        Ours.Count.ShouldBeGreaterThan(20);
        Ours.SelectMany(w => rule(w.Value).Select(found => $"{w.Key}: {found}")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Places(Regex pattern) =>
        Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/out/", StringComparison.Ordinal))
            .SelectMany(f => pattern.Matches(File.ReadAllText(f)).Select(found => $"{Document.FromRoot(f)}: {found.Value}"));

    private static YamlMapping Read(string text) => (YamlMapping)YamlFile.Read(SourceText.Of("workflow.yml", text), YamlLimits.Source).Documents[0].Root!;

    private static IEnumerable<YamlMapping> Jobs(YamlMapping workflow) =>
        (workflow["jobs"] as YamlMapping)?.Entries.Select(j => j.Value).OfType<YamlMapping>() ?? [];

    private static IEnumerable<YamlMapping> Steps(YamlMapping workflow) =>
        Jobs(workflow).Append((workflow["runs"] as YamlMapping)!).OfType<YamlMapping>()
            .SelectMany(j => (j["steps"] as YamlSequence)?.Items.OfType<YamlMapping>() ?? []);

    private static IEnumerable<string> Events(YamlNode? on) => on switch
    {
        YamlScalar one => [one.Text],
        YamlSequence many => many.Items.OfType<YamlScalar>().Select(e => e.Text),
        YamlMapping some => some.Entries.Select(e => e.Key),
        _ => [],
    };

    private static string? Text(YamlNode? node) => (node as YamlScalar)?.Text;

    // COMMIT stands for one in what is copied; the guide says so beside it.
    [GeneratedRegex("@([0-9a-f]{40}|COMMIT)$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?<![\w./])/(home|Users|root)/[a-z]|C:\\Users\\[a-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{40,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}")]
    private static partial Regex Secret();
}

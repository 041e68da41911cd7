using System.Text.Json.Nodes;
using Automation.Health.Assessment;
using Automation.Testing;

namespace Automation.Health.Tests.Assessment;

/// <summary>Argo CD and kstatus give the same status and message to the same resources.</summary>
public sealed class HealthConformanceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("argo-builtin")]
    [InlineData("argo-builtin-variant")]
    public void Every_built_in_rule_of_Argo_CD_gives_its_status_and_message(string engine) => Wrong(Cases(engine)).ShouldBeEmpty();

    [Theory]
    [InlineData("CronJob")]
    [InlineData("Rollout")]
    public void A_script_of_Argo_CD_that_is_built_in_here_gives_its_status_and_message(string kind) =>
        Wrong(Cases("argo-lua").Where(c => (string?)c["kind"] == kind)).ShouldBeEmpty();

    [Theory]
    [InlineData("cert-manager.io")]
    [InlineData("certmanager.k8s.io")]
    [InlineData("external-secrets.io")]
    public void A_custom_resource_whose_script_reads_the_condition_Ready_gets_its_status_and_message(string group) =>
        Wrong(Cases("argo-lua").Where(c => (string?)c["group"] == group && (string?)c["kind"] != "ClusterExternalSecret")).ShouldBeEmpty();

    [Fact]
    public void Of_all_other_custom_resources_the_share_that_the_conditions_decide_does_not_shrink()
    {
        var cases = Cases("argo-lua").ToList();
        var wrong = Wrong(cases);
        var wrongStatus = cases.Count(c => Found(c) is { } health && health.Status.ToString() != (string)c["expectedStatus"]!);

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Count - wrong.Count} of {cases.Count} as Argo CD; {wrongStatus} with another status");
        (cases.Count - wrong.Count).ShouldBeGreaterThanOrEqualTo(cases.Count / 12);
    }

    [Fact]
    public void Kstatus_gives_its_status_and_reason()
    {
        var wrong = new List<string>();
        foreach (var expected in Cases("kstatus"))
        {
            var found = KStatus.Of(Resource.Of((string)expected["text"]!), Now);
            var reasons = expected["expectedReasons"]!.AsArray().Select(r => (string)r!);
            if (found.Status.ToString() != (string)expected["expectedStatus"]! || !reasons.SequenceEqual(found.Reason is { } reason ? [reason] : []))
            {
                wrong.Add($"{expected["file"]}: {expected["expectedStatus"]} {string.Join(',', reasons)} but {found}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static List<string> Wrong(IEnumerable<JsonObject> cases)
    {
        var wrong = new List<string>();
        foreach (var expected in cases)
        {
            var found = Found(expected);
            var status = (string?)expected["expectedStatus"];
            if (found?.Status.ToString() != status || (status is not null && found!.Message != (string?)expected["expectedMessage"]))
            {
                wrong.Add($"{expected["file"]}: {status} '{expected["expectedMessage"]}' but {found}");
            }
        }

        return wrong;
    }

    // One resource of the set has a key twice, which nothing here reads.
    private static HealthResult? Found(JsonObject expected) => Resource.All((string)expected["text"]!) is [var first, ..] ? ArgoHealth.Of(first) : null;

    private static IEnumerable<JsonObject> Cases(string engine)
    {
        var path = Conformance.PathOf("health.jsonl");
        Assert.SkipWhen(path is null, Conformance.Absent);
        return File.ReadLines(path).Select(l => JsonNode.Parse(l)!.AsObject()).Where(c => (string?)c["engine"] == engine);
    }
}

using System.Text.Json.Nodes;
using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Testing;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>What Backstage's detector finds is found here, too; what it warns about for good, such as a number of restarts, is not.</summary>
public sealed class BackstageDetectorTests
{
    [Fact]
    public void Everything_that_Backstage_finds_has_a_finding()
    {
        var missed = Cases().Where(c => (c["errors"] is not JsonArray { Count: 0 }) && Diagnose(c).Count == 0).Select(c => $"{c["file"]}: {c["errors"]?.ToJsonString()}");

        missed.ShouldBeEmpty();
    }

    [Fact]
    public void What_Backstage_finds_nothing_in_and_we_do_is_a_real_problem()
    {
        var more = Cases().Where(c => c["errors"] is JsonArray { Count: 0 }).SelectMany(c => Diagnose(c).Select(f => $"{c["file"]}: {f.Cause}"));

        Snapshot.Match(string.Join('\n', more) + "\n", "beyond-backstage.txt");
    }

    private static IReadOnlyList<WorkloadFinding> Diagnose(JsonObject one) =>
        new DiagnoseCluster(new ClusterReading("prod", Resource.All((string)one["text"]!), ClusterBuilder.Now)).Run(TestContext.Current.CancellationToken).Findings;

    private static IEnumerable<JsonObject> Cases()
    {
        var path = Conformance.PathOf("workload-errors.jsonl");
        Assert.SkipWhen(path is null, Conformance.Absent);
        return File.ReadLines(path).Select(l => JsonNode.Parse(l)!.AsObject());
    }
}

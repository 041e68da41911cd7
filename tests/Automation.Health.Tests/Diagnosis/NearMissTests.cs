namespace Automation.Health.Tests.Diagnosis;

/// <summary>What is healthy, deliberate, on its way or over is no finding.</summary>
public sealed class NearMissTests
{
    public static TheoryData<string> QuietStates => [.. NearMisses.Quiet.Keys];

    public static TheoryData<string> OtherStates => [.. NearMisses.Others.Keys];

    [Theory]
    [MemberData(nameof(QuietStates))]
    public void A_healthy_or_deliberate_state_has_no_finding(string name) =>
        NearMisses.Quiet[name]().Diagnose().Findings.Select(f => $"{f.Cause}: {f.Says}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(OtherStates))]
    public void A_state_that_nearly_has_one_error_has_the_other(string name) =>
        NearMisses.Others[name].State().Diagnose().Findings.Select(f => f.Cause).ShouldBe([NearMisses.Others[name].Cause]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_of_the_table_has_its_errors_and_its_near_misses(string row, string classes, string nearMisses)
    {
        foreach (var family in classes.Split(' '))
        {
            ErrorClasses.Positive.Keys.ShouldContain(name => name.StartsWith(family, StringComparison.Ordinal), row);
        }

        foreach (var name in nearMisses.Split("; "))
        {
            (NearMisses.Quiet.ContainsKey(name) || NearMisses.Others.ContainsKey(name)).ShouldBeTrue($"{row}: {name}");
        }
    }

    [Fact]
    public void Each_class_is_in_a_row() =>
        ErrorClasses.Positive.Keys.Where(name => !Rows.Any(r => r.Data.Item2.Split(' ').Any(f => name.StartsWith(f, StringComparison.Ordinal)))).ShouldBeEmpty();

    /// <summary>The rows, the families of classes of each, and states that nearly have them.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "New version stuck", "rollout/", "a rollout that is on its way; a deadline that was exceeded before the last change; a stuck rollout whose pods say why" },
        { "Pod creation refused", "create/", "a quota that was exceeded and no longer is; a refusal that a success followed; a webhook that answers with a refusal" },
        { "Cannot be placed", "placement/", "a pod without a node for a minute; room on nodes that are tainted for others" },
        { "Waiting for a node (EKS, Karpenter)", "node/pool-limit node/incompatible node/late", "a pod whose node is on its way; karpenter's refusal after a nomination" },
        { "Storage", "storage/", "a volume that is mounted at the second try; a volume that is detached after a node was lost" },
        { "Image", "image/", "an image pull within two minutes; a refusal that says 'does not exist'" },
        { "Config missing", "config/", "a container that is being created; a name that the manifest does not have; an event about an older pod of the same name" },
        { "Cannot start the program", "start/ container/", "a command that fails inside the program" },
        { "Out of memory", "memory/", "an out of memory kill of yesterday; a kill by memory and a failing probe" },
        { "Crash loop", "crash/", "one restart just now; many restarts long ago; a clean restart" },
        { "Probe", "probe/", "a pod that starts within its probe's time; a pod that starts within its startup probe's time; a killed container without a probe" },
        { "No network (EKS)", "network/", "a pod without an address for a minute; a pod that got its address late" },
        { "AWS access (EKS)", "aws/", "a pod without a role among pods without a role; a pod with pod identity; a new version that uses another account and runs" },
        { "Not in the load balancer (EKS)", "loadbalancer/", "a target that is being registered; a load balancer that was built after a failure" },
        { "Autoscaler", "autoscaler/", "an autoscaler just after a rollout; an autoscaler at its minimum; an autoscaler without metrics, because the pods crash" },
        { "Job, CronJob", "job/ cronjob/", "a job that retried and completed; a cron job that started on time; a job whose image is missing" },
        { "Moved, evicted, stuck", "evicted/ node/lost pod/", "evicted pods whose owner has its replicas; a pod that is being deleted within its time" },
    };

    [Fact]
    public void There_are_at_least_forty_states_without_a_finding() => NearMisses.Quiet.Count.ShouldBeGreaterThanOrEqualTo(40);
}

using System.Diagnostics;
using System.Text;
using Automation.Health.Assessment;
using CsCheck;
using static Automation.Health.Tests.Diagnosis.ErrorClasses;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>A cluster, or a file that stands for one, may contain anything.</summary>
public sealed class HostileStateTests
{
    private const string Secret = "hunter2-s3cr3t";

    [Fact]
    public void Ten_thousand_conditions_and_a_megabyte_of_annotations_are_read_in_time()
    {
        var conditions = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"{{ type: C{i}, status: \"False\", message: m }}"));
        var resource = Resource.Of($$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: big, namespace: shop, annotations: { a: "{{new string('x', 1024 * 1024)}}" } }
            spec: { replicas: 3 }
            status: { conditions: [{{conditions}}] }
            """);
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 20; i++)
        {
            _ = ArgoHealth.Of(resource);
            _ = KStatus.Of(resource, ClusterBuilder.Now);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_message_is_cut_at_its_limit() =>
        ArgoHealth.Of(Resource.Of($$"""{ apiVersion: v1, kind: Pod, status: { phase: Failed, message: "{{new string('x', 100_000)}}" } }"""))!.Message.Length.ShouldBe(32 * 1024);

    [Fact]
    public void Names_with_control_characters_are_shown_by_their_code_and_are_in_no_command()
    {
        var found = new ClusterBuilder().Add($$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: "a\e[31m\n::error::x; rm -rf /", namespace: "sh\u202Eop" }
            spec: { containers: [{ name: "app\t$(x)", image: "x\u0007:1" }] }
            status: { phase: Running, containerStatuses: [{ name: "app\t$(x)", restartCount: 5, state: { waiting: { reason: CrashLoopBackOff } }, lastState: { terminated: { exitCode: 1, finishedAt: "{{ClusterBuilder.Ago(1)}}" } } }] }
            """).Diagnose().Findings.ShouldHaveSingleItem();
        var text = new StringBuilder();
        DiagnosisTests.Append(text, found);

        text.ToString().Where(c => char.IsControl(c) && c is not ('\n' or '\r')).ShouldBeEmpty();
        text.ToString().ShouldNotContain("\u202E");
        found.Next.ShouldNotContain("rm -rf");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_secret_in_a_text_of_the_cluster_is_in_no_finding(string place)
    {
        var text = new StringBuilder();
        foreach (var finding in SecretIn[place]().Diagnose().Findings)
        {
            DiagnosisTests.Append(text, finding);
        }

        text.Length.ShouldBePositive();
        text.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Where_Argo_CDs_message_quotes_a_text_it_says_so(string place)
    {
        foreach (var resource in SecretIn[place]().Reading().Objects)
        {
            if (ArgoHealth.Of(resource) is { } health && health.Message.Contains(Secret, StringComparison.Ordinal))
            {
                health.IsQuoted.ShouldBeTrue();
            }

            if (KStatus.Of(resource, ClusterBuilder.Now) is var status && status.Message.Contains(Secret, StringComparison.Ordinal))
            {
                status.IsQuoted.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void No_message_of_the_cluster_throws_and_none_is_copied() =>
        Gen.String[0, 60].Sample(
            noise =>
            {
                var message = $"{noise} exceeded quota: {noise}, requested: a=1 webhook \"{noise}\" 0/5 nodes are available: 3 {noise}. {Secret}";
                var json = ClusterBuilder.Json(message);
                foreach (var state in (ClusterBuilder[])[Image("ErrImagePull", message), Config(message), Waits("RunContainerError", message), Refused(message), Unplaced(message)])
                {
                    foreach (var finding in state.Diagnose().Findings)
                    {
                        $"{finding.Says}{finding.Effect}{finding.Next}{string.Concat(finding.Evidence)}{string.Concat(finding.Consequences)}".ShouldNotContain(Secret);
                    }
                }
            },
            iter: 200);

    public static TheoryData<string> Places => [.. SecretIn.Keys];

    private static readonly Dictionary<string, Func<ClusterBuilder>> SecretIn = new()
    {
        ["a termination message"] = () => Crash($"exitCode: 1, reason: Error, message: \"{Secret}\"".Replace("reason: Error, message", "reason: Error, extra", StringComparison.Ordinal)),
        ["the termination message of a failed pod"] = () => new ClusterBuilder().Pod(
            $"ready: false, state: {{ terminated: {{ exitCode: 1, message: \"password={Secret}\" }} }}", owner: "", phase: "Failed", restartPolicy: "Never"),
        ["a waiting message"] = () => Waits("CrashLoopBackOff", Secret),
        ["the output of a probe"] = () => Running("readinessProbe: { exec: { command: [x] } }").Event("Pod", "orders-8-a", "Unhealthy", $"Readiness probe failed: token={Secret} statuscode: {Secret}", 1, container: "app"),
        ["the output of a hook"] = () => Waits("PostStartHookError", $"Exec lifecycle hook failed: {Secret}").Event("Pod", "orders-8-a", "FailedPostStartHook", Secret, 1, container: "app"),
        ["the text of a webhook"] = () => Refused($"admission webhook \"x.example.com\" denied the request: {Secret}"),
        ["a webhook that could not be asked"] = () => Refused($"failed calling webhook \"x.example.com\": Post \"https://user:{Secret}@x\": timeout"),
        ["an environment value"] = () => Crash("exitCode: 1, reason: Error", $"env: [{{ name: PASSWORD, value: {Secret} }}]"),
        ["a pull error with a token in its address"] = () => Image("ErrImagePull", $"Get \"https://x/token?password={Secret}\": i/o timeout"),
        ["the name of a secret that the manifest does not have"] = () => Config($"secret \"{Secret}\" not found"),
        ["the message of a job"] = () => new ClusterBuilder().Add(
            $"{{ apiVersion: batch/v1, kind: Job, metadata: {{ name: import, namespace: shop }}, status: {{ conditions: [{{ type: Failed, status: \"True\", reason: X, message: {Secret} }}] }} }}"),
        ["the message of an autoscaler"] = () => Autoscaler("FailedGetExternalMetric", Secret),
        ["the message of an eviction"] = () => Evicted(Secret),
        ["a readiness gate"] = () => Gate("Target.FailedHealthChecks").Event("Pod", "orders-8-a", "X", Secret),
        ["the condition of a custom resource"] = () => Crash("exitCode: 1, reason: Error").Add($"{{ apiVersion: example.com/v1, kind: Widget, metadata: {{ name: w }}, status: {{ conditions: [{{ type: Ready, status: \"False\", message: {Secret} }}] }} }}"),
    };
}

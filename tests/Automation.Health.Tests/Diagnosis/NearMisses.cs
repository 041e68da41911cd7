using static Automation.Health.Tests.Diagnosis.ErrorClasses;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>For each row of the table, a state that nearly has its error; and states that look bad and are healthy, deliberate, or over.</summary>
internal static class NearMisses
{
    private static string Ago(double minutes) => ClusterBuilder.Ago(minutes);

    /// <summary>Healthy, deliberate, on their way, or history: no finding.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ClusterBuilder>> Quiet = new Dictionary<string, Func<ClusterBuilder>>
    {
        // Finished
        ["a finished pod whose sidecar ended with a code"] = () => new ClusterBuilder().Add(Completed).Pod(
            "ready: false, state: { terminated: { exitCode: 0, reason: Completed } }", owner: "Job", name: "import", phase: "Succeeded",
            status: "initContainerStatuses: [{ name: proxy, state: { terminated: { exitCode: 137, reason: Error } } }]", spec: "initContainers: [{ name: proxy, restartPolicy: Always }]"),
        ["a bare pod that succeeded with a sidecar's code"] = () => new ClusterBuilder().Pod("ready: false, state: { terminated: { exitCode: 2, reason: Error } }", owner: "", phase: "Succeeded"),
        ["a job that retried and completed"] = () => new ClusterBuilder().Add(Completed).Pod(
            "ready: false, state: { terminated: { exitCode: 1, reason: Error } }", owner: "Job", name: "import", phase: "Failed", restartPolicy: "Never"),
        ["a job that retries now"] = () => new ClusterBuilder().Add(Active).Pod("ready: false, state: { terminated: { exitCode: 1, reason: Error } }", owner: "Job", name: "import", phase: "Failed", restartPolicy: "Never"),
        ["a job that restarts its container now"] = () => new ClusterBuilder().Add(Active).Pod(
            $"ready: false, restartCount: 2, state: {{ waiting: {{ reason: CrashLoopBackOff }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{Ago(1)}\" }} }}", owner: "Job", name: "import", restartPolicy: "OnFailure"),
        ["a job that runs"] = () => new ClusterBuilder().Add(Active).Pod(owner: "Job", name: "import", restartPolicy: "Never"),
        ["a failed run of a cron job before a good one"] = () => CronJob(20, 30).Add(Run("report-1", "Failed", 90)).Add(Run("report-2", "Complete", 20)),
        ["a failed run of a cron job, and a success that is newer"] = () => CronJob(20, 30).Add(Run("report-1", "Failed", 90)),
        ["failed pods whose owner has its replicas"] = () => Healthy().Pod("ready: false, state: { terminated: { exitCode: 1, reason: Error } }", phase: "Failed"),
        ["evicted pods whose owner has its replicas"] = () => Evicted("The node was low on resource: memory.", ready: 3),
        ["a shut-down node's pods, replaced"] = () => Healthy().Pod("", phase: "Failed", status: "reason: Terminated | message: Pod was terminated in response to imminent node shutdown."),
        ["old ReplicaSets at 0"] = () => new ClusterBuilder().Deployment(old: 0, ready: 3),
        ["a finished migration in an init container"] = () => Healthy(1).Pod(
            ready: "True", spec: "initContainers: [{ name: migrate }]", status: "initContainerStatuses: [{ name: migrate, ready: true, restartCount: 2, state: { terminated: { exitCode: 0, reason: Completed } } }]"),

        // On purpose
        ["0 replicas"] = () => new ClusterBuilder().Deployment(0),
        ["0 replicas, with an event about the past"] = () => new ClusterBuilder().Deployment(0).Event("ReplicaSet", "orders-8", "FailedCreate", "exceeded quota: x", 30),
        ["a paused deployment"] = () => new ClusterBuilder().Deployment(ready: 3, spec: "paused: true", status: Unavailable(60)),
        ["a suspended cron job"] = () => CronJob(4000, 4000, ", suspend: true"),
        ["a suspended job"] = () => new ClusterBuilder().Add("{ apiVersion: batch/v1, kind: Job, metadata: { name: import, namespace: shop }, spec: { suspend: true }, status: { conditions: [{ type: Suspended, status: \"True\" }] } }"),
        ["a canary at a pause step"] = () => new ClusterBuilder().Add("{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: orders, namespace: shop }, spec: { replicas: 3 }, status: { phase: Paused, availableReplicas: 3, pauseConditions: [{ reason: CanaryPauseStep }] } }"),
        ["a pod behind a scheduling gate"] = () => Healthy().Pod("", phase: "Pending", node: null, ip: "", conditions: "{ type: PodScheduled, status: \"False\", reason: SchedulingGated, message: x }"),
        ["scaled to nothing by KEDA"] = () => new ClusterBuilder().Deployment(0).Add(Hpa("currentReplicas: 0", "{ type: ScalingActive, status: \"False\", reason: ScalingDisabled, message: x }")),
        ["an autoscaler at its minimum"] = () => Autoscaler("ValidMetricFound", "fine", 3, "TooFewReplicas"),
        ["a daemon set on all of its nodes"] = () => new ClusterBuilder().Add("{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent, namespace: shop }, status: { desiredNumberScheduled: 5, numberAvailable: 5 } }"),
        ["a daemon set that no node wants"] = () => new ClusterBuilder().Add("{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent, namespace: shop }, status: { desiredNumberScheduled: 0, numberAvailable: 0 } }"),
        ["a pod that is being deleted within its time"] = () => Healthy().Pod(
            "ready: false, state: { terminated: { exitCode: 137, reason: Error } }", metadata: $"deletionTimestamp: \"{Ago(2)}\", finalizers: [x/y]"),

        // Time
        ["many restarts long ago"] = () => Healthy(1).Pod(
            $"ready: true, restartCount: 40, state: {{ running: {{ startedAt: \"{Ago(300)}\" }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{Ago(301)}\" }} }}", ready: "True"),
        ["one restart just now"] = () => Healthy(1).Pod(
            $"ready: true, restartCount: 1, state: {{ running: {{ startedAt: \"{Ago(1)}\" }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{Ago(1)}\" }} }}", ready: "True"),
        ["an out of memory kill of yesterday"] = () => Healthy(1).Pod(
            $"ready: true, restartCount: 1, state: {{ running: {{ startedAt: \"{Ago(1440)}\" }} }}, lastState: {{ terminated: {{ exitCode: 137, reason: OOMKilled, finishedAt: \"{Ago(1441)}\" }} }}", ready: "True"),
        ["a clean restart"] = () => Healthy(1).Pod(
            $"ready: true, restartCount: 3, state: {{ running: {{ startedAt: \"{Ago(5)}\" }} }}, lastState: {{ terminated: {{ exitCode: 0, reason: Completed, finishedAt: \"{Ago(6)}\" }} }}", ready: "True"),
        ["an image pull within two minutes"] = () => Image("ErrImagePull", "not found", age: 1.5),
        ["a container that is being created"] = () => Creating(age: 1),
        ["a volume that is mounted at the second try"] = () => Creating(age: 1).Event("Pod", "orders-8-a", "FailedMount", "MountVolume.MountDevice failed", 1),
        ["a volume error that was got over"] = () => Healthy(1).Pod(ready: "True").Event("Pod", "orders-8-a", "FailedMount", "MountVolume.MountDevice failed", 50),
        ["a volume that is detached after a node was lost"] = () => Creating(age: 4).Event("Pod", "orders-8-a", "FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\"", 1),
        ["an autoscaler just after a rollout"] = () => Autoscaler("FailedGetResourceMetric", "no metrics returned", ago: 2),
        ["an autoscaler with new pods"] = () => Autoscaler("FailedGetResourceMetric", "no metrics returned").Pod(ready: "True", age: 2),
        ["a pod that starts within its probe's time"] = () => Running("readinessProbe: { httpGet: { port: 8080 }, initialDelaySeconds: 60 }", ago: 1),
        ["a pod that starts within its startup probe's time"] = () => Running("readinessProbe: { httpGet: { port: 8080 } }, startupProbe: { httpGet: { port: 8080 }, failureThreshold: 60 }", "started: false,", 8),
        ["a pod without a node for a minute"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.", 1),
        ["a pod whose node is on its way"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.", 6).Event("Pod", "orders-8-a", "Nominated", "Pod should schedule on: nodeclaim/x", 5, "karpenter"),
        ["a pod whose node group grows"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.", 6).Event("Pod", "orders-8-a", "TriggeredScaleUp", "pod triggered scale-up", 5, "cluster-autoscaler"),
        ["a pod that got its address late"] = () => Creating(age: 20).Event("Pod", "orders-8-a", "FailedCreatePodSandBox", "failed to assign an IP address to container", 19),
        ["a pod without an address for a minute"] = () => Creating(ip: "", age: 1).Event("Pod", "orders-8-a", "FailedCreatePodSandBox", "failed to assign an IP address to container", 1),
        ["a target that is being registered"] = () => Gate("Elb.RegistrationInProgress", 1),
        ["a load balancer that was built after a failure"] = () => new ClusterBuilder()
            .Add("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: shop, namespace: shop, uid: Ingress-shop-shop }, status: { loadBalancer: { ingress: [{ hostname: x }] } } }")
            .Event("Ingress", "shop", "FailedBuildModel", "couldn't auto-discover subnets", 40),
        ["a rollout that is on its way"] = () => new ClusterBuilder().Deployment(old: 2, ready: 1, status: "conditions: [{ type: Progressing, status: \"True\", reason: ReplicaSetUpdated, message: x }]"),
        ["a rollout that is not available for a moment"] = () => new ClusterBuilder().Deployment(status: Unavailable(1)),
        ["a deadline that was exceeded before the last change"] = () => new ClusterBuilder().Add("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: orders, namespace: shop, generation: 9 }, spec: { replicas: 3 }, status: { observedGeneration: 8, availableReplicas: 3, conditions: [{ type: Progressing, status: \"False\", reason: ProgressDeadlineExceeded, message: x }] } }"),
        ["a quota that was exceeded and no longer is"] = () => StatefulSet(3).Event("StatefulSet", "db", "FailedCreate", "exceeded quota: pods", 30, "statefulset-controller"),
        ["a refusal that a success followed"] = () => StatefulSet(2).Event("StatefulSet", "db", "FailedCreate", "exceeded quota: pods", 30).Event("StatefulSet", "db", "SuccessfulCreate", "created", 5),
        ["an event about an older pod of the same name"] = () => Creating(age: 20).Event("Pod", "orders-8-a", "FailedMount", "MountVolume.MountDevice failed", 1, uid: "another"),
        ["an event of the same uid about another kind"] = () => Creating(age: 20).Event("ReplicaSet", "orders-8-a", "FailedMount", "MountVolume.MountDevice failed", 1, uid: "Pod-shop-orders-8-a"),
        ["a cron job that started on time"] = () => CronJob(30, 35),
        ["a cron job of a time zone, hours apart"] = () => CronJob(600, 600, ", timeZone: Asia/Tokyo"),

        // Sidecars
        ["a running native sidecar"] = () => Healthy(1).Pod(
            ready: "True", spec: "initContainers: [{ name: proxy, restartPolicy: Always }]", status: $"initContainerStatuses: [{{ name: proxy, started: true, ready: true, state: {{ running: {{ startedAt: \"{Ago(60)}\" }} }} }}]"),
        ["an init container that runs"] = () => new ClusterBuilder().Deployment().Pod(
            Wait("PodInitializing", null), phase: "Pending", spec: "initContainers: [{ name: migrate }]", status: $"initContainerStatuses: [{{ name: migrate, ready: false, state: {{ running: {{ startedAt: \"{Ago(8)}\" }} }} }}]"),

        // AWS
        ["a pod without a role among pods without a role"] = () => Healthy(2).Pod(ready: "True").Pod(ready: "True", id: "b"),
        ["a pod with pod identity"] = () => Healthy(2).Pod(ready: "True", app: "env: [{ name: AWS_CONTAINER_CREDENTIALS_FULL_URI, value: x }]").Pod(
            ready: "True", id: "b", app: "env: [{ name: AWS_ROLE_ARN, value: x }, { name: AWS_WEB_IDENTITY_TOKEN_FILE, value: y }]"),
        ["a new version that uses another account and runs"] = () => new ClusterBuilder().Deployment(old: 1, ready: 2).Pod(revision: 7, ready: "True", spec: "serviceAccountName: orders", app: "env: [{ name: AWS_CONTAINER_CREDENTIALS_FULL_URI, value: x }]")
            .Pod(ready: "True", spec: "serviceAccountName: none"),
    };

    /// <summary>Nearly one class, and rightly another.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<ClusterBuilder> State, string Cause)> Others = new Dictionary<string, (Func<ClusterBuilder>, string)>
    {
        ["a stuck rollout whose pods say why"] = (() => new ClusterBuilder().Deployment(old: 3, status: Late).Pod(Wait("ErrImagePull", "x: not found"), phase: "Pending"), "image/not-found"),
        ["a webhook that answers with a refusal"] = (() => Refused("admission webhook \"x.example.com\" denied the request: failed to find owner"), "create/policy"),
        ["room on nodes that are tainted for others"] = (() => Unplaced("0/3 nodes are available: 1 Insufficient memory, 2 node(s) had untolerated taint {dedicated: gpu}."), "placement/no-room"),
        ["karpenter's refusal after a nomination"] = (() => Unplaced("0/5 nodes are available: 5 Insufficient cpu.", 8).Event("Pod", "orders-8-a", "Nominated", "x", 7, "karpenter")
            .Event("Pod", "orders-8-a", "FailedScheduling", "Failed to schedule pod, incompatible with nodepool \"default\", did not tolerate taint=a=b:NoSchedule", 1, "karpenter"), "node/incompatible"),
        ["a refusal that says 'does not exist'"] = (() => Image("ErrImagePull", "pull access denied, repository does not exist or may require authorization"), "image/refused"),
        ["a name that the manifest does not have"] = (() => Config("secret \"hunter2\" not found"), "config/invalid"),
        ["a killed container without a probe"] = (() => Crash("exitCode: 137, reason: Error"), "crash/killed"),
        ["a kill by memory and a failing probe"] = (() => Crash("exitCode: 137, reason: OOMKilled", "resources: { limits: { memory: 64Mi } }, livenessProbe: { httpGet: { port: 80 } }")
            .Event("Pod", "orders-8-a", "Killing", "Container app failed liveness probe, will be restarted", 20, container: "app"), "memory/limit"),
        ["a command that fails inside the program"] = (() => Crash("exitCode: 125, reason: Error"), "crash/own-error"),
        ["an init container before a container that waits for it"] = (() => new ClusterBuilder().Deployment().Pod(
            Wait("PodInitializing", null), phase: "Pending", spec: "initContainers: [{ name: migrate, image: 'x:1' }]", status: "initContainerStatuses: [{ name: migrate, ready: false, state: { waiting: { reason: ErrImagePull, message: not found } } }]"), "image/not-found"),
        ["a sidecar that crashes"] = (() => new ClusterBuilder().Deployment().Pod(
            ready: "False", spec: "initContainers: [{ name: proxy, restartPolicy: Always }]",
            status: $"initContainerStatuses: [{{ name: proxy, ready: false, restartCount: 5, state: {{ waiting: {{ reason: CrashLoopBackOff }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{Ago(2)}\" }} }} }}]"), "crash/own-error"),
        ["an autoscaler without metrics, because the pods crash"] = (() => Crash("exitCode: 1, reason: Error").Add(Hpa("currentReplicas: 3", "{ type: ScalingActive, status: \"False\", reason: FailedGetResourceMetric, message: no metrics returned }")), "crash/own-error"),
        ["a job whose image is missing"] = (() => new ClusterBuilder().Add(Active).Pod(Wait("ErrImagePull", "not found"), owner: "Job", name: "import", phase: "Pending"), "image/not-found"),
    };

    private const string Late = "conditions: [{ type: Progressing, status: \"False\", reason: ProgressDeadlineExceeded, message: x }, { type: Available, status: \"False\", message: x }]";
    private const string Active = "{ apiVersion: batch/v1, kind: Job, metadata: { name: import, namespace: shop, uid: Job-shop-import }, status: { active: 1, failed: 1 } }";
    private const string Completed = "{ apiVersion: batch/v1, kind: Job, metadata: { name: import, namespace: shop, uid: Job-shop-import }, status: { succeeded: 1, failed: 1, conditions: [{ type: Complete, status: \"True\" }] } }";
}

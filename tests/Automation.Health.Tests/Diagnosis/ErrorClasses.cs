namespace Automation.Health.Tests.Diagnosis;

/// <summary>
/// The error classes: a state that has each, and one that nearly has it. A near miss has no finding, or one of another class, which it names.
/// </summary>
internal static class ErrorClasses
{
    private const string Waiting = "ready: false, state: { waiting: { reason: REASON, message: MESSAGE } }";

    /// <summary>By the class, and a word for the case.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ClusterBuilder>> Positive = new Dictionary<string, Func<ClusterBuilder>>
    {
        // New version stuck
        ["rollout/stuck A"] = () => new ClusterBuilder().Deployment(old: 3, status: Deadline).Pod(ready: "False", container: ""),
        ["rollout/unavailable A"] = () => new ClusterBuilder().Deployment(status: Unavailable(20)),
        ["rollout/aborted A"] = () => new ClusterBuilder().Add("""
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: { name: orders, namespace: shop, uid: r, generation: 2 }
            spec: { replicas: 3 }
            status: { observedGeneration: "2", phase: Degraded, abort: true, availableReplicas: 3 }
            """),

        // Pod creation refused
        ["create/quota P"] = () => Refused("pods \"orders-8-x\" is forbidden: exceeded quota: compute, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi"),
        ["create/quota A grew"] = () => Refused(
            "pods \"orders-8-x\" is forbidden: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi",
            "resources: { limits: { memory: 4Gi } }"),
        ["create/no-request A"] = () => Refused("pods \"orders-8-x\" is forbidden: failed quota: compute: must specify limits.cpu for: app"),
        ["create/limit-range A"] = () => Refused("pods \"orders-8-x\" is forbidden: maximum cpu usage per Container is 2, but limit is 4"),
        ["create/policy A"] = () => Refused("admission webhook \"validate.kyverno.svc-fail\" denied the request: policy require-labels: password=hunter2"),
        ["create/pod-security A"] = () => Refused("pods \"orders-8-x\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false"),
        ["create/webhook-unreachable P"] = () => Refused("Internal error occurred: failed calling webhook \"vpod.example.com\": failed to call webhook: Post \"https://x\": no endpoints available for service \"x\""),
        ["create/service-account A"] = () => Refused("pods \"orders-8-\" is forbidden: error looking up service account shop/orders: serviceaccount \"orders\" not found"),
        ["create/namespace P"] = () => Refused("pods \"orders-8-x\" is forbidden: unable to create new content in namespace shop because it is being terminated"),
        ["create/refused A"] = () => Refused("something new"),
        ["create/quota P StatefulSet"] = () => StatefulSet(2).Event("StatefulSet", "db", "FailedCreate", "create Pod db-2 failed: pods \"db-2\" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=10, limited: pods=10", 1, "statefulset-controller"),

        // Cannot be placed
        ["placement/no-room P"] = () => Unplaced("0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/5 nodes are available."),
        ["placement/selector A"] = () => Unplaced("0/5 nodes are available: 5 node(s) didn't match Pod's node affinity/selector. preemption: none."),
        ["placement/taint A"] = () => Unplaced("0/5 nodes are available: 5 node(s) had untolerated taint {dedicated: gpu}."),
        ["placement/node-trouble P"] = () => Unplaced("0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/memory-pressure: }."),
        ["placement/host-port A"] = () => Unplaced("0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports."),
        ["placement/pod-limit P"] = () => Unplaced("0/3 nodes are available: 3 Too many pods."),
        ["placement/unknown P"] = () => Unplaced("no nodes available to schedule pods"),

        // Waiting for a node
        ["node/pool-limit P"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.").Event(
            "Pod",
            "orders-8-a",
            "FailedScheduling",
            "Failed to schedule pod, incompatible with nodepool \"gpu\", daemonset overhead={}, did not tolerate taint=dedicated=gpu:NoSchedule; all available instance types exceed limits for nodepool: \"default\"",
            1,
            "karpenter"),
        ["node/incompatible A"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.").Event(
            "Pod", "orders-8-a", "FailedScheduling", "Failed to schedule pod, incompatible with nodepool \"default\", daemonset overhead={}, no instance type satisfied resources {\"cpu\":\"400\"}", 1, "karpenter"),
        ["node/late P"] = () => Unplaced("0/5 nodes are available: 5 Insufficient cpu.", 15).Event("Pod", "orders-8-a", "Nominated", "Pod should schedule on: nodeclaim/default-x", 12, "karpenter"),

        // Storage
        ["storage/claim-missing A"] = () => Unplaced("0/5 nodes are available: persistentvolumeclaim \"data\" not found.", spec: Claim),
        ["storage/zone P"] = () => Unplaced("0/5 nodes are available: 2 node(s) had volume node affinity conflict, 3 Insufficient cpu.", spec: Claim),
        ["storage/provisioning P"] = () => Unplaced("0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.", spec: Claim)
            .Event("PersistentVolumeClaim", "data", "ProvisioningFailed", "failed to provision volume with StorageClass \"gp3\": rpc error", 1, "ebs.csi.aws.com"),
        ["storage/class A"] = () => Unplaced("0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.", spec: Claim)
            .Event("PersistentVolumeClaim", "data", "ProvisioningFailed", "storageclass.storage.k8s.io \"fast\" not found", 1, "persistentvolume-controller"),
        ["storage/unbound P"] = () => Unplaced("0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.", spec: Claim),
        ["storage/attached-elsewhere P"] = () => Creating().Event("Pod", "orders-8-a", "FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node", 1, "attachdetach-controller"),
        ["storage/attach P"] = () => Creating().Event("Pod", "orders-8-a", "FailedAttachVolume", "AttachVolume.Attach failed for volume \"pvc-1\" : rpc error", 1, "attachdetach-controller"),
        ["storage/mount P"] = () => Creating().Event("Pod", "orders-8-a", "FailedMount", "MountVolume.MountDevice failed for volume \"pvc-1\" : rpc error", 1),

        // Image
        ["image/not-found A"] = () => Image("ErrImagePull", "rpc error: code = NotFound desc = failed to pull and unpack image: registry.example.com/shop/orders:1.4.2: not found"),
        ["image/refused A"] = () => Image("ErrImagePull", "pull access denied for shop/orders, repository does not exist or may require 'docker login': denied: requested access"),
        ["image/refused P others too"] = () => Image("ErrImagePull", "failed to authorize: unexpected status: 403 Forbidden").Deployment(name: "payments")
            .Pod(name: "payments", container: Wait("ImagePullBackOff", "unexpected status: 403 Forbidden")),
        ["image/rate-limit P"] = () => Image("ErrImagePull", "429 Too Many Requests - toomanyrequests: You have reached your pull rate limit"),
        ["image/network P"] = () => Image("ErrImagePull", "failed to do request: Head \"https://registry.example.com/v2/\": dial tcp: lookup registry.example.com: no such host"),
        ["image/architecture A"] = () => Image("ErrImagePull", "no match for platform in manifest: not found"),
        ["image/node-disk P"] = () => Image("ErrImagePull", "failed to extract layer: write /x: no space left on device"),
        ["image/invalid-name A"] = () => Image("InvalidImageName", "couldn't parse image name: invalid reference format"),
        ["image/never-pull A"] = () => Image("ErrImageNeverPull", "Container image is not present with pull policy of Never"),
        ["image/pull-failed A"] = () => Image("ImagePullBackOff", "Back-off pulling image \"registry.example.com/shop/orders:1.4.2\""),
        ["image/not-found A by event"] = () => Image("ImagePullBackOff", "Back-off pulling image \"registry.example.com/shop/orders:1.4.2\"")
            .Event("Pod", "orders-8-a", "Failed", "Failed to pull image \"x\": manifest unknown", 5, container: "app"),
        ["image/node P"] = () => Image("ErrImagePull", "unexpected status: 403 Forbidden").Pod(id: "b", node: "node-2", ready: "True"),

        // Config missing
        ["config/missing-object A"] = () => Config("secret \"orders-db\" not found"),
        ["config/missing-key A"] = () => Config("couldn't find key PASSWORD in Secret shop/orders-db"),
        ["config/not-synced P"] = () => Config("secret \"orders-db\" not found").Add("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: orders, namespace: shop }, spec: { target: { name: orders-db } } }"),
        ["config/non-root A"] = () => Config("container has runAsNonRoot and image will run as root (pod: \"x\", container: app)"),
        ["config/missing-object A volume"] = () => Creating(spec: "volumes: [{ name: certs, secret: { secretName: orders-tls } }]")
            .Event("Pod", "orders-8-a", "FailedMount", "MountVolume.SetUp failed for volume \"certs\" : secret \"orders-tls\" not found"),
        ["config/role-refused P"] = () => Creating().Event("Pod", "orders-8-a", "FailedMount", "MountVolume.SetUp failed for volume \"s\" : rpc error: failed to mount secrets store objects for pod shop/orders: AccessDeniedException"),
        ["config/secrets-store A"] = () => Creating().Event("Pod", "orders-8-a", "FailedMount", "failed to mount secrets store objects for pod: ResourceNotFoundException"),
        ["config/invalid A"] = () => Config("something new"),

        // Cannot start the program
        ["start/command A"] = () => Waits("RunContainerError", "exec: \"/app/run\": stat /app/run: no such file or directory: unknown"),
        ["start/command A code"] = () => Crash("exitCode: 127, reason: Error"),
        ["start/hook A"] = () => Waits("PostStartHookError", "Exec lifecycle hook failed - error: password=hunter2"),
        ["start/node P"] = () => Waits("CreateContainerError", "context deadline exceeded"),

        // Out of memory
        ["memory/limit A"] = () => Crash("exitCode: 137, reason: OOMKilled", "resources: { limits: { memory: 256Mi } }"),
        ["memory/node A"] = () => Crash("exitCode: 137, reason: OOMKilled"),

        // Crash loop
        ["crash/own-error A"] = () => Crash("exitCode: 1, reason: Error"),
        ["crash/exits A"] = () => Crash("exitCode: 0, reason: Completed"),
        ["crash/memory-fault A"] = () => Crash("exitCode: 139, reason: Error"),
        ["crash/killed A"] = () => Crash("exitCode: 137, reason: Error"),
        ["crash/stopped A"] = () => Crash("exitCode: 143, reason: Error"),
        ["crash/unknown A"] = () => new ClusterBuilder().Deployment().Pod(Wait("CrashLoopBackOff", "back-off 5m0s restarting failed container")),
        ["crash/own-error A between"] = () => new ClusterBuilder().Deployment()
            .Pod($"ready: true, restartCount: 4, state: {{ running: {{ startedAt: \"{ClusterBuilder.Ago(1)}\" }} }}, lastState: {{ terminated: {{ exitCode: 2, reason: Error, finishedAt: \"{ClusterBuilder.Ago(3)}\" }} }}"),
        ["crash/own-error A init"] = () => new ClusterBuilder().Deployment().Pod(
            Wait("PodInitializing", null),
            spec: "initContainers: [{ name: migrate, image: x }]",
            phase: "Pending",
            status: $"initContainerStatuses: [{{ name: migrate, restartCount: 4, ready: false, state: {{ waiting: {{ reason: CrashLoopBackOff }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{ClusterBuilder.Ago(2)}\" }} }} }}]"),

        // Probe
        ["probe/readiness A"] = () => Running("readinessProbe: { httpGet: { path: /ready, port: 8080 } }").Event("Pod", "orders-8-a", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", 1, container: "app"),
        ["probe/readiness A port"] = () => Running("ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /ready, port: 9090 } }"),
        ["probe/startup A"] = () => Running("startupProbe: { exec: { command: [x] }, failureThreshold: 30 }", "started: false,"),
        ["probe/lost A"] = () => new ClusterBuilder().Deployment().Pod(
            $"ready: false, started: true, state: {{ running: {{ startedAt: \"{ClusterBuilder.Ago(50)}\" }} }}",
            app: "readinessProbe: { httpGet: { path: /ready, port: 8080 } }",
            conditions: $"{{ type: Ready, status: \"False\", lastTransitionTime: \"{ClusterBuilder.Ago(5)}\" }}"),
        ["probe/liveness A"] = () => Crash("exitCode: 137, reason: Error", "livenessProbe: { httpGet: { path: /live, port: 8080 } }")
            .Event("Pod", "orders-8-a", "Killing", "Container app failed liveness probe, will be restarted", 2, container: "app"),

        // No network
        ["network/no-address P"] = () => Creating(ip: "").Event("Pod", "orders-8-a", "FailedCreatePodSandBox", "Failed to create pod sandbox: plugin type=\"aws-cni\" failed (add): add cmd: failed to assign an IP address to container"),
        ["network/no-address P branch"] = () => Unplaced("0/5 nodes are available: 5 Insufficient vpc.amazonaws.com/pod-eni."),
        ["network/sandbox P"] = () => Creating(ip: "").Event("Pod", "orders-8-a", "FailedCreatePodSandBox", "Failed to create pod sandbox: plugin type=\"calico\" failed"),

        // AWS access
        ["aws/no-role P"] = () => new ClusterBuilder().Deployment(ready: 2).Pod(ready: "True", spec: Account, app: Role).Pod(ready: "True", id: "b", spec: Account),
        ["aws/no-role P annotated"] = () => new ClusterBuilder().Deployment(ready: 1).Pod(ready: "True", spec: Account)
            .Add("{ apiVersion: v1, kind: ServiceAccount, metadata: { name: orders, namespace: shop, annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::1:role/x } } }"),
        ["aws/other-account A"] = () => new ClusterBuilder().Deployment(old: 2).Pod(revision: 7, ready: "True", spec: Account, app: Role).Pod(spec: "serviceAccountName: default"),

        // Not in the load balancer
        ["loadbalancer/target A"] = () => Gate("Target.FailedHealthChecks"),
        ["loadbalancer/registration P"] = () => Gate("Target.NotRegistered"),
        ["loadbalancer/controller P"] = () => new ClusterBuilder().Add("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: shop, namespace: shop, uid: Ingress-shop-shop } }")
            .Event("Ingress", "shop", "FailedBuildModel", "Failed build model due to couldn't auto-discover subnets: unable to resolve at least one subnet", 1, "ingress"),

        // Autoscaler
        ["autoscaler/no-request A"] = () => Autoscaler("FailedGetResourceMetric", "failed to get cpu utilization: missing request for cpu in container app of Pod orders-8-a"),
        ["autoscaler/no-metrics P"] = () => Autoscaler("FailedGetResourceMetric", "unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)"),
        ["autoscaler/unknown-metric A"] = () => Autoscaler("FailedGetExternalMetric", "the server could not find the metric queue_length"),
        ["autoscaler/no-target A"] = () => new ClusterBuilder().Add(Hpa("current: 0", "{ type: AbleToScale, status: \"False\", reason: FailedGetScale, message: x }")),
        ["autoscaler/at-maximum A"] = () => Autoscaler("ValidMetricFound", "fine", 10, "TooManyReplicas"),
        ["autoscaler/fixed A"] = () => Healthy().Add("{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: orders, namespace: shop }, spec: { minReplicas: 3, maxReplicas: 3, scaleTargetRef: { kind: Deployment, name: orders } }, status: { currentReplicas: 3 } }"),

        // Job, CronJob
        ["job/failed A"] = () => Job("BackoffLimitExceeded"),
        ["job/deadline A"] = () => Job("DeadlineExceeded"),
        ["job/failure-policy A"] = () => Job("PodFailurePolicy"),
        ["job/failed A CronJob"] = () => CronJob(lastSuccess: 3000, started: 30).Add(Run("report-1", "Failed", 25)),
        ["crash/own-error A Job"] = () => Job("BackoffLimitExceeded").Pod(
            $"ready: false, state: {{ terminated: {{ exitCode: 3, reason: Error, message: \"token=hunter2\", finishedAt: \"{ClusterBuilder.Ago(5)}\" }} }}", owner: "Job", name: "import", phase: "Failed", restartPolicy: "Never"),
        ["cronjob/not-started A"] = () => CronJob(lastSuccess: 299, started: 300),

        // Moved, evicted, stuck
        ["evicted/node P"] = () => Evicted("The node was low on resource: memory. Threshold quantity: 100Mi, available: 10Ki."),
        ["evicted/own-disk A"] = () => Evicted("Pod ephemeral local storage usage exceeds the total limit of containers 1Gi."),
        ["node/lost P"] = () => new ClusterBuilder().Deployment().Pod("ready: false, state: { running: {} }", phase: "Unknown"),
        ["pod/deleting P"] = () => new ClusterBuilder().Deployment(ready: 3).Pod(metadata: $"deletionTimestamp: \"{ClusterBuilder.Ago(20)}\", finalizers: [example.com/drain]"),

        // What Backstage finds without a name for it
        ["container/waiting A"] = () => Waits("SomethingNew", "m"),
    };

    private const string Deadline = "conditions: [{ type: Progressing, status: \"False\", reason: ProgressDeadlineExceeded, message: x, lastTransitionTime: \"2026-11-29T11:30:00Z\" }]";
    private const string Claim = "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]";
    private const string Account = "serviceAccountName: orders";
    private const string Role = "env: [{ name: AWS_ROLE_ARN, value: arn:aws:iam::1:role/hunter2 }, { name: AWS_WEB_IDENTITY_TOKEN_FILE, value: /var/x }]";

    public static string Unavailable(double minutes) =>
        $"conditions: [{{ type: Available, status: \"False\", reason: MinimumReplicasUnavailable, message: x, lastTransitionTime: \"{ClusterBuilder.Ago(minutes)}\" }}]";

    public static string Wait(string reason, string? message) => message is null
        ? $"ready: false, state: {{ waiting: {{ reason: {reason} }} }}"
        : Waiting.Replace("REASON", reason, StringComparison.Ordinal).Replace("MESSAGE", ClusterBuilder.Json(message), StringComparison.Ordinal);

    public static ClusterBuilder Healthy(int wanted = 3) => new ClusterBuilder().Deployment(wanted, ready: wanted);

    public static ClusterBuilder Image(string reason, string message, double age = 60) => new ClusterBuilder().Deployment(old: 3).Pod(Wait(reason, message), phase: "Pending", age: age);

    public static ClusterBuilder Waits(string reason, string message) => new ClusterBuilder().Deployment().Pod(Wait(reason, message), phase: "Pending");

    public static ClusterBuilder Config(string message) => new ClusterBuilder().Deployment().Pod(
        Wait("CreateContainerConfigError", message), phase: "Pending", app: "env: [{ name: DB, valueFrom: { secretKeyRef: { name: orders-db, key: PASSWORD } } }]");

    public static ClusterBuilder Creating(string spec = "", string ip = "podIP: 10.0.0.7", double age = 60) =>
        new ClusterBuilder().Deployment().Pod(Wait("ContainerCreating", null), phase: "Pending", spec: spec, ip: ip, age: age);

    public static ClusterBuilder Crash(string ended, string app = "") => new ClusterBuilder().Deployment().Pod(
        $"ready: false, restartCount: 6, state: {{ waiting: {{ reason: CrashLoopBackOff, message: back-off }} }}, lastState: {{ terminated: {{ {ended}, message: \"token=hunter2\", finishedAt: \"{ClusterBuilder.Ago(3)}\" }} }}",
        app: app);

    public static ClusterBuilder Running(string app, string started = "", double ago = 30) =>
        new ClusterBuilder().Deployment().Pod($"ready: false, {started} state: {{ running: {{ startedAt: \"{ClusterBuilder.Ago(ago)}\" }} }}", app: app, age: ago);

    public static ClusterBuilder Unplaced(string message, double age = 8, string spec = "") => new ClusterBuilder().Deployment().Pod(
        "",
        phase: "Pending",
        age: age,
        node: null,
        spec: spec,
        ip: "",
        conditions: $"{{ type: PodScheduled, status: \"False\", reason: Unschedulable, message: {ClusterBuilder.Json(message)} }}");

    public static ClusterBuilder Refused(string message, string resources = "") => new ClusterBuilder().Deployment(
        old: 3, resources: resources, setStatus: $"conditions: [{{ type: ReplicaFailure, status: \"True\", reason: FailedCreate, message: {ClusterBuilder.Json(message)}, lastTransitionTime: \"{ClusterBuilder.Ago(20)}\" }}]");

    public static ClusterBuilder StatefulSet(int ready) => new ClusterBuilder().Add(
        $"{{ apiVersion: apps/v1, kind: StatefulSet, metadata: {{ name: db, namespace: shop, uid: StatefulSet-shop-db, generation: 1 }}, spec: {{ replicas: 3 }}, status: {{ observedGeneration: 1, replicas: {ready}, readyReplicas: {ready} }} }}");

    public static ClusterBuilder Gate(string reason, double ago = 20) => new ClusterBuilder().Deployment().Pod(conditions:
        $"{{ type: Ready, status: \"False\", reason: ReadinessGatesNotReady, lastTransitionTime: \"{ClusterBuilder.Ago(ago)}\" }}, {{ type: target-health.elbv2.k8s.aws/k8s-shop-1, status: \"False\", reason: {reason}, message: password=hunter2 }}");

    public static ClusterBuilder Autoscaler(string reason, string message, int current = 3, string limited = "DesiredWithinRange", double ago = 30)
    {
        var active = reason == "ValidMetricFound" ? "True" : "False";
        return Healthy().Add(Hpa(
            $"currentReplicas: {current}",
            $"{{ type: ScalingActive, status: \"{active}\", reason: {reason}, message: {ClusterBuilder.Json(message)}, lastTransitionTime: \"{ClusterBuilder.Ago(ago)}\" }}",
            $"{{ type: ScalingLimited, status: \"{(limited == "DesiredWithinRange" ? "False" : "True")}\", reason: {limited} }}"));
    }

    public static string Hpa(string status, params string[] conditions) =>
        $"{{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{ name: orders, namespace: shop }}, spec: {{ minReplicas: 3, maxReplicas: 10, scaleTargetRef: {{ kind: Deployment, name: orders }} }}, status: {{ {status}, conditions: [{string.Join(", ", conditions)}] }} }}";

    public static ClusterBuilder Job(string reason) => new ClusterBuilder().Add(
        $"{{ apiVersion: batch/v1, kind: Job, metadata: {{ name: import, namespace: shop, uid: Job-shop-import }}, spec: {{ activeDeadlineSeconds: 600 }}, status: {{ failed: 4, conditions: [{{ type: Failed, status: \"True\", reason: {reason}, message: x, lastTransitionTime: \"{ClusterBuilder.Ago(5)}\" }}] }} }}");

    public static ClusterBuilder CronJob(double lastSuccess, double started, string spec = "") => new ClusterBuilder().Add(
        $"{{ apiVersion: batch/v1, kind: CronJob, metadata: {{ name: report, namespace: shop, uid: CronJob-shop-report }}, spec: {{ schedule: '0 * * * *' {spec} }}, status: {{ lastScheduleTime: \"{ClusterBuilder.Ago(started)}\", lastSuccessfulTime: \"{ClusterBuilder.Ago(lastSuccess)}\" }} }}");

    public static string Run(string name, string condition, double ago) =>
        $"{{ apiVersion: batch/v1, kind: Job, metadata: {{ name: {name}, namespace: shop, uid: Job-shop-{name}, ownerReferences: [{{ kind: CronJob, name: report, uid: CronJob-shop-report, controller: true }}] }}, status: {{ startTime: \"{ClusterBuilder.Ago(ago + 1)}\", conditions: [{{ type: {condition}, status: \"True\", reason: BackoffLimitExceeded, lastTransitionTime: \"{ClusterBuilder.Ago(ago)}\" }}] }} }}";

    public static ClusterBuilder Evicted(string message, int ready = 2) => new ClusterBuilder().Deployment(ready: ready).Pod("", phase: "Failed", status: $"reason: Evicted | message: {ClusterBuilder.Json(message)}");
}

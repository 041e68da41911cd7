using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A container that runs and does not become ready, or that is stopped because it does not answer.</summary>
internal static class ProbeCause
{
    // The defaults of Kubernetes for a probe.
    private const long Period = 10;
    private const long Threshold = 3;

    /// <summary>A container that runs for longer than its probes allow, and is not ready.</summary>
    public static Cause? Of(ContainerView container)
    {
        if (container.Status["ready"].IsTrue || container.Running["startedAt"].Time is not { } started || (container.IsInit && !container.IsSidecar))
        {
            return null;
        }

        var isStarting = container.Status["started"].IsFalse && container.Spec["startupProbe"].Exists;
        var probe = container.Spec[isStarting ? "startupProbe" : "readinessProbe"];
        var budget = Budget(probe);
        if (!probe.Exists || container.Pod.Now - started <= budget)
        {
            return null;
        }

        // A restart within the same pod begins a new time; the condition of the pod remembers the old one.
        var ready = container.Pod.Pod.ConditionOf("Ready");
        var wasReady = ready is { IsFalse: true, Since: { } since } && since - started > budget;
        var kind = isStarting ? "startup" : "readiness";
        var answer = container.Event("Unhealthy", e => Has(e.Message, $"{kind} probe"), started);
        var cause = container.Pod.State.Patterns.IsWholeNodeUnready(container.Pod.Node)
            ? Cause.Platform(
                "probe/node",
                $"No service on node {container.Pod.Node} is ready.",
                "services of several owners on this node are not ready",
                $"Check node {container.Pod.Node}.")
            : wasReady ? Lost(container, answer?.Message)
            : Never(container, probe, kind, budget, answer?.Message);
        return cause with
        {
            Container = container.Name,
            Since = wasReady ? ready?.Since : started,
            Evidence =
            [
                $"{container.Path}: running, not ready",
                $"{container.Path}: the {kind} probe allows {(long)budget.TotalSeconds} s",
                .. answer is null ? Array.Empty<string>() : [$"event Unhealthy about {container.Path}{Answer(answer.Message)}"],
            ],
        };
    }

    /// <summary>A container that the kubelet restarts because of a probe.</summary>
    public static Cause Killed(ContainerView container, bool isStartup)
    {
        var probe = container.Spec[isStartup ? "startupProbe" : "livenessProbe"];
        var budget = probe.Exists ? $" ({(long)Budget(probe).TotalSeconds} s)" : "";
        var evidence = $"event Killing about {container.Path}: {(isStartup ? "startup" : "liveness")} probe";
        var cause = isStartup
            ? Cause.Team(
                "probe/startup",
                $"Container {Shown(container.Name)} does not start in the time that its startup probe allows{budget}, and is killed.",
                "start and probe are its own",
                "Give 'startupProbe' a larger failureThreshold, or make the start faster.")
            : Cause.Team(
                "probe/liveness",
                $"Container {Shown(container.Name)} stops answering its liveness probe{budget}, and is killed.",
                "program and probe are its own",
                "Check path, port and timeout of 'livenessProbe', then the load of the program.");
        return cause with { Evidence = [evidence] };
    }

    private static Cause Never(ContainerView container, ResourceField probe, string kind, TimeSpan budget, string? answer)
    {
        var (asked, declared) = Ports(container, probe);
        var name = Shown(container.Name);
        return asked is not null && declared.Length > 0
            ? Cause.Team(
                $"probe/{kind}",
                $"Container {name} runs but is never ready: its {kind} probe asks port {asked}, the container declares {declared}.",
                "probe and port are in its own manifest",
                $"Use the port of the container in '{kind}Probe'.")
            : Cause.Team(
                $"probe/{kind}",
                $"Container {name} runs but is not ready after {Duration(budget)}{Answer(answer)}.",
                "program and probe are its own",
                kind == "startup"
                    ? "Give 'startupProbe' a larger failureThreshold, or check its path and port."
                    : "Check path and port of 'readinessProbe', then what the program waits for.");
    }

    private static Cause Lost(ContainerView container, string? answer) => Cause.Team(
        "probe/lost",
        $"Container {Shown(container.Name)} was ready and no longer is{Answer(answer)}: it is overloaded, or something it needs does not answer.",
        "the program is its own",
        "Check its load and what it depends on.");

    private static TimeSpan Budget(ResourceField probe) => TimeSpan.FromSeconds(
        Math.Clamp(
            (probe["initialDelaySeconds"].Number ?? 0) + ((double)(probe["periodSeconds"].Number ?? Period) * (probe["failureThreshold"].Number ?? Threshold)),
            0,
            86_400));

    private static string Duration(TimeSpan time) => time.TotalMinutes >= 2 ? $"{(long)time.TotalMinutes} min" : $"{(long)time.TotalSeconds} s";

    // The text of a probe may be the output of a program; only its kind and its status code are shown.
    private static string Answer(string? message)
    {
        if (message is null)
        {
            return "";
        }

        var at = message.IndexOf("statuscode: ", StringComparison.Ordinal);
        var code = at < 0 ? "" : message[(at + 12)..].Trim();
        return code.Length == 3 && code.All(char.IsAsciiDigit) ? $" (the probe gets status {code})"
            : Has(message, "connection refused") ? " (nothing listens on the port)"
            : Has(message, "deadline exceeded", "Client.Timeout", "i/o timeout", "timed out") ? " (the probe gets no answer in time)"
            : "";
    }

    // The port that a probe asks, if the container declares ports and this is none of them.
    private static (string? Asked, string Declared) Ports(ContainerView container, ResourceField probe)
    {
        var port = probe["httpGet"].Exists ? probe["httpGet"]["port"] : probe["tcpSocket"].Exists ? probe["tcpSocket"]["port"] : probe["grpc"]["port"];
        if (port.Number is not { } asked)
        {
            return (null, "");
        }

        var declared = new List<string>();
        foreach (var one in container.Spec["ports"].Items)
        {
            if (one["containerPort"].Number is { } number)
            {
                if (number == asked)
                {
                    return (null, "");
                }

                declared.Add($"{number}");
            }
        }

        return ($"{asked}", string.Join(", ", declared.Take(5)));
    }
}

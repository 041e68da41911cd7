using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>
/// A container that ends again and again. Between two crashes it runs and looks fine, so the time of the last end decides; how often it was restarted says
/// nothing by itself.
/// </summary>
internal static class CrashCause
{
    // A crash that is longer ago was got over: the longest back-off of the kubelet is 5 minutes.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    // From the second restart on it is not a single accident.
    private const int Rising = 2;

    public static Cause? Of(ContainerView container)
    {
        var isWaiting = container.Waiting["reason"].Is("CrashLoopBackOff");
        var ended = container.Ended.Exists && !container.IsInit ? container.Ended : container.EndedBefore.Exists ? container.EndedBefore : container.Ended;
        if (!isWaiting && !IsCrashing(container, ended))
        {
            return null;
        }

        var cause = OutOfMemory(container, ended) ?? Runnable(container, ended) ?? Killed(container, ended) ?? Exited(container, ended);
        return cause with
        {
            Container = container.Name,
            Since = container.Pod.Pod.ConditionOf("Ready") is { IsFalse: true, Since: { } notReady } ? notReady : ended["finishedAt"].Time,
            Evidence = [.. Evidence(container, ended), .. cause.Evidence],
        };
    }

    // It runs, or has just ended, and will be started again.
    private static bool IsCrashing(ContainerView container, ResourceField ended)
    {
        if (!ended.Exists || (container.Status["ready"].IsTrue && !IsRecent(container, ended)))
        {
            return false;
        }

        var restarts = container.Status["restartCount"].Number ?? 0;
        var isService = !container.IsInit || container.IsSidecar;
        var fails = ended["exitCode"].Number is not 0 || ended["reason"].Is("OOMKilled");
        return container.Running.Exists
            ? isService && fails && restarts >= Rising && IsRecent(container, ended)
            : container.Ended.Exists && fails && (restarts >= Rising || IsOver(container));
    }

    private static bool IsRecent(ContainerView container, ResourceField ended) => ended["finishedAt"].Time is { } end && container.Pod.Now - end < Recent;

    private static bool IsOver(ContainerView container) => container.Pod.Pod.Status["phase"].Is("Failed");

    private static Cause? OutOfMemory(ContainerView container, ResourceField ended)
    {
        if (!ended["reason"].Is("OOMKilled"))
        {
            return null;
        }

        if (container.Spec["resources"]["limits"]["memory"].Text is { } limit && IsQuantity(limit))
        {
            return Cause.Team(
                "memory/limit",
                $"Container {Shown(container.Name)} uses more memory than its limit of {limit} and is killed.",
                "limit and use are its own",
                "Find out why the use grows, or raise the memory limit.");
        }

        var node = container.Pod.Node ?? "unknown";
        return container.Pod.State.Patterns.OwnersOnNode(container.Pod.Node, "OOMKilled") > 1
            ? Cause.Platform(
                "memory/node",
                $"Node {node} ran out of memory and killed container {Shown(container.Name)}.",
                $"containers of several owners were killed on node {node}",
                "Set limits for all workloads of the node, or give it more memory.")
            : Cause.Team(
                "memory/node",
                $"Node {node} ran out of memory and killed container {Shown(container.Name)}, which has no limit.",
                "its manifest has no memory limit",
                "Set a memory request and a limit.");
    }

    private static Cause? Runnable(ContainerView container, ResourceField ended) =>
        ended["reason"].IsOneOf("StartError", "ContainerCannotRun")
            || ended["exitCode"].Number is 126 or 127 or 128 ? StartCause.Of(container, ended["exitCode"].Number) : null;

    private static Cause? Killed(ContainerView container, ResourceField ended)
    {
        var killing = container.Event("Killing", e => Has(e.Message, "liveness probe", "startup probe"));
        return killing is null || ended["exitCode"].Number is not (137 or 143) ? null : ProbeCause.Killed(container, Has(killing.Message, "startup probe"));
    }

    private static Cause Exited(ContainerView container, ResourceField ended)
    {
        var (name, code) = (Shown(container.Name), ended["exitCode"].Number);
        var log = Kubectl("logs", container.Pod.Pod.Name, container.Pod.Pod.Namespace, container.Name) + (container.EndedBefore.Exists ? " --previous" : "");
        var node = container.Pod.Node;
        if (code is not null and not 0 && container.Pod.State.Patterns.OwnersOnNode(node, "Error") > 2)
        {
            return Cause.Platform(
                "crash/node",
                $"Containers of several owners crash on node {node}.",
                $"services of several owners crash on this node only",
                $"Check node {node}.");
        }

        return code switch
        {
            null => Cause.Team(
                "crash/unknown",
                $"Container {name} is restarted again and again; the cluster does not say how it ended.",
                "the program is its own",
                $"Read its log: {log}")
                with
            { IsSpecific = false },
            0 => Cause.Team(
                "crash/exits",
                $"The program in container {name} ends by itself (code 0); a service must keep running.",
                "the program is its own",
                $"Check the command of the container; if it is a task, use a Job. Its log: {log}"),
            139 => Cause.Team(
                "crash/memory-fault",
                $"The program in container {name} crashes with a memory fault (code 139).",
                "the program is its own",
                $"Read its log: {log}"),
            137 => Cause.Team(
                "crash/killed",
                $"Container {name} is killed (code 137), and not for its memory limit.",
                "nothing else on the node is killed",
                $"Read its log: {log}"),
            143 => Cause.Team(
                "crash/stopped",
                $"Container {name} is asked to stop (code 143) and started again.",
                "the pod is its own",
                $"Find out what stops it. Its log: {log}"),
            _ => Cause.Team(
                "crash/own-error",
                $"The program in container {name} ends with code {code}; the reason is in its log, which Automation does not read.",
                "the program is its own",
                $"Read its log: {log}"),
        };
    }

    private static IEnumerable<string> Evidence(ContainerView container, ResourceField ended)
    {
        if (container.Waiting["reason"].Is("CrashLoopBackOff"))
        {
            yield return $"{container.Path}: waiting, reason CrashLoopBackOff";
        }

        var facts = new List<string>();
        if (ended["reason"].Text is { } reason && Word(reason) is { } word)
        {
            facts.Add($"reason {word}");
        }

        if (ended["exitCode"].Number is { } code)
        {
            facts.Add($"exit code {code}");
        }

        if (facts.Count > 0)
        {
            yield return $"{container.Path}: last end, {string.Join(", ", facts)}";
        }

        if (container.Status["restartCount"].Number is > 0 and var restarts)
        {
            yield return $"{container.Path}: {restarts} restart{(restarts == 1 ? "" : "s")}";
        }
    }
}

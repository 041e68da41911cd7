using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A container that the node cannot start: its command, its image or its hook.</summary>
internal static class StartCause
{
    public static bool Is(string reason) =>
        reason is "CreateContainerError" or "RunContainerError" or "StartError" or "ContainerCannotRun" or "PostStartHookError" or "PreStartHookError";

    public static Cause OfWaiting(ContainerView container)
    {
        var reason = container.Waiting["reason"].TextOrEmpty;
        var (name, message) = (Shown(container.Name), container.Waiting["message"].TextOrEmpty);
        var cause = reason is "PostStartHookError" or "PreStartHookError"
                ? Cause.Team(
                    "start/hook",
                    $"The start hook of container {name} fails, so the container is stopped.",
                    "the hook is in its own manifest",
                    "Correct the command of 'lifecycle.postStart'.")
            : Has(message, "deadline exceeded", "failed to reserve container name")
                ? Cause.Platform(
                    "start/node",
                    $"Node {container.Pod.Node ?? "unknown"} does not create container {name} in time.",
                    "the container runtime of the node does not answer",
                    $"Check node {container.Pod.Node ?? "unknown"}.")
            : Of(container, null);
        return cause with
        {
            Container =
            container.Name,
            Evidence = [$"{container.Path}: waiting, reason {reason}"],
            Since = container.Pod.Pod.Status["startTime"].Time
        };
    }

    public static Cause Of(ContainerView container, long? code)
    {
        var why = code switch
        {
            126 => "its command is not executable (code 126)",
            127 => "its command is not in the image (code 127)",
            _ => "its command is not in the image, not executable, or built for another architecture",
        };
        return Cause.Team(
            "start/command",
            $"Container {Shown(container.Name)} cannot start: {why}.",
            "image and command are its own",
            "Check 'command' and 'args' of this revision against the image.");
    }
}

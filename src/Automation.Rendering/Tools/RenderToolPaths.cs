using Automation.GitOps.Rendering;

namespace Automation.Rendering.Tools;

/// <summary>Where the tools are.</summary>
public sealed record RenderToolPaths
{
    /// <summary>The variable with the path of kubectl.</summary>
    public const string KubectlVariable = "AUTOMATION_KUBECTL";

    /// <summary>The variable with the path of helm.</summary>
    public const string HelmVariable = "AUTOMATION_HELM";

    /// <summary>The full path of kubectl; null if there is none.</summary>
    public string? Kubectl { get; init; }

    /// <summary>The full path of helm; null if there is none.</summary>
    public string? Helm { get; init; }

    /// <summary>This program and its first arguments: it starts itself as the launcher.</summary>
    public required IReadOnlyList<string> Launcher { get; init; }

    /// <summary>Finds them: by variables, else on the path.</summary>
    /// <param name="variable">The variables of the environment.</param>
    public static RenderToolPaths Find(Func<string, string?> variable) => new()
    {
        Kubectl = Named(variable(KubectlVariable)) ?? OnPath("kubectl", variable("PATH")),
        Helm = Named(variable(HelmVariable)) ?? OnPath("helm", variable("PATH")),
        Launcher = Self(),
    };

    /// <summary>
    /// What Kustomize starts to inflate charts: the native program in the place of Helm, which it does not know in version 4; null if there is none.
    /// </summary>
    internal string? HelmOfKustomize => Helm is null ? null : Launcher is [var program] ? program : Helm;

    /// <summary>The program of a tool; null if there is none.</summary>
    public string? Of(RenderTool tool) => tool == RenderTool.Kustomize ? Kubectl : Helm;

    /// <summary>Why a tool cannot be run; null if it can.</summary>
    public string? Why(RenderTool tool) =>
        !OperatingSystem.IsLinux() ? "tools run only on Linux, where they can be confined"
        : Of(tool) is not null ? null
        : tool == RenderTool.Kustomize ? $"kubectl is not installed here: put it on the path, or set {KubectlVariable}"
        : $"helm is not installed here: put it on the path, or set {HelmVariable}";

    private static string? Named(string? path) => path is { Length: > 0 } && File.Exists(path) ? Path.GetFullPath(path) : null;

    private static string? OnPath(string name, string? path) =>
        path?.Split(Path.PathSeparator).Where(Path.IsPathRooted).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    // As a native program it is its own file; otherwise 'dotnet' with its assembly.
    private static IReadOnlyList<string> Self()
    {
        var (process, arguments) = (Environment.ProcessPath!, Environment.GetCommandLineArgs());
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.GetFullPath(arguments[0])] : [process];
    }
}

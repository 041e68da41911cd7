using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Rendering;

/// <summary>When Argo CD applies an object (Argo CD, "Resource Hooks", "Sync Waves", "Helm Hooks").</summary>
internal static class HookPhase
{
    private const string Hook = "argocd.argoproj.io/hook";
    private const string HelmHook = "helm.sh/hook";

    /// <summary>The phase and the wave, such as <c>PreSync, wave -1</c>; null for an ordinary object.</summary>
    public static string? Of(KubernetesObject one)
    {
        var annotations = one.Metadata.Object("annotations");
        var phases = Phases(annotations).Distinct(StringComparer.Ordinal).ToList();
        if (phases.Count == 0)
        {
            return null;
        }

        var wave = annotations.Text("argocd.argoproj.io/sync-wave") ?? annotations.Text("helm.sh/hook-weight") ?? "0";
        return $"{string.Join("/", phases)}, wave {wave}";
    }

    private static IEnumerable<string> Phases(JsonObject? annotations) =>
        annotations.Text(Hook) is { } own ? Names(own)
            : annotations.Text(HelmHook) is { } helm ? Names(helm).Select(OfHelm).OfType<string>()
            : [];

    private static string? OfHelm(string name) => name switch
    {
        "pre-install" or "pre-upgrade" => "PreSync",
        "post-install" or "post-upgrade" => "PostSync",
        "pre-delete" => "PreDelete",
        "post-delete" => "PostDelete",
        "test" or "test-success" or "test-failure" => "Test",
        "pre-rollback" or "post-rollback" => "Rollback",
        _ => null,
    };

    private static IEnumerable<string> Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

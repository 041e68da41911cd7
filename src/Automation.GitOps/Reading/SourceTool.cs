using System.Text.Json.Nodes;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>How Argo CD makes manifests of a source.</summary>
public enum SourceTool
{
    /// <summary>Not at all: other sources take value files from it.</summary>
    None,

    /// <summary>A folder of manifests.</summary>
    Directory,

    /// <summary>Kustomize.</summary>
    Kustomize,

    /// <summary>Helm.</summary>
    Helm,

    /// <summary>A program of the installation.</summary>
    Plugin,
}

/// <summary>A source as Argo CD works with it: with what <c>.argocd-source.yaml</c> files change, and its tool.</summary>
/// <param name="Source">The source.</param>
/// <param name="Tool">Its tool.</param>
/// <param name="Fault">Why Argo CD would refuse it; null where it would not.</param>
internal sealed record EffectiveSource(ApplicationSource Source, SourceTool Tool, string? Fault)
{
    // What such a file cannot change (Argo CD, "Parameter Overrides").
    private static readonly string[] Kept = ["repoURL", "path", "chart", "targetRevision"];

    /// <summary>The files in a source's folder that change it, the general one first.</summary>
    public static IEnumerable<string> Overrides(string application) => [".argocd-source.yaml", $".argocd-source-{application}.yaml"];

    /// <summary>A source of a folder.</summary>
    public static EffectiveSource Of(ApplicationSource declared, Checkout checkout, string folder, string application, CancellationToken cancellationToken)
    {
        var merged = declared.Json;
        foreach (var name in Overrides(application))
        {
            if (checkout.Find(Checkout.Combine(folder, name)) is { IsFolder: false } file
                && RepositoryYaml.Read(checkout, file.Path, cancellationToken) is { } patch)
            {
                merged = (JsonObject)Merged(merged, patch)!;
            }
        }

        if (!ReferenceEquals(merged, declared.Json))
        {
            foreach (var field in Kept)
            {
                merged.Remove(field);
                if (declared.Json[field] is { } value)
                {
                    merged[field] = value.DeepClone();
                }
            }
        }

        var source = new ApplicationSource(merged);
        var explicitly = Explicit(source).ToList();
        return explicitly.Count > 1
            ? new EffectiveSource(source, explicitly[0], $"it has settings for several tools: {string.Join(", ", explicitly)}")
            : new EffectiveSource(source, explicitly.Count == 1 ? explicitly[0] : Detected(checkout, folder), null);
    }

    /// <summary>The tools that a source has settings for; empty settings count as none.</summary>
    public static IEnumerable<SourceTool> Explicit(ApplicationSource source)
    {
        (JsonObject? Settings, SourceTool Tool)[] all =
        [
            (source.Directory, SourceTool.Directory),
            (source.Kustomize, SourceTool.Kustomize),
            (source.Helm, SourceTool.Helm),
            (source.Plugin, SourceTool.Plugin),
        ];
        return all.Where(s => s.Settings is { Count: > 0 } || (s.Tool == SourceTool.Plugin && s.Settings is not null)).Select(s => s.Tool);
    }

    // Argo CD goes through the folder in order of names, and the last one wins.
    private static SourceTool Detected(Checkout checkout, string folder) =>
        KustomizationFolder.Names.Any(n => HasFile(checkout, folder, n)) ? SourceTool.Kustomize
            : HasFile(checkout, folder, "Chart.yaml") ? SourceTool.Helm
            : SourceTool.Directory;

    private static bool HasFile(Checkout checkout, string folder, string name) => checkout.Find(Checkout.Combine(folder, name)) is { IsFolder: false };

    // RFC 7396.
    private static JsonNode? Merged(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject fields)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject map ? (JsonObject)map.DeepClone() : [];
        foreach (var (name, value) in fields)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Merged(result[name], value);
            }
        }

        return result;
    }
}

using Automation.Core.Trees;
using Automation.GitOps.Expansion;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Affected;

/// <summary>
/// What the annotation <c>argocd.argoproj.io/manifest-generate-paths</c> leaves out: Argo CD does not refresh the application after a change of such a file.
/// </summary>
public static class RefreshPaths
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "argocd.argoproj.io/manifest-generate-paths";

    private const int MostNamed = 3;

    /// <summary>The warning as a sentence; null where nothing is left out, or there is no annotation.</summary>
    public static string? Warning(Application application, IReadOnlyList<SourceGraph> sources, Checkout own)
    {
        if (application.Content.Metadata.Object("annotations").Text(Annotation) is not { } annotation)
        {
            return null;
        }

        var left = sources.Where(s => s.Checkout == own)
            .SelectMany(s => s.Files.Where(f => f.Checkout == own && !Covers(annotation, s.Source.Path ?? "", f.Path)))
            .Select(f => f.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (left.Count == 0)
        {
            return null;
        }

        var named = string.Join(", ", left.Take(MostNamed)) + (left.Count > MostNamed ? $" and {left.Count - MostNamed} more" : "");
        return $"The annotation manifest-generate-paths leaves out {named}, so Argo CD may not refresh the application when this changes.";
    }

    // ';' separates paths; '/' begins at the root, everything else at the source's folder; a path is a file, a folder, or a pattern of one level.
    private static bool Covers(string annotation, string folder, string file) =>
        annotation.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(written =>
    {
        var path = Plain(written.StartsWith('/') ? written : $"{folder}/{written}");
        return path.Length == 0 || path == file || RepositoryPath.Within(path, file) is not null || new ArgoGlob(path, PatternStyle.Folder).Matches(file);
    });

    private static string Plain(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/').Where(s => s is not ("" or ".")))
        {
            if (segment != "..")
            {
                kept.Add(segment);
            }
            else if (kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return string.Join('/', kept);
    }
}

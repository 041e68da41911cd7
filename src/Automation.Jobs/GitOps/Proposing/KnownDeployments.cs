using System.Text;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>What a GitOps repository has: the services that were generated, by their records, and applications that people wrote.</summary>
/// <param name="tree">The repository.</param>
/// <param name="settings">Its settings.</param>
internal sealed class KnownDeployments(FileTree tree, GitOpsSettings settings)
{
    /// <summary>The largest file that is read.</summary>
    public const long LargestFile = 1024 * 1024;

    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, DeploymentRecord>? _records;
    private IReadOnlyList<string>? _declarations;

    /// <summary>The records of services, by the names of their folders.</summary>
    public IReadOnlyDictionary<string, DeploymentRecord> Records => _records ??= tree.ListBelow(settings.Services)
        .Where(f => IsRecord(f.Path, settings))
        .Select(f => (
            Name: f.Path[(settings.Services.Length + 1)..^(DeploymentRecord.FileName.Length + 1)],
            Record: Text(f.Path) is { } text ? DeploymentRecord.Read(text) : null))
        .Where(f => f.Record is not null)
        .ToDictionary(f => f.Name, f => f.Record!, StringComparer.Ordinal);

    /// <summary>Whether a file is the record of a service.</summary>
    public static bool IsRecord(string path, GitOpsSettings settings) =>
        RepositoryPath.Within(settings.Services, path) is { } within && within.EndsWith($"/{DeploymentRecord.FileName}", StringComparison.Ordinal)
        && within.AsSpan(0, within.Length - DeploymentRecord.FileName.Length - 1).IndexOf('/') < 0;

    /// <summary>The text of a file; null where there is none, or none that can be edited.</summary>
    public string? Text(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
        {
            var source = tree.Read(path, LargestFile) is FileContent.Whole { Bytes: var bytes } ? SourceText.Decode(path, bytes.Span) : null;
            _texts[path] = text = source is { IsExact: true, HasByteOrderMark: false } ? source.Content : null;
        }

        return text;
    }

    /// <summary>Whether there is something at a path, readable or not.</summary>
    public bool Has(string path) => tree.Find(path) is not null;

    /// <summary>The files below the folder of a service.</summary>
    public IEnumerable<string> FilesOf(string service) => tree.ListBelow($"{settings.Services}/{service}").Select(f => f.Path);

    /// <summary>Where people declared an application for a service, or of one of its names; null where nowhere.</summary>
    /// <param name="service">The service.</param>
    /// <param name="names">The names that its applications would have.</param>
    public string? DeclaredBy(DeployedService service, IReadOnlyCollection<string> names)
    {
        var own = service.Annotations.GetValueOrDefault("argocd/app-name");
        byte[][] needles =
        [
            .. names.Append(own).OfType<string>().Append(service.Ref.ToString()).Append(service.KubernetesIdValue).Select(Encoding.UTF8.GetBytes),
        ];
        foreach (var path in Declarations())
        {
            // Few files name the service; only those are parsed.
            if (tree.Read(path, LargestFile) is not FileContent.Whole { Bytes: var bytes } || !Array.Exists(needles, n => bytes.Span.IndexOf(n) >= 0))
            {
                continue;
            }

            var manifests = ManifestFile.Read(SourceText.Decode(path, bytes.Span)).Documents.Select(d => d.Manifest).OfType<Manifest>();
            if (manifests.Any(m => m is { IsOfArgo: true, Kind: "Application" } && IsFor(m)))
            {
                return path;
            }
        }

        return null;

        bool IsFor(Manifest manifest) => names.Contains(manifest.Name ?? "") || (own is not null && manifest.Name == own)
            || TextAt(manifest, "annotations", EntityLabel.Entity) == service.Ref.ToString()
            || TextAt(manifest, "labels", DeployedService.KubernetesId) == service.KubernetesIdValue;
    }

    private static string? TextAt(Manifest manifest, string map, string name) => Manifest.TextOf((manifest.Metadata?[map] as YamlMapping)?[name]);

    private IReadOnlyList<string> Declarations()
    {
        if (_declarations is null)
        {
            var ours = Records.Values.SelectMany(r => r.Files.Keys).ToHashSet(StringComparer.Ordinal);
            _declarations =
            [
                .. tree.ListBelow(settings.Applications).Where(f => f.Kind == FileKind.File && f.Size <= LargestFile).Select(f => f.Path)
                    .Where(p => !ours.Contains(p) && (p.EndsWith(".yaml", StringComparison.Ordinal) || p.EndsWith(".yml", StringComparison.Ordinal))),
            ];
        }

        return _declarations;
    }
}

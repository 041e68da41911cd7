using Automation.Core;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitOps.Proposals;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>The component that a run of a software template has registered, as its descriptor declares it: the catalog does not have it yet.</summary>
public static class ScaffoldedService
{
    /// <summary>Finds it; null where the run registered no component of a repository.</summary>
    /// <param name="report">The run.</param>
    /// <param name="workspace">The files that it made.</param>
    /// <param name="host">The host of GitHub's pages.</param>
    public static DeployedService? Find(ScaffoldReport report, Workspace? workspace, string host) =>
        report is { Error: null, IsDryRun: false, Entity: { } named } && RepositoryName.Parse(report.Repository) is { } repository
        && EntityRef.TryParse(named, null, EntityRef.DefaultNamespace, out var entity, out _) && entity!.Kind == "component"
        && workspace?.Entries.Where(e => IsYaml(e.Key)).Select(e => e.Value).OfType<WorkspaceEntry.File>()
            .SelectMany(f => Documents(f)).FirstOrDefault(d => IsOf(d, entity)) is { } document
            ? Of(entity, document, repository, host)
            : null;

    private static DeployedService Of(EntityRef entity, YamlMapping document, RepositoryName repository, string host)
    {
        var spec = document["spec"] as YamlMapping;
        return new DeployedService(entity)
        {
            Owner = Ref(spec, "owner", "group", entity.Namespace),
            System = Ref(spec, "system", "system", entity.Namespace),
            Type = Text(spec, "type") ?? "",
            Repository = new Uri($"https://{host}/{repository}"),

            // The name of a repository on GitHub as a source of a catalog.
            Source = repository.Name,
            Annotations = ((document["metadata"] as YamlMapping)?["annotations"] as YamlMapping)?.Entries
                .Where(e => e.Value is YamlScalar { Type: YamlType.String })
                .ToDictionary(e => e.Key, e => ((YamlScalar)e.Value).Text, StringComparer.Ordinal) ?? new(StringComparer.Ordinal),
            IsAwaited = true,
        };
    }

    private static IEnumerable<YamlMapping> Documents(WorkspaceEntry.File file) =>
        YamlFile.Read(SourceText.Decode("", file.Bytes.Span), YamlLimits.Descriptor).Documents
            .Where(d => d.Problems.Count == 0).Select(d => d.Root).OfType<YamlMapping>();

    private static bool IsOf(YamlMapping document, EntityRef entity) =>
        document["metadata"] is YamlMapping metadata && Text(document, "kind") is { } kind && Text(metadata, "name") is { } name
        && new EntityRef(kind, Text(metadata, "namespace") ?? EntityRef.DefaultNamespace, name).Equals(entity);

    private static EntityRef? Ref(YamlMapping? spec, string field, string kind, string @namespace) =>
        Text(spec, field) is { } text && EntityRef.TryParse(text, kind, @namespace, out var reference, out _) ? reference : null;

    private static string? Text(YamlMapping? mapping, string key) => mapping?[key] is YamlScalar { Text.Length: > 0 } scalar ? scalar.Text : null;

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
}

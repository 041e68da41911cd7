using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>The applications that files of a repository declare, and the templates of its ApplicationSets: enough to know which charts are needed.</summary>
public static class DeclaredApplications
{
    private const long LargestFile = 5L << 20;

    /// <summary>All of them, in the order of their files.</summary>
    public static IReadOnlyList<Application> In(Checkout repository, CancellationToken cancellationToken) =>
        [
            .. repository.Below("").Where(e => e.Kind == FileKind.File && IsYaml(e.Path))
                .SelectMany(e => OfFile(repository, e.Path, cancellationToken)),
        ];

    private static IEnumerable<Application> OfFile(Checkout repository, string path, CancellationToken cancellationToken) =>
        repository.Read(path, LargestFile, cancellationToken) is { } bytes && bytes.Span.IndexOf("argoproj.io/"u8) >= 0
            ? RepositoryYaml.All(repository, path, cancellationToken).Select(Of).OfType<Application>()
            : [];

    private static Application? Of(JsonObject root) => new KubernetesObject(root) switch
    {
        { ApiVersion: Application.ApiVersion, Kind: "Application" } one => new Application(one),
        { ApiVersion: Application.ApiVersion, Kind: "ApplicationSet" } set when new ApplicationSet(set).Template is { } template =>
            new Application(new KubernetesObject((JsonObject)template.DeepClone())),
        _ => null,
    };

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
}

using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Secrets;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Rendering;

/// <summary>
/// Renders applications of one revision as Argo CD would (its repo-server): each source with its tool, then namespaces, duplicates and order. What it cannot
/// render or decide is in the result. Safe to use side by side.
/// </summary>
/// <param name="graph">The files that applications read.</param>
/// <param name="settings">What the repository says about clusters and Argo CD.</param>
/// <param name="scopes">Which kinds are in a namespace.</param>
/// <param name="charts">Charts of chart repositories; null if no folder is given.</param>
/// <param name="tools">The tools.</param>
public sealed class ApplicationRenderer(FileGraph graph, GitOpsSettings settings, ObjectScopes scopes, ChartStore? charts, IRenderTools tools)
{
    /// <summary>Renders one; a source that cannot be rendered does not stop the others.</summary>
    public RenderedApplication Render(Application application, CancellationToken cancellationToken)
    {
        var (objects, notRendered, undecided) = (new List<KubernetesObject>(), new List<NotRendered>(), new List<string>());
        foreach (var files in graph.FilesOf(application, cancellationToken).Where(f => f.Tool != SourceTool.None))
        {
            var rendering = new SourceRendering(application, files, graph.Checkouts, settings, FactsOf(application), charts, tools, cancellationToken);
            switch (rendering.Run())
            {
                case SourceOutcome.Rendered rendered:
                    objects.AddRange(rendered.Objects);
                    undecided.AddRange(rendering.Undecided);
                    break;
                case SourceOutcome.Refused refused:
                    notRendered.AddRange(refused.Reasons.Select(r => new NotRendered(NameOf(files.Source), r)));
                    break;
                default:
                    throw new InvalidOperationException("A source is rendered or refused.");
            }
        }

        var result = ApplicationObjects.Of(application, objects, scopes);
        return result with
        {
            NotRendered = notRendered,
            Secrets = new Lazy<SecretTexts>(() => SecretsOf(application, result)),
            Undecided = [.. undecided.Concat(result.Undecided).Distinct(StringComparer.Ordinal)],
        };
    }

    private SecretTexts SecretsOf(Application application, RenderedApplication rendered)
    {
        var secrets = new SecretTexts();
        foreach (var files in graph.FilesOf(application, CancellationToken.None))
        {
            secrets.Take(files, CancellationToken.None);
        }

        secrets.Take(rendered.Objects.Select(o => o.Object).Append(application.Content), CancellationToken.None);
        secrets.Leave(rendered.Objects.Select(o => o.Object.Name));
        return secrets;
    }

    /// <summary>A source as people name it.</summary>
    public static string NameOf(ApplicationSource source) =>
        source.Chart is { } chart ? $"chart {chart} {source.TargetRevision} of {source.RepoUrl}" : source.Path ?? source.RepoUrl;

    private ClusterFacts? FactsOf(Application application) =>
        application.Destination.Name is { } name ? settings.Clusters.GetValueOrDefault(name)
            : settings.Clusters.Values.FirstOrDefault(c => c.Server is not null && c.Server == application.Destination.Server);
}

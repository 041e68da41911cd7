using System.Text.Json.Nodes;
using Automation.Core.Markdown;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Copies the pinned versions of a service from one environment to another: images of Kustomize and of values, and revisions of sources.</summary>
/// <param name="run">The run.</param>
/// <param name="service">The service.</param>
/// <param name="record">What was generated for it.</param>
/// <param name="from">The environment whose versions are copied.</param>
/// <param name="to">The environment that gets them.</param>
internal sealed class PromotionPlan(ProposalRun run, DeployedService service, DeploymentRecord record, DeploymentEnvironment from, DeploymentEnvironment to)
{
    private static readonly string[] ImageFields = ["newName", "newTag", "digest"];
    private static readonly string[] ValueFields = ["repository", "tag", "digest"];

    private readonly SortedDictionary<string, string?> _changes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Before, string After)> _versions = new(StringComparer.Ordinal);

    /// <summary>The branch of the pull request: one for each environment and service.</summary>
    public static string BranchOf(string environment, string service) => $"automation/gitops/promote/{DnsLabel.Of(environment)}/{service}";

    /// <summary>The change.</summary>
    public PlannedChange Make()
    {
        Kustomization();
        Values();
        Sources();
        var report = new ProposalReport(service.Ref.ToString(), service.Name, ProposalAction.Promote)
        {
            Owner = service.Owner?.ToString(),
            System = service.System?.ToString(),
            RequestedBy = run.Input.RequestedBy,
            Request = $"promotion {Uri.EscapeDataString(from.Name)} {Uri.EscapeDataString(to.Name)}",
            Topology = run.Arrangement(),
        };
        if (_changes.Count == 0)
        {
            return new PlannedChange(report with { State = ProposalState.Current, Detail = $"{to.Name} has the versions of {from.Name}." })
            {
                Branch = BranchOf(to.Name, service.Name),
            };
        }

        var (before, after) = (string.Join(", ", _versions.Values.Select(v => v.Before)), string.Join(", ", _versions.Values.Select(v => v.After)));
        return new PlannedChange(report with
        {
            State = ProposalState.Planned,
            Why = $"The versions that {MarkdownText.Code(from.Name)} has are promoted to {MarkdownText.Code(to.Name)}: "
                + string.Join(", ", _versions.Select(Moved)) + ".",
            Applications =
            [
                .. record.Applications.Where(a => a.Environment == to.Name)
                    .Select(a => new ProposedApplication(a.Name, a.Environment, a.Cluster, a.Namespace, a.Project) { Before = before, After = after }),
            ],
            Files = [.. ServicePlan.Listed(_changes, run)],
            Merge = ProposalRun.MergeSentence(to.Merge, to.Name),
            Rollback = $"Revert the merge: {to.Name} then has {before} again.",
            Intent = ProposalRun.IntentOf(ProposalAction.Promote, _versions.Select(v => KeyValuePair.Create($"{to.Name} {v.Key}", v.Value.After))),
        })
        {
            Files = _changes,
            Manifests = [.. record.Applications.Where(a => a.Environment == to.Name).Select(a => a.File).Distinct(StringComparer.Ordinal)],
            Branch = BranchOf(to.Name, service.Name),
            Merge = to.Merge,
            Labels = ["gitops", "gitops/promote", $"env/{to.Name}"],
        };
    }

    private static string Moved(KeyValuePair<string, (string Before, string After)> version) =>
        $"{MarkdownText.Code(version.Key)} from {MarkdownText.Code(version.Value.Before)} to {MarkdownText.Code(version.Value.After)}";

    private string PathOf(DeploymentEnvironment environment, string file) => $"{run.Generate.FolderOf(service.Name)}/overlays/{environment.Name}/{file}";

    private ObjectEdit? Edit(string path, Func<KubernetesObject, bool>? isMeant = null) =>
        (_changes.GetValueOrDefault(path) ?? run.Known.Text(path)) is { } text ? ObjectEdit.Find(text, isMeant ?? (_ => true)) : null;

    private void Kustomization()
    {
        var path = PathOf(to, "kustomization.yaml");
        foreach (var image in Edit(PathOf(from, "kustomization.yaml"))?.Json.Objects("images") ?? [])
        {
            if (image.Text("name") is not { } name || Edit(path) is not { } edit || edit.Json["images"] is not JsonArray images
                || images.ToList().FindIndex(i => (i as JsonObject).Text("name") == name) is not (>= 0 and var index))
            {
                continue;
            }

            var copied = images[index]!.DeepClone().AsObject();
            Copy(ImageFields, image, copied);
            if (!JsonNode.DeepEquals(copied, images[index]))
            {
                _versions[name] = (Version(images[index]!.AsObject(), "newTag"), Version(copied, "newTag"));
                _changes[path] = Written(edit, ["images", $"{index}"], images[index]!.AsObject(), copied);
            }
        }
    }

    // The convention of charts: image.repository, image.tag, image.digest.
    private void Values()
    {
        var path = PathOf(to, "values.yaml");
        if (Edit(PathOf(from, "values.yaml"))?.Json.Object("image") is { } image && Edit(path) is { } edit && edit.Json.Object("image") is { } present)
        {
            var copied = present.DeepClone().AsObject();
            Copy(ValueFields, image, copied);
            if (!JsonNode.DeepEquals(copied, present))
            {
                _versions[present.Text("repository") ?? "image"] = (Version(present, "tag"), Version(copied, "tag"));
                _changes[path] = Written(edit, ["image"], present, copied);
            }
        }
    }

    // A source is the same one where it names the same repository, and the same chart or a path.
    private void Sources()
    {
        var pinned = Files(from).SelectMany(SourcesOf).Where(s => IsPinned(s.Source)).ToList();
        foreach (var (file, name) in Files(to))
        {
            foreach (var (path, source) in SourcesOf((file, name)))
            {
                if (pinned.Find(p => p.Source.RepoUrl == source.RepoUrl && p.Source.Chart == source.Chart).Source is { } other
                    && other.TargetRevision != source.TargetRevision && Edit(file, o => IsNamed(o, name)) is { } edit)
                {
                    _versions[source.Chart ?? source.RepoUrl] = (source.TargetRevision.Length == 0 ? "HEAD" : source.TargetRevision, other.TargetRevision);
                    _changes[file] = edit.With([.. path, "targetRevision"], other.TargetRevision);
                }
            }
        }
    }

    private IEnumerable<(string File, string Name)> Files(DeploymentEnvironment environment) =>
        record.Applications.Where(a => a.Environment == environment.Name && a.Set is null).Select(a => (a.File, a.Name));

    private List<(string[] Path, ApplicationSource Source)> SourcesOf((string File, string Name) application)
    {
        if (Edit(application.File, o => IsNamed(o, application.Name)) is not { Json: var json })
        {
            return [];
        }

        var several = json.Object("spec").Objects("sources").Select((s, i) => ((string[])["spec", "sources", $"{i}"], new ApplicationSource(s))).ToList();
        return several.Count > 0 ? several : json.Object("spec").Object("source") is { } one ? [(["spec", "source"], new ApplicationSource(one))] : [];
    }

    private static bool IsNamed(KubernetesObject value, string name) => value.Kind == "Application" && value.Name == name;

    private static bool IsPinned(ApplicationSource source) => source.TargetRevision is not ("" or "HEAD");

    private static void Copy(string[] fields, JsonObject from, JsonObject to)
    {
        foreach (var field in fields)
        {
            to.Remove(field, out var old);
            if (from[field] is { } value)
            {
                to[field] = value.DeepClone();
            }
        }
    }

    private static string Version(JsonObject image, string tag) => image.Text("digest") ?? image.Text(tag) ?? "none";

    // Field by field where the fields are the same, so that the rest of the file stays as it is.
    private static string Written(ObjectEdit edit, string[] path, JsonObject before, JsonObject after)
    {
        if (!before.Select(f => f.Key).ToHashSet(StringComparer.Ordinal).SetEquals(after.Select(f => f.Key)))
        {
            return edit.With(path, after);
        }

        var text = edit.Text;
        foreach (var (field, value) in after.Where(f => !JsonNode.DeepEquals(before[f.Key], f.Value)))
        {
            text = (ObjectEdit.Find(text, _ => true) ?? edit).With([.. path, field], value!);
        }

        return text;
    }
}

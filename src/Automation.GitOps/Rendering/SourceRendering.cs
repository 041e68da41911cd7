using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Secrets;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Rendering;

/// <summary>The rendering of one source of an application.</summary>
internal sealed class SourceRendering(
    Application application,
    SourceGraph files,
    Checkouts checkouts,
    GitOpsSettings settings,
    ClusterFacts? facts,
    ChartStore? charts,
    IRenderTools tools,
    CancellationToken cancellationToken)
{
    private const string ChartFolderName = ".chart";
    private const string OwnValues = ".values.yaml";

    private readonly List<string> _undecided = [];
    private ChartUses _uses = new();

    /// <summary>What it asks for that nothing declares, as sentences.</summary>
    public IReadOnlyList<string> Undecided => _undecided;

    /// <summary>Renders it.</summary>
    public SourceOutcome Run() => files.Refused.Count > 0 ? new SourceOutcome.Refused(files.Refused) : files.Tool switch
    {
        SourceTool.Directory => OfFolder(),
        SourceTool.Kustomize => OfKustomization(),
        SourceTool.Helm when files.Checkout is null => OfFetchedChart(),
        SourceTool.Helm => OfChart(),
        _ => Refused("it has a tool that is not known here"),
    };

    private static SourceOutcome.Refused Refused(string reason) => new([reason]);

    private SourceOutcome OfFolder()
    {
        var objects = new List<KubernetesObject>();
        foreach (var (path, found) in ManifestFiles.Of(files.Source.Directory).In(files.Checkout!, files.Folder))
        {
            if (files.Checkout!.Read(found.Path, ManifestFiles.LargestFile, cancellationToken) is not { } bytes)
            {
                return Refused($"{found.Path} cannot be read, or is larger than {ManifestFiles.LargestFile >> 20} MiB");
            }

            if (bytes.Span.IndexOf(ManifestFiles.SkipMarker) >= 0)
            {
                continue;
            }

            var read = path.EndsWith(".json", StringComparison.Ordinal)
                ? RenderedManifests.Json(bytes)
                : RenderedManifests.Yaml(SourceText.Decode(found.Path, bytes.Span), cancellationToken);
            if (read.Fault is { } fault && ManifestFiles.LooksLikeManifest(bytes.Span))
            {
                return Refused($"{found.Path} cannot be read as Argo CD reads it: {fault}");
            }

            objects.AddRange(read.Objects);
        }

        return new SourceOutcome.Rendered(objects);
    }

    private SourceOutcome OfKustomization()
    {
        var scratch = new ScratchFiles(checkouts.Own);
        scratch.Add(files.Files, cancellationToken);
        foreach (var chart in files.Fetched)
        {
            if (RepositoryPath.Resolved(chart.Folder) is not { } folder || charts?.Unpacked(chart.Name, chart.Version ?? "") is not { } unpacked)
            {
                return Refused(Absent(chart.Name, chart.Version ?? "", chart.Repository ?? ""));
            }

            Unpack(scratch, scratch.PathOf(files.Checkout!, folder), unpacked);
        }

        if (Edit(scratch) is { } refused)
        {
            return Refused(refused);
        }

        var arguments = new List<string> { $"./{scratch.PathOf(files.Checkout!, files.Folder)}" };
        arguments.AddRange(settings.KustomizeOptions);
        if (settings.KustomizeOptions.Contains(KustomizeOption.EnableHelm, StringComparer.Ordinal))
        {
            AddFacts(arguments);
        }

        NameUndecided(files.Source.Kustomize, ChartUsesOf());
        return Call(scratch, RenderTool.Kustomize, arguments);
    }

    private void AddFacts(List<string> arguments)
    {
        if ((files.Source.Kustomize.Text("kubeVersion") ?? facts?.KubernetesVersion) is { } version)
        {
            arguments.Add($"--helm-kube-version={version}");
        }

        var declared = files.Source.Kustomize.Texts("apiVersions").ToList();
        foreach (var api in declared.Count > 0 ? declared : facts?.ApiVersions ?? [])
        {
            arguments.Add($"--helm-api-versions={api}");
        }
    }

    // Writes what the Application adds to the kustomization into the copy; why Argo CD would refuse it, or null.
    private string? Edit(ScratchFiles scratch)
    {
        if (files.Source.Kustomize is not { Count: > 0 } changes
            || KustomizationFolder.Names.Select(n => files.Checkout!.Find(Checkout.Combine(files.Folder, n))).FirstOrDefault(f => f is { IsFolder: false })
                is not { } file
            || RepositoryYaml.Read(files.Checkout!, file.Path, cancellationToken) is not { } kustomization)
        {
            return null;
        }

        var edits = new KustomizeEdits(kustomization, changes, BuildEnvironment.Of(application, files.Source));
        var refused = edits.Run(c => files.Checkout!.Find(Checkout.Combine(files.Folder, c)) is { IsFolder: true });
        scratch.Put(scratch.PathOf(files.Checkout!, file.Path), Encoding.UTF8.GetBytes(kustomization.ToJsonString()));
        return refused;
    }

    private SourceOutcome OfChart()
    {
        var scratch = new ScratchFiles(checkouts.Own);
        scratch.Add(files.Files, cancellationToken);
        var chart = scratch.PathOf(files.Checkout!, files.Folder);
        foreach (var dependency in files.Charts[0].Missing)
        {
            if (dependency.Local is { } local)
            {
                CopyLocal(scratch, local.Path, $"{chart}/charts/{dependency.Name}");
            }
            else if (charts?.Packed(dependency.Name, dependency.Version) is { } packed)
            {
                scratch.Put($"{chart}/charts/{ChartStore.FileName(dependency.Name, dependency.Version)}", packed);
                _uses = _uses.And(ChartUses.Of(dependency.Name + ".tgz", packed));
            }
            else if (dependency.Repository.Length > 0)
            {
                return Refused(Absent(dependency.Name, dependency.Version, dependency.Repository));
            }
        }

        return Template(scratch, chart);
    }

    private SourceOutcome OfFetchedChart()
    {
        var (chart, version) = (files.Source.Chart!, files.Source.TargetRevision);
        if (charts?.Unpacked(chart, version) is not { } unpacked)
        {
            return Refused(Absent(chart, version, files.Source.RepoUrl));
        }

        var scratch = new ScratchFiles(checkouts.Own);
        scratch.Add(files.Files, cancellationToken);
        Unpack(scratch, ChartFolderName, unpacked);
        foreach (var missing in files.ValueFiles.Concat(files.FileParameters.Select(p => p.Value)).Where(v => v.Checkout is null
            && !unpacked.ContainsKey(v.Path)))
        {
            if (!files.Source.Helm.IsTrue("ignoreMissingValueFiles"))
            {
                return Refused($"its value file {Quoted.Of(missing.Path)} is not in the chart");
            }
        }

        return Template(scratch, ChartFolderName);
    }

    private SourceOutcome Template(ScratchFiles scratch, string chart)
    {
        var values = files.ValueFiles.Where(v => v.Checkout is not null || charts!.Unpacked(files.Source.Chart!,
            files.Source.TargetRevision)!.ContainsKey(v.Path))
            .Select(v => InScratch(scratch, v)).ToList();
        if (HelmArguments.Values(files.Source) is { } own)
        {
            scratch.Put(OwnValues, own);
            values.Add(OwnValues);
        }

        var parameters = files.FileParameters.Select(p => KeyValuePair.Create(p.Key, InScratch(scratch, p.Value)));
        NameUndecided(files.Source.Helm, ChartUsesOf());
        return Call(scratch, RenderTool.Helm, [$"./{chart}", .. HelmArguments.Of(application, files.Source, values, parameters, facts)]);
    }

    private static string InScratch(ScratchFiles scratch, ValueFile file) =>
        $"./{(file.Checkout is null ? $"{ChartFolderName}/{file.Path}" : scratch.PathOf(file.Checkout, file.Path))}";

    private SourceOutcome Call(ScratchFiles scratch, RenderTool tool, IReadOnlyList<string> arguments)
    {
        if (scratch.Fault is { } fault)
        {
            return Refused(fault);
        }

        return tools.Run(scratch.Run(tool, arguments), cancellationToken) switch
        {
            ToolOutcome.Rendered rendered => RenderedManifests.Yaml(SourceText.Of("", rendered.Text), cancellationToken) switch
            {
                { Fault: { } other } => Refused($"{NameOf(tool)} wrote something else than manifests: {other}"),
                var read => new SourceOutcome.Rendered(read.Objects),
            },
            ToolOutcome.Failed failed => Refused($"{NameOf(tool)} refuses it: {Covered(failed.Message)}"),
            ToolOutcome.Stopped stopped => Refused($"{NameOf(tool)} was stopped at the limit of {stopped.Limit}"),
            ToolOutcome.Absent absent => Refused(absent.Reason),
            _ => Refused("it was not rendered"),
        };
    }

    private string Covered(string message)
    {
        var secrets = new SecretTexts();
        secrets.Take(files, cancellationToken);
        return secrets.CoverSentence(message);
    }

    private static string NameOf(RenderTool tool) => tool == RenderTool.Helm ? "Helm" : "Kustomize";

    // A chart in the same repository, as 'helm dependency build' packs it.
    private void CopyLocal(ScratchFiles scratch, string folder, string into)
    {
        foreach (var (path, found) in FileSet.Below(files.Checkout!, folder))
        {
            if (files.Checkout!.Read(found.Path, ManifestFiles.LargestFile, cancellationToken) is { } bytes)
            {
                scratch.Put($"{into}/{path}", bytes);
            }
        }
    }

    private void Unpack(ScratchFiles scratch, string folder, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> unpacked)
    {
        foreach (var (path, bytes) in unpacked)
        {
            scratch.Put($"{folder}/{path}", bytes);
            _uses = _uses.And(ChartUses.Of(path, bytes));
        }
    }

    private string Absent(string chart, string version, string repository) =>
        $"the chart {chart} {version} of {VisibleText.Of(repository, 200)} is not in the repository"
            + (charts is null ? ": give a folder with it (--charts), which 'gitops fetch-charts' fills"
                : ", nor in the folder of --charts: run 'gitops fetch-charts'");

    private ChartUses ChartUsesOf() => files.Charts.Aggregate(_uses, (all, chart) => all.And(chart.Uses));

    private void NameUndecided(JsonObject? tool, ChartUses uses)
    {
        var cluster = application.Destination.Cluster is { Length: > 0 } name ? $"the cluster {name}" : "its cluster";
        if (uses.Lookup is { } lookup)
        {
            _undecided.Add($"{lookup} uses 'lookup', which finds nothing without the cluster");
        }

        if (uses.ApiVersions is { } api && facts?.ApiVersions is not { Count: > 0 } && !tool.Texts("apiVersions").Any())
        {
            _undecided.Add($"{api} asks which API versions there are, and {GitOpsSettings.Path} declares none for {cluster}");
        }

        if (uses.KubernetesVersion is { } version && facts?.KubernetesVersion is null && tool.Text("kubeVersion") is null)
        {
            _undecided.Add($"{version} asks for the version of Kubernetes, and {GitOpsSettings.Path} declares none for {cluster}");
        }
    }
}

/// <summary>How the rendering of a source ended.</summary>
internal abstract record SourceOutcome
{
    private SourceOutcome()
    {
    }

    /// <summary>It has these objects.</summary>
    public sealed record Rendered(IReadOnlyList<KubernetesObject> Objects) : SourceOutcome;

    /// <summary>It could not be rendered.</summary>
    /// <param name="Reasons">Why, as parts of sentences.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : SourceOutcome;
}

using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Proposals;
using Automation.Reporting.Model;
using Automation.Templates.Updating;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Brings a service into the GitOps repository, or its files to what the catalog and the settings now say. What people changed stays.</summary>
internal sealed class ServicePlan(ProposalRun run, DeployedService service)
{
    private readonly SortedDictionary<string, string?> _changes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProposedFile> _kept = new(StringComparer.Ordinal);

    /// <summary>The change; its state is <see cref="ProposalState.Current"/> where nothing differs.</summary>
    public PlannedChange Make(CancellationToken cancellationToken)
    {
        var record = run.Known.Records.GetValueOrDefault(service.Name);
        var action = record is null ? ProposalAction.Onboard : ProposalAction.Update;
        var report = new ProposalReport(service.Ref.ToString(), service.Name, action)
        {
            Owner = service.Owner?.ToString(),
            System = service.System?.ToString(),
            RequestedBy = run.Input.RequestedBy,
            Request = service.IsAwaited ? "registration" : "",
            Topology = run.Arrangement(),
        };
        if (service.IsOptedOut)
        {
            return new PlannedChange(report with
            {
                State = ProposalState.OptedOut,
                Detail = $"The component has the annotation {DeployedService.OptOut}: \"false\".",
            });
        }

        if (Taken(record) is { } taken)
        {
            return new PlannedChange(report with { State = taken.State, Detail = taken.Detail });
        }

        GeneratedDeployment generated;
        try
        {
            generated = run.Generate.Run(service, cancellationToken);
        }
        catch (DeploymentTemplateException exception)
        {
            return new PlannedChange(report with { State = ProposalState.Refused, Detail = exception.Message });
        }

        if (record is null && Declared(generated) is { } declared)
        {
            return new PlannedChange(report with { State = declared.State, Detail = declared.Detail });
        }

        OwnFiles(generated, record);
        SharedFiles(generated, record);
        Codeowners(cancellationToken);
        if (_changes.Count == 0)
        {
            return new PlannedChange(report with { State = ProposalState.Current, Files = [.. _kept.Values] });
        }

        return Planned(report, generated, record);
    }

    // Why the folder of the service cannot be used: it belongs to another service, or people made it.
    private (ProposalState State, string Detail)? Taken(DeploymentRecord? record) =>
        record is not null && record.Entity != service.Ref
            ? (
                ProposalState.Refused,
                $"The folder '{run.Generate.FolderOf(service.Name)}' belongs to {record.Entity}, whose name is the same in a cluster: rename one.")
        : record is null && run.Known.Has(run.Generate.FolderOf(service.Name))
            ? (ProposalState.OptedOut, $"'{run.Generate.FolderOf(service.Name)}' was made by people: it has no {DeploymentRecord.FileName}.")
        : null;

    private (ProposalState State, string Detail)? Declared(GeneratedDeployment generated)
    {
        var names = generated.Applications.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var other = run.Known.Records.Values.FirstOrDefault(r => r.Entity != service.Ref && r.Applications.Any(a => names.Contains(a.Name)));
        return other is not null
            ? (ProposalState.Refused, $"{other.Entity} has an application of the same name: rename the component, an environment or a cluster.")
            : run.Known.DeclaredBy(service, names) is { } file ? (ProposalState.OptedOut, $"'{file}' declares an application for it already.")
            : null;
    }

    private void OwnFiles(GeneratedDeployment generated, DeploymentRecord? record)
    {
        foreach (var (path, text) in generated.Files)
        {
            OwnFile(path, text, record?.Files.GetValueOrDefault(path));
        }

        foreach (var (path, id) in record?.Files.Where(f => !generated.Files.ContainsKey(f.Key)) ?? [])
        {
            if (run.Known.Text(path) is { } present)
            {
                if (BlobId.Of(present) == id)
                {
                    _changes[path] = null;
                }
                else
                {
                    Keep(path, "It is no longer generated, and people changed it: delete it if nothing needs it.");
                }
            }
        }

        var written = generated.Record.Write();
        if (run.Known.Text(generated.RecordPath) != written)
        {
            _changes[generated.RecordPath] = written;
        }
    }

    private void OwnFile(string path, string text, string? recorded)
    {
        var present = run.Known.Text(path);
        if (present == text || recorded == BlobId.Of(text))
        {
            // Generated as before: what people made of it since stays, also where they deleted it.
            return;
        }

        if (present is null && (run.Known.Has(path) || recorded is not null))
        {
            Keep(path, recorded is null ? "There is something of this name that cannot be read." : "People deleted it.");
        }
        else if (present is null || BlobId.Of(present) == recorded)
        {
            _changes[path] = text;
        }
        else if (recorded is not null && run.Input.ObjectAt(recorded) is { } before && LineMerge.Of(before, present, text).Text is { } merged)
        {
            if (merged != present)
            {
                _changes[path] = merged;
            }
        }
        else
        {
            Keep(path, "People and the template changed the same lines: compare the two by hand.");
        }
    }

    private void Keep(string path, string reason) => _kept[path] = new ProposedFile(path, FileAction.Kept, reason);

    private void SharedFiles(GeneratedDeployment generated, DeploymentRecord? record)
    {
        foreach (var (path, text) in run.Generate.Share(generated, run.Known.Text))
        {
            _changes[path] = text;
        }

        var kept = generated.Record.Applications.Concat(OthersOf(run, service.Name)).ToList();
        foreach (var (path, text) in GenerateDeployment.Unshare(record?.Applications ?? [], kept, Present))
        {
            _changes[path] = text;
        }

        string? Present(string path) => _changes.TryGetValue(path, out var changed) ? changed : run.Known.Text(path);
    }

    /// <summary>The applications of all other services.</summary>
    public static IEnumerable<RecordedApplication> OthersOf(ProposalRun run, string service) =>
        run.Known.Records.Where(r => r.Key != service).SelectMany(r => r.Value.Applications);

    private void Codeowners(CancellationToken cancellationToken)
    {
        if (service.Owner is { } owner && run.HandleOf(owner) is { } handle
            && CodeownersEntry.Change(run.Input.Tree, run.Generate.FolderOf(service.Name), handle, cancellationToken) is var (path, text))
        {
            _changes[path] = text;
        }
    }

    private PlannedChange Planned(ProposalReport report, GeneratedDeployment generated, DeploymentRecord? record)
    {
        var strictest = run.Settings.Environments.MaxBy(e => e.Merge)!;
        var removed = record?.Applications.Where(a => generated.Applications.All(g => g.Name != a.Name)).ToList() ?? [];
        var why = Why(record, generated.Record);
        return new PlannedChange(report with
        {
            State = ProposalState.Planned,
            Why = why,
            Applications = [.. generated.Applications.Select(a => Row(a, record)), .. removed.Select(RemovalPlan.Row)],
            Files = [.. Listed(_changes, run), .. _kept.Values],
            Deletions = [.. removed.Select(RemovalPlan.Effect)],
            Notes = generated.Notes,
            Merge = ProposalRun.MergeSentence(strictest.Merge, strictest.Name),
            Rollback = record is null
                ? "Revert the merge. Argo CD then deletes the applications; where an environment prunes, their workload too."
                : "Revert the merge: Argo CD then applies what was there before.",
            Intent = ProposalRun.IntentOf(report.Action, generated.Files),
        })
        {
            Files = _changes,
            Manifests = [.. generated.Applications.Select(a => a.File).Concat(removed.Select(a => a.File)).Distinct(StringComparer.Ordinal)],
            Branch = ProposalRun.BranchOf(service.Name),
            Merge = strictest.Merge,
            Labels = ["gitops", record is null ? "gitops/onboard" : "gitops/update", .. run.Settings.Environments.Select(e => $"env/{e.Name}")],
            IsRerendering = record is not null && record.Owner == generated.Record.Owner && record.System == generated.Record.System,
        };
    }

    private static ProposedApplication Row(PlannedApplication planned, DeploymentRecord? record) =>
        new(planned.Name, planned.Environment.Name, planned.Cluster, planned.Namespace, planned.Project)
        {
            Before = record?.Applications.Any(a => a.Name == planned.Name) == true ? "HEAD" : null,
            After = "HEAD",
        };

    private string Why(DeploymentRecord? before, DeploymentRecord after)
    {
        if (service.IsAwaited)
        {
            return $"A software template made the {MarkdownText.Plain(service.Type)} {MarkdownText.Code(service.Ref.ToString())}. The catalog has it when its "
                + "registration is merged.";
        }

        if (before is null)
        {
            return $"The catalog has the {MarkdownText.Plain(service.Type)} {MarkdownText.Code(service.Ref.ToString())}, and no application deploys it.";
        }

        var reasons = new List<string>();
        Moved("owner", before.Owner, after.Owner);
        Moved("system", before.System, after.System);
        if (before.Template != after.Template)
        {
            reasons.Add($"the deployment template changed ({MarkdownText.Code(before.Template)} to {MarkdownText.Code(after.Template)})");
        }

        if (!before.Applications.SequenceEqual(after.Applications))
        {
            reasons.Add("its environments, clusters or projects are declared otherwise");
        }

        return reasons.Count == 0 ? "What is generated for it differs from what was generated before." : Sentence(string.Join(", and ", reasons));

        void Moved(string what, string? from, string? to)
        {
            if (from != to)
            {
                reasons.Add($"its {what} changed from {MarkdownText.Code(from ?? "none")} to {MarkdownText.Code(to ?? "none")}");
            }
        }

        static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    /// <summary>The files of a change, for people.</summary>
    public static IEnumerable<ProposedFile> Listed(IEnumerable<KeyValuePair<string, string?>> changes, ProposalRun run) => changes.Select(c => new ProposedFile(
        VisibleText.Of(c.Key), c.Value is null ? FileAction.Deleted : run.Known.Has(c.Key) ? FileAction.Changed : FileAction.Added));
}

using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Trees;
using Automation.GitOps.Proposals;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Compares the catalog with the GitOps repository, and plans a change for every component that needs one. Changes nothing.</summary>
/// <param name="input">What the plans are made from.</param>
public sealed class PlanDeployments(ProposalInput input)
{
    private readonly ProposalRun _run = new(input);

    /// <summary>Why nothing can be proposed: a sentence; null where something can.</summary>
    public string? Incomplete => _run.Generate.Incomplete;

    /// <summary>Notes about the run as a whole.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>How many services need no change.</summary>
    public int Current { get; private set; }

    /// <summary>A change for every service of the catalog and of the repository that needs one, by ref, and those that cannot be made.</summary>
    public IReadOnlyList<PlannedChange> All(CancellationToken cancellationToken)
    {
        var services = _run.Services.All(cancellationToken).ToList();
        var plans = services.Select(s => Finished(new ServicePlan(_run, s).Make(cancellationToken), cancellationToken)).ToList();

        // Two new services whose names are the same in a cluster would write the same files.
        foreach (var same in services.Zip(plans).GroupBy(p => p.First.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            foreach (var (service, plan) in same.Where(p => p.Second.Report is { State: ProposalState.Planned, Action: ProposalAction.Onboard }))
            {
                var others = string.Join(", ", same.Select(o => o.First.Ref).Where(r => r != service.Ref));
                plans[plans.IndexOf(plan)] = new PlannedChange(plan.Report with
                {
                    State = ProposalState.Refused,
                    Detail = $"In a cluster it would have the name of {others}: rename one.",
                });
            }
        }

        plans.AddRange(Removals(cancellationToken));
        Current = plans.Count(p => p.Report.State == ProposalState.Current);
        return [.. plans.Where(p => p.Report.State != ProposalState.Current).OrderBy(p => p.Report.Entity, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The same, each on top of the ones before it: for a checkout, into which all are written. Pull requests are made side by side, each for itself.
    /// </summary>
    public IEnumerable<PlannedChange> AllOnTop(CancellationToken cancellationToken)
    {
        var tree = input.Tree;
        foreach (var planned in All(cancellationToken))
        {
            var change = planned.Report.State != ProposalState.Planned || tree == input.Tree ? planned
                : EntityRef.TryParse(planned.Report.Entity, null, EntityRef.DefaultNamespace, out var reference, out _)
                    ? new PlanDeployments(input with { Tree = tree }).One(reference!, planned.Report.Action == ProposalAction.Remove, cancellationToken)
                : planned;
            tree = change.Report.State == ProposalState.Planned ? new ChangedTree(tree, change.Changes()) : tree;
            yield return change;
        }
    }

    /// <summary>The change for one component.</summary>
    /// <param name="reference">Its ref.</param>
    /// <param name="isRemoval">Whether it is removed.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <param name="declared">The component as its own descriptor declares it, for where the catalog does not have it yet; null if it is not known.</param>
    public PlannedChange One(EntityRef reference, bool isRemoval, CancellationToken cancellationToken, DeployedService? declared = null)
    {
        var record = _run.Known.Records.FirstOrDefault(r => r.Value.Entity == reference);
        if ((_run.Services.Find(reference) ?? declared) is { } service && !isRemoval)
        {
            if (service.IsAwaited && !_run.Services.IsDeployable(service.Type))
            {
                return new PlannedChange(Report(reference, ProposalAction.Onboard) with
                {
                    State = ProposalState.Current,
                    Detail = $"Components of the type '{service.Type}' are not deployed.",
                });
            }

            return Finished(new ServicePlan(_run, service).Make(cancellationToken), cancellationToken);
        }

        return record.Value is null
            ? Refused(reference, ProposalAction.Onboard, isRemoval ? "Nothing was generated for it." : "The catalog does not have it.")
            : isRemoval || _run.Services.RemovedFrom(reference, record.Value.Source) is not null
                ? Finished(Removal(record.Key, record.Value), cancellationToken)
                : Refused(reference, ProposalAction.Remove, Uncertain(record.Value));
    }

    /// <summary>The promotion of a component from one environment to another.</summary>
    public PlannedChange Promotion(EntityRef reference, string from, string to, CancellationToken cancellationToken)
    {
        var source = input.Settings.Environments.FirstOrDefault(e => e.Name == from);
        var target = input.Settings.Environments.FirstOrDefault(e => e.Name == to);
        return source is null || target is null
            ? Refused(reference, ProposalAction.Promote, $"The settings declare no environment '{(source is null ? from : to)}'.")
            : source == target ? Refused(reference, ProposalAction.Promote, "A version is promoted to another environment.")
            : _run.Services.Find(reference) is not { } service ? Refused(reference, ProposalAction.Promote, "The catalog does not have it.")
            : _run.Known.Records.GetValueOrDefault(service.Name) is not { } record || record.Entity != reference
                ? Refused(reference, ProposalAction.Promote, "It is not deployed by files that were generated here.")
            : Finished(new PromotionPlan(_run, service, record, source, target).Make(), cancellationToken);
    }

    private IEnumerable<PlannedChange> Removals(CancellationToken cancellationToken)
    {
        var (gone, uncertain) = (new List<(string Service, DeploymentRecord Record)>(), new List<PlannedChange>());
        foreach (var (service, record) in _run.Known.Records.Where(r => _run.Services.Find(r.Value.Entity) is null))
        {
            if (_run.Services.RemovedFrom(record.Entity, record.Source) is not null)
            {
                gone.Add((service, record));
            }
            else
            {
                var report = Report(record.Entity, ProposalAction.Remove) with { State = ProposalState.Waiting, Detail = Uncertain(record) };
                uncertain.Add(new PlannedChange(report));
            }
        }

        if (LargeRemoval.Is(gone.Count, _run.Known.Records.Count))
        {
            Notes =
            [
                .. Notes,
                $"{gone.Count:N0} of {_run.Known.Records.Count:N0} services would be removed, which is more than is removed at once: check the catalog, and "
                    + "remove them one by one with 'automation gitops propose REF --remove'.",
            ];
            return uncertain;
        }

        return gone.Select(g => Finished(Removal(g.Service, g.Record), cancellationToken)).Concat(uncertain);
    }

    private PlannedChange Removal(string service, DeploymentRecord record) =>
        new RemovalPlan(_run, service, record, _run.Services.RemovedFrom(record.Entity, record.Source)).Make(default);

    private static string Uncertain(DeploymentRecord record) =>
        $"The catalog does not have it, and '{record.Source}' was not read at a commit without it, so nothing is removed.";

    private PlannedChange Finished(PlannedChange change, CancellationToken cancellationToken)
    {
        if (change.Report.State != ProposalState.Planned)
        {
            return change;
        }

        if (input.IsSettled(change))
        {
            return change with { IsSettled = true };
        }

        var validated = new ValidateProposal(_run).Run(change, cancellationToken);
        return validated.Report.State != ProposalState.Planned
            ? validated
            : validated with
            {
                Planned = change,
                Report = validated.Report with { Rendered = new RenderProposal(input).Run(change, cancellationToken) },
            };
    }

    private ProposalReport Report(EntityRef reference, ProposalAction action) =>
        new(reference.ToString(), DnsLabel.Of(reference), action) { RequestedBy = input.RequestedBy };

    private PlannedChange Refused(EntityRef reference, ProposalAction action, string why) =>
        new(Report(reference, action) with { State = ProposalState.Refused, Detail = why });
}

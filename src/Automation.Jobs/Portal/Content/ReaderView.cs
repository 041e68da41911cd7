using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Content;

/// <summary>Takes out of what a reader may see what they may not.</summary>
/// <param name="hidden">The sources that they cannot read.</param>
/// <param name="gone">The entities that do not exist for them.</param>
/// <param name="names">The names of both.</param>
internal sealed class ReaderView(IReadOnlySet<SourceRecord> hidden, IReadOnlySet<EntityRef> gone, HiddenNames names)
{
    public PortalEntity Of(PortalEntity entity) => entity with
    {
        Definitions = [.. entity.Definitions.Where(d => !hidden.Contains(d.Source)).Select(d => d with { Stale = Of(d.Stale) })],
        Relations = [.. entity.Relations.Where(r => !gone.Contains(r.Target))],
        Findings = [.. entity.Findings.Where(Sees).Select(Of)],
        Health = Of(entity.Health),
        Codeowners = entity.Owners.Any(o => gone.Contains(o.Target)) ? entity.Codeowners is { } file ? file with { Agrees = null } : null : entity.Codeowners,
        Template = entity.Template is { } template && gone.Contains(template.Ref) ? null : entity.Template,
    };

    public bool Sees(PortalFinding finding) => !hidden.Contains(finding.Source) && !(finding.Entity is { } entity && gone.Contains(entity));

    public PortalFinding Of(PortalFinding finding) => finding with
    {
        Message = Of(finding.Message),
        Owner = finding.Owner is { } owner && !gone.Contains(owner) ? owner : null,
    };

    public RemovedEntity Of(RemovedEntity removed) => removed.RenamedTo is { } target && gone.Contains(target) ? removed with { RenamedTo = null } : removed;

    private PortalStale? Of(PortalStale? stale) => stale is null ? null : stale with { Reason = Of(stale.Reason) };

    private string? Of(string? text) => text is null || names.IsIn(text) ? null : text;

    // A problem of a workload names the workload's own objects; an incident lists services of others.
    private ServiceHealthReport? Of(ServiceHealthReport? health) => health is null ? null : health with
    {
        Owner = Of(health.Owner),
        Problems = [.. health.Problems.Select(p => p with { Evidence = [] })],
        Incidents = [.. health.Incidents.Select(i => i with { Services = [.. i.Services.Where(IsSeen)], Problems = [] })],
    };

    private bool IsSeen(string service) =>
        !EntityRef.TryParse(service, null, EntityRef.DefaultNamespace, out var reference, out _) || !gone.Contains(reference!);
}

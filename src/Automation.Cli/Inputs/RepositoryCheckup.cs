using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs;
using Automation.Jobs.Checks;
using Automation.Reporting;

namespace Automation.Cli.Inputs;

/// <summary>Checks one repository on disk: reads both sides and the configuration in force, and runs the job.</summary>
internal sealed class RepositoryCheckup(Terminal terminal)
{
    private static readonly NotChecked BrokenAtBase = new("what the configuration asks for", "the repository's own, on the base branch, cannot be understood and was left out");

    /// <summary>The report; null where the configuration is broken and nothing was checked.</summary>
    /// <exception cref="UsageException">A revision or folder is not there.</exception>
    public (Configured Configured, Report? Report) Run(CheckRequest request)
    {
        var repository = Repositories.Parse(request.Repository) ?? Repositories.Slug(terminal, request.Folder);
        using var git = Sides.Open(request);
        var sides = new Sides(git, request);
        var head = new RepositorySnapshot(sides.Head(terminal), request.Shown, repository);
        var policy = sides.Policy() ?? head.Tree;
        var configured = Configured.Read(terminal, request.Config, policy, head.Show, request.WithBaseline);
        var isBrokenAtBase = configured.IsBroken && policy != head.Tree;

        // A configuration that is broken on the base branch must not keep out the change that mends it. The organisation's stays in force.
        var inForce = isBrokenAtBase ? Configured.Read(terminal, request.Config, InMemoryTree.Of(), head.Show, withBaseline: false) : configured;
        if (inForce.IsBroken)
        {
            return (inForce, null);
        }

        var (@base, note) = sides.Base();
        var catalog = CatalogOption.Read(terminal, request.Catalog, repository, request.Folder);
        var report = new CheckRepository(inForce.Settings, inForce.Baseline, catalog?.Known) { Enforced = policy == head.Tree ? null : head with { Tree = policy }, Around = catalog }
            .Run(head, @base is null ? null : head with { Tree = @base }, terminal.Cancelled);
        var own = policy == head.Tree ? configured : Configured.Read(terminal, null, head.Tree, head.Show, request.WithBaseline);
        return (configured, report with
        {
            Findings = [.. own.Findings.Select(f => Marked(f, policy == head.Tree ? [] : configured.Findings)).Concat(report.Findings).OrderBy(f => f.File, StringComparer.Ordinal)],
            Files = report.Files + own.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            Sources = report.Sources.Concat(own.Sources.Select(s => KeyValuePair.Create(s.Path, s))).DistinctBy(s => s.Key).ToDictionary(),
            NotChecked = [.. report.NotChecked, .. note is null ? Array.Empty<NotChecked>() : [note], .. UnreadFolders.In(head.Tree, head.Show), .. NoDescriptor(report, head), .. isBrokenAtBase ? [BrokenAtBase] : Array.Empty<NotChecked>()],
        });
    }

    // What the configuration in force says wrongly already is not this change's mistake.
    private static Finding Marked(Finding finding, IReadOnlyList<Finding> before) =>
        before.Any(b => (b.Rule, b.File, b.Pointer, b.Message) == (finding.Rule, finding.File, finding.Pointer, finding.Message)) ? finding with { PreExisting = true } : finding;

    private static IEnumerable<NotChecked> NoDescriptor(Report report, RepositorySnapshot head) => report.Files > 0 ? []
        : [new NotChecked(head.Shown.Length == 0 ? "any descriptor" : $"any descriptor in {head.Shown}", OwnDescriptors.None)];
}

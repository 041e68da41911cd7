using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Validates what a change would bring, with the projects that it is deployed by.</summary>
/// <param name="run">The run.</param>
internal sealed class ValidateProposal(ProposalRun run)
{
    private const int Shown = 5;

    /// <summary>The change with the result; refused where a manifest is invalid, because a pull request is to be right the first time.</summary>
    public PlannedChange Run(PlannedChange change, CancellationToken cancellationToken)
    {
        var tree = new ChangedTree(run.Input.Tree, change.Changes());
        var paths = change.Files.Where(f => f.Value is not null && IsYaml(f.Key)).Select(f => f.Key)
            .Concat(run.Known.Records.GetValueOrDefault(change.Report.Service)?.Applications.Select(a => a.ProjectFile) ?? [])
            .Distinct(StringComparer.Ordinal).Where(p => tree.Find(p) is { Kind: FileKind.File }).Order(StringComparer.Ordinal);
        var settings = run.Settings with { Repositories = [.. run.Settings.Repositories, run.Input.Address] };
        var inputs = paths.Select(p => new ManifestInput(p, p, tree, IsNamed: false));
        var result = new ValidateManifests(run.Input.Schemas, settings).Run(inputs, cancellationToken);
        var errors = result.Findings.Where(f => f.Severity == Severity.Error).ToList();
        var warnings = result.Findings.Where(f => f.Severity == Severity.Warning).ToList();
        List<string> lines = [$"Manifests validated in all layers: {result.Manifests.Count:N0}, without errors."];
        lines.AddRange(warnings.Take(Shown).Select(w => $"{w.File}: {w.Message}"));
        return errors is []
            ? change with { Report = change.Report with { Validation = lines } }
            : change with
            {
                Report = change.Report with
                {
                    State = ProposalState.Refused,
                    Detail = $"What would be generated is invalid: {string.Join("; ", errors.Take(Shown).Select(e => $"{e.File}: {e.Message}"))}",
                },
            };
    }

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
}

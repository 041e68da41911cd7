using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Fixes;
using Automation.Jobs.Fixing;
using Automation.Jobs.Rules;
using Automation.Reporting.Model;

namespace Automation.Jobs.Configuration;

/// <summary>The effective configuration, and its mistakes.</summary>
/// <param name="Baseline">The findings that were accepted.</param>
/// <param name="Findings">The problems; if one is an error, nothing is checked.</param>
/// <param name="Sources">The configuration files, for the code frames of their findings.</param>
public sealed record Configured(AutomationSettings Settings, Baseline Baseline, IReadOnlyList<Finding> Findings, IReadOnlyList<SourceText> Sources)
{
    /// <summary>Whether the configuration has errors.</summary>
    public bool IsBroken => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>The problems because of which nothing was checked.</summary>
    public Report Refusal() => new("The configuration", Findings)
    {
        Sources = Sources.ToDictionary(s => s.Path),
        Files = Sources.Count,
        NotChecked = [new NotChecked("the descriptors", "the configuration has errors")],
    };

    /// <summary>Reads the inherited configuration, then the repository's own, which overrides it.</summary>
    /// <param name="inherited">The organisation's; null if there is none.</param>
    /// <param name="tree">The tree whose configuration applies: on a pull request the head of the base branch.</param>
    /// <param name="shown">Turns a path of the tree into the one that findings show.</param>
    /// <param name="withBaseline">Whether accepted findings are left out; not if a new baseline is written.</param>
    public static Configured Read(SourceText? inherited, FileTree tree, Func<string, string> shown, bool withBaseline, CancellationToken cancellationToken)
    {
        var own = SettingsFile.In(tree, shown, cancellationToken);
        var sources = new[] { inherited, own.Source }.OfType<SourceText>().ToList();
        var reader = new SettingsReader(RuleReference.All);
        var reading = reader.Read(sources);
        var verified = sources.SelectMany(
            source => Verified(source, reading.Findings, text => reader.Read([.. sources.Select(s => s == source ? text : s)]).Findings));
        var findings = own.Findings.Concat(verified).ToList();
        var baseline = Baseline.Empty;
        if (withBaseline && reading.Settings.Baseline is { } path)
        {
            (baseline, var problems) = BaselineReader.Read(tree, path, shown, cancellationToken);
            findings.AddRange(problems);
        }

        return new Configured(reading.Settings, baseline, findings, sources);
    }

    /// <summary>
    /// The settings that only the organisation decides: budgets, shadow mode, and which rules authors may accept. A repository cannot override them.
    /// </summary>
    /// <param name="inherited">The organisation's configuration; null if there is none.</param>
    public static AutomationSettings OfOrganisation(SourceText? inherited) =>
        inherited is null ? AutomationSettings.Default : new SettingsReader(RuleReference.All).Read([inherited]).Settings;

    private static IReadOnlyList<Finding> Verified(SourceText source, IReadOnlyList<Finding> findings, Func<SourceText, IReadOnlyList<Finding>> read)
    {
        return new VerifiedFixes(source, Of(findings), text => Of(read(text)), new DescriptorFixEffect(source).Of).Run().Findings;

        ValidatedText Of(IReadOnlyList<Finding> all) => new([.. all.Where(f => f.File == source.Path)], []);
    }
}

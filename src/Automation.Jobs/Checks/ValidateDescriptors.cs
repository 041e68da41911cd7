using System.Collections.Immutable;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Ownership;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>Validates descriptor files, each document by itself; with a catalog, also their references.</summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="catalog">The entities that exist; null if each document is validated by itself.</param>
public sealed class ValidateDescriptors(AutomationSettings settings, Baseline baseline, KnownEntities? catalog)
{
    // Paths of many repositories at once are rare.
    private const int MostTrees = 10;

    /// <summary>Whether a missing kind is fixed from the definitions in the files, if there is no catalog.</summary>
    public bool FixesKinds { get; init; }

    /// <summary>
    /// Whether the user named the files: then skeletons among them are validated as well, and reported as such. Otherwise, there are no skeletons among the
    /// files.
    /// </summary>
    public bool AreFilesNamed { get; init; } = true;

    /// <summary>The trees of which every YAML file is validated: no other file of them can be a Template that fetches one of these.</summary>
    public IReadOnlySet<FileTree> Whole { get; init; } = ImmutableHashSet<FileTree>.Empty;

    /// <summary>The files of a tree as its repository sees them: in a working tree, those that git does not ignore.</summary>
    public Func<FileTree, FileTree> Listed { get; init; } = tree => tree;

    /// <summary>Reads and validates every file, in the given order.</summary>
    public Report Run(IReadOnlyList<DescriptorInput> inputs, CancellationToken cancellationToken)
    {
        var treePaths = inputs.ToDictionary(i => i.File, i => i.TreePath, StringComparer.Ordinal);
        var owners = new TreeOwners(settings, catalog, Listed, cancellationToken);
        var skeletons = new NamedSkeletons(inputs, Whole, cancellationToken);
        var files = inputs.Select(Read);
        var check = new TreeCheck(settings, baseline, catalog);
        var allowance = inputs.Select(i => i.Tree)
            .Distinct()
            .Take(MostTrees)
            .Select(t => KindAllowance.In(t, cancellationToken))
            .FirstOrDefault(a => a is not null);
        if (catalog is null)
        {
            var all = FixesKinds ? WithKinds([.. files], treePaths) : files;
            return ReportOf(
                check.Review(all, OtherChecks.None, path => treePaths[path], rule => !IsReference(rule) && !IsOfCheck(rule), allowance, cancellationToken),
                skeletons);
        }

        var references = ReferenceCheck.Check(new ReferenceInput([.. files], path => treePaths[path]) { Catalog = catalog }, cancellationToken);
        var byFile = references.Findings.ToLookup(f => f.File, StringComparer.Ordinal);
        var others = new OtherChecks(file => byFile[file.Source.Path], Again);
        var validated = check.Review(references.Files, others, path => treePaths[path], rule => !IsOfCheck(rule), allowance, cancellationToken);
        return ReportOf(validated with { NotChecked = [.. references.NotChecked, .. validated.NotChecked] }, skeletons);

        ValidatedFile Read(DescriptorInput input)
        {
            var file = OwnerFillIn.Of(DescriptorReader.Validate(skeletons.WithContent(input), cancellationToken), input.TreePath, () => owners.Of(input));
            return AreFilesNamed ? skeletons.Observe(input, file, mayGetFindings: catalog is not null || FixesKinds) : file;
        }

        (ValidatedFile, IEnumerable<Finding>) Again(ValidatedFile original, ValidatedFile revised)
        {
            var again = references.Again(revised);
            return (again.Files[0], again.Findings);
        }
    }

    // Only 'check' compares owners with CODEOWNERS, and validates software templates.
    private static bool IsOfCheck(string rule) => OwnershipRules.All.Any(r => r.Id == rule) || CheckedTemplates.IsAbout(rule);

    private static bool IsReference(string rule) => rule.StartsWith("reference/", StringComparison.Ordinal);

    // Only the fixes are used: the targets of references are checked with a catalog.
    private static IEnumerable<ValidatedFile> WithKinds(IReadOnlyList<ValidatedFile> files, Dictionary<string, string> treePaths)
    {
        var fixes = ReferenceCheck.Check(new ReferenceInput(files, path => treePaths[path])).Files
            .SelectMany(f => f.Documents).SelectMany(d => d.Findings).Where(f => f.Fix is not null)
            .DistinctBy(PlaceOf).ToDictionary(PlaceOf, f => f.Fix);
        return files.Select(file => file with
        {
            Documents = [.. file.Documents.Select(document => document with
            {
                Findings = [.. document.Findings.Select(f => f.Fix is null && fixes.TryGetValue(PlaceOf(f), out var fix) ? f with { Fix = fix } : f)],
            })],
        });

        static (Rule, string, SourceSpan) PlaceOf(Finding finding) => (finding.Rule, finding.File, finding.Span);
    }

    private Report ReportOf(CheckedTree validated, NamedSkeletons skeletons) => new("The descriptors", validated.Findings)
    {
        Documents = validated.Documents,
        Files = validated.Files,
        Sources = validated.Sources,
        Suppressed = validated.Suppressed,
        NotChecked = validated.NotChecked,
        Skeletons = skeletons.Files,
        AreFilesNamed = AreFilesNamed,
        FailOn = settings.FailOn.Least(),
    };
}

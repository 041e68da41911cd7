using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>Checks the references of descriptors to other entities and to files of their repository. Backstage does not check them.</summary>
public static class ReferenceCheck
{
    /// <summary>Checks the references of the files of one repository.</summary>
    public static ReferenceOutcome Check(ReferenceInput input, CancellationToken cancellationToken = default)
    {
        var inSight = new KnownEntityLookup(input);
        var notChecked = new Unchecked();
        return new ReferencePass(input, inSight, notChecked, new Suggestions(inSight))
        {
            Duplicates = new DuplicateRule(input, inSight, notChecked),
            Cycles = new CycleRule(inSight),
            Paths = new PathRules(input, notChecked),
        }.Run(input.Files, cancellationToken);
    }
}

/// <summary>One pass over validated files, with its prepared data.</summary>
internal sealed class ReferencePass(ReferenceInput input, KnownEntityLookup inSight, Unchecked notChecked, Suggestions suggestions)
{
    private readonly UnknownReferences _unknown = new(inSight, notChecked, suggestions);
    private readonly MissingKindFixes _kinds = new(inSight);

    public required DuplicateRule Duplicates { get; init; }

    public required CycleRule Cycles { get; init; }

    public required PathRules Paths { get; init; }

    public ReferenceOutcome Run(IReadOnlyList<ValidatedFile> validated, CancellationToken cancellationToken)
    {
        var files = new List<ValidatedFile>();
        var all = new List<Finding>();
        foreach (var file in validated)
        {
            var documents = new List<ValidatedDocument>();
            foreach (var document in file.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (document.Descriptor is not { } descriptor)
                {
                    documents.Add(document);
                    continue;
                }

                var findings = new FindingCollector(file.Source, $"{descriptor.Kind}/{descriptor.Name}");
                all.AddRange(FaultRules.Guard<IReadOnlyList<Finding>>(
                    () => Check(file, descriptor, findings),
                    fault => [FaultRules.Of(file.Source.Path, fault)]));
                all.AddRange(findings.All.OrderBy(f => f.Span.Start));
                documents.Add(Enrichment.Of(document, findings.All, _kinds.Of(descriptor, file.Source)));
            }

            files.Add(file with { Documents = documents });
        }

        return new ReferenceOutcome(files, all, notChecked.All) { Again = file => Again(file, cancellationToken) };
    }

    // The findings are collected, not returned, so that those before an error are kept.
    private IReadOnlyList<Finding> Check(ValidatedFile file, Descriptor descriptor, FindingCollector findings)
    {
        if (!input.TakesPeople)
        {
            PeopleRule.Check(descriptor, findings);
        }

        Duplicates.Check(file, descriptor, findings);
        _unknown.Check(descriptor, findings);
        Cycles.Check(descriptor, findings);
        Paths.Check(input.TreePathOf(file.Source.Path), descriptor, findings);
        return [];
    }

    // The file is assumed to define what it defined before: a fix does not change which entity a document describes.
    private ReferenceOutcome Again(ValidatedFile file, CancellationToken cancellationToken)
    {
        var unreported = new Unchecked();
        return new ReferencePass(input, inSight, unreported, suggestions)
        {
            Duplicates = Duplicates.Again(unreported),
            Cycles = Cycles.Again(file),
            Paths = Paths.Again(unreported),
        }.Run([file], cancellationToken);
    }
}

/// <summary>Adds the findings of a document that depend on other entities.</summary>
internal static class Enrichment
{
    /// <summary>The document with fixes for kinds that are missing, and without advice about a reference that is now known to dangle.</summary>
    public static ValidatedDocument Of(ValidatedDocument document, IReadOnlyList<Finding> references, IEnumerable<(string Pointer, Fix Fix)> kinds)
    {
        if (!document.Findings.Any(f => f.Rule.Id == ReferenceTextRules.KindMissing.Id || IsAboutReference(f.Rule)))
        {
            return document;
        }

        var fixes = kinds.ToDictionary(k => k.Pointer, k => k.Fix, StringComparer.Ordinal);
        var said = references.Where(r => UnknownRules.All.Contains(r.Rule)).Select(r => r.Pointer).ToHashSet(StringComparer.Ordinal);
        return document with
        {
            Findings = [.. document.Findings
                .Where(f => !(IsAboutReference(f.Rule) && said.Contains(f.Pointer)))
                .Select(
                    f =>
                        f.Fix is null && f.Rule.Id == ReferenceTextRules.KindMissing.Id && fixes.TryGetValue(f.Pointer, out var fix)
                            ? f with { Fix = fix }
                            : f)],
        };
    }

    private static bool IsAboutReference(Rule rule) => AdviceRules.AboutReferences.Contains(rule);
}

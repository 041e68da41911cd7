using Automation.Core;
using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>The same ref twice: Backstage keeps one of the two.</summary>
internal sealed class DuplicateRule(ReferenceInput input, KnownEntityLookup inSight, Unchecked notChecked, DuplicateRule? others = null)
{
    public static readonly Rule Rule = new("reference/duplicate", Severity.Error, Responsible.ApplicationTeam, "Define each entity once.")
    {
        Detects = "Two documents of a repository with the same kind, namespace and name, regardless of letter case.",
        Why = "Backstage reports no error. Of two files it keeps the one that it read first; within a file the later document replaces the earlier.",
        FixDetails = "Rename one of them, or remove it.",
        Bad = "kind: Component\nmetadata:\n  name: orders\n---\nkind: Component\nmetadata:\n  name: Orders",
        Good = "kind: Component\nmetadata:\n  name: orders\n---\nkind: Component\nmetadata:\n  name: orders-worker",
        Sources = [RuleSource.Backstage("DefaultProcessingDatabase.ts", "plugins/catalog-backend/src/database/DefaultProcessingDatabase.ts")],
    };

    private readonly Dictionary<EntityRef, (ValidatedFile File, Place Name)> _first = [];

    // The repository of a file is known by its name, or if the catalog is known to contain this repository.
    private readonly Lazy<bool> _knowsOwn = new(() => input.Repository is not null || input.Catalog?.OwnFiles.Any() == true);

    /// <summary>Reports a ref that an earlier descriptor defines. Descriptors come in order.</summary>
    public void Check(ValidatedFile file, Descriptor descriptor, FindingCollector findings)
    {
        var name = descriptor.Metadata!.Field("name")!;
        if (FirstElsewhere(file, descriptor) is not null || !_first.TryAdd(descriptor.Ref, (file, name)))
        {
            var (other, place) = FirstElsewhere(file, descriptor) ?? _first[descriptor.Ref];
            var isSameFile = ReferenceEquals(other, file);
            Report(findings, name, descriptor, isSameFile
                ? "is defined earlier in this file; this document overwrites that one"
                : $"is defined in {other.Source.Path} too; Backstage keeps one of the two and ignores the other",
                new RelatedPlace(other.Source.Path, other.Source.SpanBetween(place.Value.Start, place.Value.End), "It is defined here first."));
            return;
        }

        var treePath = input.TreePathOf(file.Source.Path);
        foreach (var known in inSight.InCatalog(descriptor.Ref))
        {
            if (!_knowsOwn.Value && IsAtSamePath(known.File, treePath))
            {
                notChecked.Add(
                    "entity that the catalog defines in a file with the same path",
                    "entities that the catalog defines in a file with the same path",
                    "The name of this repository is not known, so it may be the same file. Specify the repository.");
                continue;
            }

            Report(
                findings,
                name,
                descriptor,
                $"is defined in {known.File} of the catalog too; Backstage keeps one of the two and ignores the other",
                new RelatedPlace(known.File, known.Span, "It is defined here too."));
            return;
        }
    }

    /// <summary>The rule for a file that is checked again, with another text.</summary>
    public DuplicateRule Again(Unchecked unreported) => new(input, inSight, unreported, this);

    private (ValidatedFile File, Place Name)? FirstElsewhere(ValidatedFile file, Descriptor descriptor) =>
        others?._first.TryGetValue(descriptor.Ref, out var first) == true && first.File.Source.Path != file.Source.Path ? first : null;

    private static bool IsAtSamePath(string file, string treePath) =>
        file.EndsWith(treePath, StringComparison.Ordinal) && (file.Length == treePath.Length || file[^(treePath.Length + 1)] == '/');

    private static void Report(FindingCollector findings, Place name, Descriptor descriptor, string what, RelatedPlace related) =>
        findings.Add(
            Rule,
            name.Value.Start,
            name.Value.End,
            name.Pointer.ToString(),
            $"{DescriptorWording.Quote(descriptor.Ref.ToString())[1..^1]} {what}. Remove one, or rename it.",
            related: related);
}

using Automation.Catalog.Descriptors;
using Automation.Catalog.Judging;
using Automation.Catalog.Rules;
using Automation.Core.Findings;

namespace Automation.Catalog.References;

/// <summary>Checks what descriptors refer to: other entities, and files of their repository. Backstage accepts all of it.</summary>
public static class ReferenceCheck
{
    /// <summary>Checks the references of the files of one repository.</summary>
    public static ReferenceOutcome Check(ReferenceInput input, CancellationToken cancellationToken = default)
    {
        var inSight = new EntitiesInSight(input);
        var notChecked = new Unchecked();
        var unknown = new UnknownReferences(inSight, notChecked);
        var duplicates = new DuplicateRule(input, inSight, notChecked);
        var cycles = new CycleRule(inSight);
        var paths = new PathRules(input, notChecked);
        var kinds = new MissingKindFixes(inSight);

        var files = new List<FileJudgement>();
        var all = new List<Finding>();
        foreach (var file in input.Files)
        {
            var documents = new List<DocumentJudgement>();
            foreach (var document in file.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (document.Descriptor is not { } descriptor)
                {
                    documents.Add(document);
                    continue;
                }

                var findings = new Findings(file.Source, $"{descriptor.Kind}/{descriptor.Name}");
                try
                {
                    duplicates.Check(file, descriptor, findings);
                    unknown.Check(descriptor, findings);
                    cycles.Check(descriptor, findings);
                    paths.Check(input.TreePathOf(file.Source.Path), descriptor, findings);
                }
                catch (Exception e) when (FaultRules.IsFault(e))
                {
                    // An error in this program costs the file it was met in, and no other.
                    all.Add(FaultRules.Of(file.Source.Path, e));
                }

                all.AddRange(findings.All.OrderBy(f => f.Span.Start));
                documents.Add(Enrichment.Of(document, findings.All, kinds.Of(descriptor, file.Source)));
            }

            files.Add(file with { Documents = documents });
        }

        return new ReferenceOutcome(files, all, notChecked.All);
    }
}

using Automation.Catalog.Judging;

namespace Automation.Catalog.Processing;

/// <summary>Turns judged files into entities. What is not valid is left out; why is said by the judgement.</summary>
public static class EntityProcessor
{
    /// <summary>The entities of a file, in the order of its documents. One bad document costs that document only.</summary>
    /// <param name="file">The file; its placeholders count as what stands in for them.</param>
    /// <param name="annotations">Annotations that every entity of it gets, whatever it says itself.</param>
    public static IEnumerable<ProcessedEntity> Process(FileJudgement file, IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        foreach (var document in file.Documents)
        {
            if (document is { IsValid: true, Descriptor: { } descriptor })
            {
                yield return new ProcessedEntity(
                    descriptor.Ref,
                    EntityBody.Of(descriptor, annotations),
                    document.Relations,
                    new EntityOrigin(file.Source.Path, document.Document, document.Line));
            }
        }
    }
}

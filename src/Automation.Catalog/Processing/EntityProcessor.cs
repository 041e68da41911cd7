using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Catalog.Processing;

/// <summary>Turns validated documents into entities. An invalid document does not become an entity; the result of the validation has the reason.</summary>
/// <param name="refs">One object for each ref.</param>
/// <param name="annotations">The annotations of a file's entities.</param>
public sealed class EntityProcessor(EntityRefs refs, LocationAnnotations annotations)
{
    public IReadOnlyList<IDescriptorProcessor> Processors { get; init; } = [];

    /// <summary>Whether secrets are covered up; Backstage shows them.</summary>
    public bool MasksSecrets { get; init; } = true;

    private const int LongestDescription = 200;

    /// <summary>The entity of a document; null if it is not valid.</summary>
    /// <param name="source">The text of its file.</param>
    /// <param name="path">The file, from the root of the source.</param>
    public ProcessedEntity? Process(ValidatedDocument document, SourceText source, string path)
    {
        if (document is not { IsValid: true, Descriptor: { } descriptor })
        {
            return null;
        }

        var written = EntityBody.Of(descriptor, annotations.Of(path, descriptor));
        var body = MasksSecrets ? MaskedSecrets.In(written) : written;
        var yaml = Encoding.UTF8.GetBytes(CanonicalYaml.Write(body));
        var entity = new ProcessedEntity(refs.Of(descriptor.Ref), yaml, BlobId.Of(yaml), Sorted(Relations(descriptor, source)), Fields(descriptor, body));
        return Processors.Count == 0
            ? entity
            : entity with { Relations = Sorted([.. entity.Relations, .. Processors.SelectMany(p => p.RelationsOf(entity, body, refs))]) };
    }

    private List<OwnRelation> Relations(Descriptor descriptor, SourceText source)
    {
        var relations = new List<OwnRelation>();
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference.Target is { } target)
            {
                relations.Add(new OwnRelation(
                    new NamedRelation(reference.Field.Outgoing, refs.Of(target)), source.PositionAt(reference.Place.Value.Start).Line));
            }
        }

        return relations;
    }

    private static List<OwnRelation> Sorted(List<OwnRelation> relations)
    {
        relations.Sort((x, y) => x.Named.CompareTo(y.Named) is not 0 and var order ? order : x.Line.CompareTo(y.Line));
        SortedRelations.KeepFirst(relations, (x, y) => x.Named == y.Named);
        return relations;
    }

    private static EntityFields Fields(Descriptor descriptor, YamlMapping body)
    {
        var (metadata, spec) = (body["metadata"] as YamlMapping, body["spec"] as YamlMapping);
        return new EntityFields(descriptor.Name)
        {
            Title = Text(metadata, "title"),
            Description = Text(metadata, "description") is { } description ? Short(description) : null,
            Type = Text(spec, "type"),
            Lifecycle = Text(spec, "lifecycle"),
            Tags = metadata?["tags"] is YamlSequence tags ? [.. tags.Items.OfType<YamlScalar>().Select(t => t.Text)] : [],
        };
    }

    private static string? Text(YamlMapping? map, string field) =>
        map?[field] is YamlScalar { Type: YamlType.String, Text: { Length: > 0 } text } ? text : null;

    // The first lines, without splitting a character.
    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestDescription
            ? line
            : $"{line[..(char.IsHighSurrogate(line[LongestDescription - 1]) ? LongestDescription - 1 : LongestDescription)].TrimEnd()}…";
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Relations;
using Automation.Descriptors.Validation;
using Automation.Jobs.Sources;

namespace Automation.Cli.Lsp;

/// <summary>Entities in the text of an editor: which one is meant at a place, where it is defined, and who refers to it.</summary>
/// <param name="open">The documents of the editor.</param>
/// <param name="catalogFolder">The folder of the catalog; null without one.</param>
internal sealed class EntityPlaces(
    EditedRepository repository, ImmutableDictionary<string, OpenDocument> open, string? catalogFolder, CancellationToken cancellationToken)
{
    private const int MostItems = 200;

    private readonly IReadOnlyList<ValidatedFile> _files = repository.Descriptors(open, cancellationToken);

    /// <summary>The entity that a place refers to, or whose name it is; null if there is none.</summary>
    public EntityRef? At(OpenDocument document, int offset)
    {
        var documents = _files.Where(f => f.Source.Path == document.Path).SelectMany(f => f.Documents);
        foreach (var descriptor in documents.Select(d => d.Descriptor).OfType<Descriptor>())
        {
            if (Reference.Of(descriptor).FirstOrDefault(r => IsIn(r.Place.Value, offset)) is { Target: { } target })
            {
                return target;
            }

            if (descriptor.Metadata?.Field("name") is { } name && IsIn(name.Value, offset))
            {
                return descriptor.Ref;
            }
        }

        return null;
    }

    /// <summary>Where the entity is defined: in the repository, else in the catalog.</summary>
    public JsonArray Definition(EntityRef entity)
    {
        var own = KnownEntities.Of(_files).Find(entity).Select(e => LspJson.Location(repository.UriOf(e.File), e.Span)).ToList();
        return LspJson.Array(own.Count > 0 ? own : InCatalog(entity));
    }

    /// <summary>The places that refer to the entity, in the repository and in the catalog.</summary>
    public JsonArray References(EntityRef entity)
    {
        var own = _files.SelectMany(f => f.Documents, (f, d) => (File: f, d.Descriptor)).Where(d => d.Descriptor is not null)
            .SelectMany(d => Reference.Of(d.Descriptor!), (d, r) => (d.File, Reference: r)).Where(r => entity.Equals(r.Reference.Target))
            .Select(r => LspJson.Location(
                repository.UriOf(r.File.Source.Path), r.File.Source.SpanBetween(r.Reference.Place.Value.Start, r.Reference.Place.Value.End)));
        var ownRefs = _files.SelectMany(f => f.Documents).Select(d => d.Descriptor?.Ref).ToHashSet();
        var others = repository.Catalog is KnownCatalog.Stitched stitched && stitched.Reader.Find(entity) is { } entry
            ? entry.Incoming.Select(r => r.Target).Distinct().Where(r => !ownRefs.Contains(r)).SelectMany(InCatalog)
            : [];
        return LspJson.Array(own.Concat(others));
    }

    /// <summary>The entities that can stand at a place; nothing where no reference stands.</summary>
    public JsonArray Completion(OpenDocument document, int offset)
    {
        if (FieldAt(document.Text, document.Text.PositionAt(offset)) is not var (field, written))
        {
            return [];
        }

        var kinds = field.Name == "owner" ? ["group", "user"]
            : field.DefaultKind is { } kind ? new[] { kind.ToLowerInvariant() }
            : ["component", "resource"];
        return LspJson.Array(
            KnownEntities.Of(_files).All.Concat(repository.Catalog?.Known.All ?? []).Select(e => e.Ref).Distinct()
                .Where(r => kinds.Contains(r.Kind, StringComparer.Ordinal))
                .Select(r => (Ref: r, Text: Written(r, field)))
                .Where(r => r.Text.Contains(written, StringComparison.OrdinalIgnoreCase))
                .OrderBy(r => r.Text, StringComparer.Ordinal)
                .Take(MostItems)
                .Select(r => new JsonObject
                {
                    ["label"] = r.Text,
                    ["kind"] = 18,   // Language Server Protocol, "CompletionItemKind": Reference.
                    ["detail"] = r.Ref.ToString(),
                    ["textEdit"] = new JsonObject
                    {
                        ["range"] = LspJson.Range(document.Text.SpanBetween(offset - written.Length, offset)),
                        ["newText"] = r.Text,
                    },
                }));
    }

    private IEnumerable<JsonObject> InCatalog(EntityRef entity) => (repository.Catalog, catalogFolder) switch
    {
        (KnownCatalog.Stitched stitched, { } folder) when stitched.Reader.Find(entity)?.Exists == true =>
            [LspJson.Location(new Uri(Path.Combine(folder, ArtifactPaths.Entity(entity))).AbsoluteUri, SourceSpan.FileStart)],
        (KnownCatalog.Folder { Known: var known }, { } folder) =>
            known.Find(entity).Select(e => LspJson.Location(new Uri(Path.Combine(folder, e.File)).AbsoluteUri, e.Span)),
        _ => [],
    };

    private static bool IsIn(Yaml.Nodes.YamlNode node, int offset) => node.Start <= offset && offset <= node.End;

    private static string Written(EntityRef entity, ReferenceField field) =>
        $"{(entity.Kind.Equals(field.DefaultKind, StringComparison.OrdinalIgnoreCase) ? "" : $"{entity.Kind}:")}"
        + $"{(entity.Namespace == EntityRef.DefaultNamespace ? "" : $"{entity.Namespace}/")}{entity.Name}";

    // While a person writes, the document is rarely whole: the lines decide. The key is on the same line, or above the item of its list.
    private static (ReferenceField Field, string Written)? FieldAt(SourceText text, SourcePosition position)
    {
        var line = text.Line(position.Line)[..Math.Min(position.Column - 1, text.Line(position.Line).Length)].ToString();
        var trimmed = line.TrimStart();
        if (!trimmed.StartsWith('-'))
        {
            return Named(trimmed) is var (field, rest) ? (field, rest) : null;
        }

        var indent = line.Length - trimmed.Length;
        for (var above = position.Line - 1; above > 0; above--)
        {
            var other = text.Line(above).ToString();
            var start = other.TrimStart();
            if (start.Length > 0 && other.Length - start.Length <= indent && !start.StartsWith('-') && !start.StartsWith('#'))
            {
                return Named(start) is var (field, rest) && rest.Length == 0 ? (field, trimmed[1..].TrimStart()) : null;
            }
        }

        return null;
    }

    private static (ReferenceField Field, string After)? Named(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && ReferenceField.All.FirstOrDefault(f => f.Name == line[..colon]) is { } field ? (field, line[(colon + 1)..].TrimStart()) : null;
    }
}

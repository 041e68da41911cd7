using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Schemas;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>Validates manifests one by one, in layers.</summary>
/// <param name="schemas">The definitions of kinds.</param>
public sealed class ManifestValidation(SchemaSet schemas)
{
    /// <summary>Validates the documents of a file.</summary>
    public IReadOnlyList<ValidatedManifest> Run(ManifestFile file, CancellationToken cancellationToken = default)
    {
        var validated = new List<ValidatedManifest>(file.Documents.Count);
        foreach (var document in file.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var findings = document.Manifest is { } manifest ? Of(manifest) : Unreadable(file.Source, document);
            validated.Add(new ValidatedManifest(document.Index, document.Manifest, findings));
        }

        return validated;
    }

    // A list is applied item by item.
    private IReadOnlyList<Finding> Of(Manifest manifest) =>
        manifest.Kind.EndsWith("List", StringComparison.Ordinal) && schemas.Find(manifest.ApiVersion, manifest.Kind) is null
        && manifest.Root["items"] is YamlSequence items
            ? [
                .. items.Items.SelectMany(
                    (item, i) => item is YamlMapping root ? Of(new Manifest(manifest.Source, manifest.Document, root), $"/items/{i}") : []),
            ]
            : Of(manifest, "");

    private IReadOnlyList<Finding> Of(Manifest manifest, string prefix)
    {
        var findings = new ManifestFindings(manifest, prefix);
        new FieldCheck(manifest, schemas, findings).Run();
        if (schemas.Find(manifest.ApiVersion, manifest.Kind) is not null)
        {
            new MetadataCheck(manifest, findings).Run();
        }

        if (manifest.IsOfArgo && manifest.Spec is { } spec)
        {
            var at = JsonPointer.Root.Field("spec");
            if (manifest.Kind == "Application")
            {
                new ApplicationCheck(findings).Run(spec, at);
            }
            else if (manifest.Kind == "ApplicationSet")
            {
                new ApplicationSetCheck(findings).Run(spec, at);
            }
        }

        return [.. findings.All.OrderBy(f => f.Span.Start).ThenBy(f => f.Rule.Id, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<Finding> Unreadable(SourceText source, ManifestDocument document) => document.Problems.Count > 0
        ? [.. document.Problems.Select(p => new Finding(
            p.Kind == YamlProblemKind.DuplicateKey ? ManifestRules.DuplicateKey : ManifestRules.Syntax,
            p.Message,
            source.Path,
            source.SpanBetween(p.Start, p.End)))]
        : [new Finding(ManifestRules.Syntax, "The document is not an object.", source.Path, source.SpanBetween(document.Start, document.Start))];
}

/// <summary>A document of a file, with what is wrong with it.</summary>
/// <param name="Document">The number in the file, from 0.</param>
/// <param name="Manifest">The resource; null if it cannot be read.</param>
/// <param name="Findings">What is wrong, in the order of the file.</param>
public sealed record ValidatedManifest(int Document, Manifest? Manifest, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether a server would accept it.</summary>
    public bool IsServerValid =>
        !Findings.Any(f => f.Severity == Severity.Error && ManifestRules.LayerOf(f.Rule) is ManifestLayer.Schema or ManifestLayer.Meta);

    public bool IsValid => !Findings.Any(f => f.Severity == Severity.Error);
}

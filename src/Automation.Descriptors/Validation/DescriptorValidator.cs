using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Validation;

/// <summary>Validates a file as Backstage would, document by document; reports all problems, whereas Backstage stops at the first.</summary>
public static class DescriptorValidator
{
    /// <summary>Validates the documents of a text.</summary>
    public static ValidatedFile Validate(SourceText source, DescriptorContext context, YamlLimits limits, CancellationToken cancellationToken = default)
    {
        var file = YamlFile.Read(source, limits, cancellationToken);
        var documents = file.Documents.Where(d => !d.IsEmpty).Select(d => Validate(source, d, context)).ToList();
        return new ValidatedFile(source, documents, []) { Again = (text, cancelled) => Validate(text, context, limits, cancelled) };
    }

    /// <param name="source">The text that the document's places are in.</param>
    /// <param name="context">What is known about the file.</param>
    public static ValidatedDocument Validate(SourceText source, YamlDocument document, DescriptorContext context)
    {
        var line = source.PositionAt(document.Start).Line;
        if (document.Root is not YamlMapping root)
        {
            var unreadable = new FindingCollector(source, $"document {document.Index}");
            YamlRules.Report(document, unreadable);
            RootTypeRule.Check(document, unreadable);
            return new ValidatedDocument(document.Index, line, null, unreadable.All);
        }

        var place = Place.Root(root);
        var findings = new FindingCollector(source, SubjectOf(place, document.Index));
        if (NotDescriptorRule.Check(place, findings))
        {
            return new ValidatedDocument(document.Index, line, null, findings.All);
        }

        var isSound = EnvelopeRules.Check(place, findings);
        PlaceholderRules.Check(place, context, findings);

        var completed = context.Complete?.Invoke(root, findings) ?? Placeholders.Resolve(root);
        var descriptor = DescriptorOf(place, completed, document.Index, context);
        var processed = Place.Root(completed);
        EnvelopeRules.CheckRootFields(processed, findings);
        MetadataRules.Check(processed, findings);
        FormatRules.Check(processed, findings);
        if (descriptor is not null)
        {
            KindRules.Check(descriptor, findings);
            LocationRules.Check(descriptor, context, findings);
            ReferenceTextRules.Check(descriptor, findings);
            DescriptorAdvice.Check(descriptor, findings);
        }

        return new ValidatedDocument(document.Index, line, isSound ? descriptor : null, findings.All);
    }

    // If apiVersion and kind are known, so is the schema: other mistakes are found even if the entity has no valid name.
    private static Descriptor? DescriptorOf(Place root, YamlMapping processed, int document, DescriptorContext context)
    {
        var metadata = root.Field("metadata");
        return root.Field("apiVersion")?.Text is { Length: > 0 } apiVersion && root.Field("kind")?.Text is { Length: > 0 } kind
            ? new Descriptor(
                document,
                (YamlMapping)root.Value,
                processed,
                apiVersion,
                kind,
                metadata?.Field("name")?.Text ?? "",
                metadata?.Field("namespace")?.Text is { Length: > 0 } @namespace ? @namespace : context.Namespace)
            : null;
    }

    private static string SubjectOf(Place root, int document) =>
        root.Field("metadata")?.Field("name")?.Text is { Length: > 0 } name && root.Field("kind")?.Text is { Length: > 0 } kind
            ? $"{kind}/{name}"
            : $"document {document}";
}

using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>A file of another system: JSON whose parts become descriptors, which are validated like hand-written ones.</summary>
internal static class ProviderFile
{
    /// <param name="context">What is known about the file.</param>
    /// <param name="documents">The descriptors in the file's value, in order; an invalid one is null, with the reason and its place.</param>
    public static ValidatedFile Validate(
        SourceText source, DescriptorContext context, Func<YamlNode, IEnumerable<ProvidedDocument>> documents, CancellationToken cancellationToken)
    {
        if (!JsonNodes.TryRead(source, out var root, out var problem, cancellationToken))
        {
            return new ValidatedFile(source, [Refused(source, 0, problem.At, problem.At, problem.Message)], []);
        }

        var validated = new List<ValidatedDocument>();
        foreach (var document in documents(root!))
        {
            if (validated.Count == YamlLimits.Source.Documents)
            {
                validated.Add(Refused(
                    source,
                    validated.Count,
                    document.Start,
                    document.Start,
                    $"The file has more than {YamlLimits.Source.Documents:N0} entries; the rest is ignored. Split it."));
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            validated.Add(document.Descriptor is { } descriptor
                ? DescriptorValidator.Validate(source, new YamlDocument(validated.Count, document.Start, descriptor, []), context)
                : Refused(source, validated.Count, document.Start, document.End, document.Problem));
        }

        return new ValidatedFile(source, validated, []);
    }

    /// <summary>The descriptors of the objects of a list.</summary>
    /// <param name="export">The file's value.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="key">The key that identifies an object of the list.</param>
    /// <param name="descriptor">The descriptor of an object.</param>
    public static IEnumerable<ProvidedDocument> List(YamlMapping export, string name, string key, Func<YamlMapping, YamlMapping> descriptor) =>
        export[name] switch
        {
            null or { IsNull: true } => [],
            YamlSequence list =>
                list.Items.Select(
                    i =>
                        i is YamlMapping item
                            ? ProvidedDocument.Of(descriptor(item))
                            : ProvidedDocument.Wrong(i, $"Each entry of '{name}' must be an object with a '{key}'.")),
            var other => [ProvidedDocument.Wrong(other, $"'{name}' must be a list of objects.")],
        };

    private static ValidatedDocument Refused(SourceText source, int document, int start, int end, string message)
    {
        var findings = new FindingCollector(source, $"document {document}");
        findings.Add(ProviderRules.Shape, start, end, "", message);
        return new ValidatedDocument(document, source.PositionAt(start).Line, null, findings.All);
    }
}

/// <summary>The descriptor of a part of a file.</summary>
/// <param name="Descriptor">The descriptor; null if the part cannot be one.</param>
/// <param name="Start">Where the part begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Problem">Why it cannot be one.</param>
internal sealed record ProvidedDocument(YamlMapping? Descriptor, int Start, int End, string Problem)
{
    public static ProvidedDocument Of(YamlMapping descriptor) => new(descriptor, descriptor.Start, descriptor.End, "");

    public static ProvidedDocument Wrong(YamlNode at, string problem) => new(null, at.Start, at.End, problem);
}

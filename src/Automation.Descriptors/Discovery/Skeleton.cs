using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Discovery;

/// <summary>
/// Recognises skeletons by their content: files that become descriptors when a template engine renders them. A file is a skeleton if each of its documents is:
/// an expression is in its apiVersion, kind, metadata.name or metadata.namespace, or makes it unreadable. A document that is not a skeleton is validated, and
/// so are the other documents of the file: otherwise an added document could exclude a file from the check.
/// </summary>
public static class Skeleton
{
    private const string Template = "Template";

    /// <summary>Whether a template engine names the file or one of its folders, as in <c>{{cookiecutter.name}}/catalog-info.yaml</c>.</summary>
    public static bool IsNamed(string path) => TemplateExpression.IsIn(path);

    /// <summary>Whether the text is a skeleton. A text without an expression is not parsed.</summary>
    public static bool Is(SourceText source, YamlLimits limits, CancellationToken cancellationToken)
    {
        if (!TemplateExpression.IsIn(source.Content))
        {
            return false;
        }

        var filledIn = new Lazy<YamlFile>(() => YamlFile.Read(SourceText.Of(source.Path, FilledTemplate.Of(source.Content)), limits, cancellationToken));
        var documents = YamlFile.Read(source, limits, cancellationToken).Documents.Where(d => !d.IsEmpty).ToList();
        return documents.Count > 0 && documents.TrueForAll(d => Is(d, source, filledIn));
    }

    private static bool Is(YamlDocument document, SourceText source, Lazy<YamlFile> filledIn) => document.Root switch
    {
        YamlMapping root => IsWholly(root, source) || HasIdentity(root, source),
        { } other => Holds(other, source),
        null => filledIn.Value.Documents.ElementAtOrDefault(document.Index) is { } filled && IsUnreadableBy(document, filled, source),
    };

    private static bool HasIdentity(YamlMapping root, SourceText source) =>
        (!IsTemplate(root) && (Holds(root["apiVersion"], source) || Holds(root["kind"], source)))
        || (root["metadata"] is YamlMapping metadata
            && (IsWholly(metadata, source) || Holds(metadata["name"], source) || Holds(metadata["namespace"], source)));

    // A document is a skeleton if it can be read only after its expressions are replaced. Keys that are in both branches of an "if" are duplicates then.
    private static bool IsUnreadableBy(YamlDocument document, YamlDocument filled, SourceText source) => filled switch
    {
        { Problems.Count: 0, Root: YamlMapping root } when IsTemplate(root) => Holds(root["metadata"], source),
        { Problems.Count: 0 } => true,
        _ => filled.Problems.All(p => p.Kind == YamlProblemKind.DuplicateKey) && document.Problems.Any(p => p.Kind != YamlProblemKind.DuplicateKey),
    };

    // The steps and the output of a Template contain expressions, so only its other fields are considered.
    private static bool IsTemplate(YamlMapping root) => root["kind"] is YamlScalar { Text: Template };

    // To a YAML parser, an expression is a map whose key is a map.
    private static bool IsWholly(YamlMapping map, SourceText source) => TextOf(map, source) is var text && (text.StartsWith("{{") || text.StartsWith("{%"));

    private static bool Holds(YamlNode? node, SourceText source) => node is not null && TemplateExpression.IsIn(TextOf(node, source));

    private static ReadOnlySpan<char> TextOf(YamlNode node, SourceText source) => source.Content.AsSpan(node.Start, node.End - node.Start);
}

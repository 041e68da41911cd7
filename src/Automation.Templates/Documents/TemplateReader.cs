using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Documents;

/// <summary>
/// Reads the template of a file. The placeholders that the catalog would resolve (<c>$text</c>, <c>$json</c>, <c>$yaml</c>) are read from the
/// template's own tree.
/// </summary>
/// <param name="tree">The files beside the template.</param>
/// <param name="path">The template's path in the tree.</param>
public sealed class TemplateReader(FileTree tree, string path)
{
    /// <summary>The largest template, and file of a placeholder.</summary>
    internal const long LargestFile = 4L << 20;


    /// <summary>Reads the first template of the file.</summary>
    /// <param name="template">The template; null if there is none that can run.</param>
    /// <returns>Why there is none; empty if there is one.</returns>
    public IReadOnlyList<TemplateProblem> TryRead(out TemplateDocument? template)
    {
        template = null;
        if (tree.Read(path, LargestFile) is not FileContent.Whole whole)
        {
            return [new TemplateProblem($"The template '{path}' cannot be read.", "", null)];
        }

        var source = SourceText.Decode(path, whole.Bytes.Span);
        var documents = YamlFile.Read(source, YamlLimits.Descriptor).Documents;
        if (documents.FirstOrDefault(d => d.Problems.Count > 0) is { } broken)
        {
            return [.. broken.Problems.Select(p => new TemplateProblem(p.Message, "", source.SpanBetween(p.Start, p.End)))];
        }

        var roots = documents.Select(d => d.Root).OfType<YamlMapping>().ToList();
        var root = roots.Find(r => IsText(r, "kind", TemplateDocument.Kind));
        if (root is null)
        {
            return [new TemplateProblem($"'{path}' has no document of kind {TemplateDocument.Kind}.", "/kind", null)];
        }

        var problems = new List<TemplateProblem>();
        var resolved = Placeholders.Resolve(root, p => Resolved(p, source, problems));
        var entity = JsonAsYaml.Of(resolved).AsObject();
        problems.AddRange(TemplateShape.Problems(entity).Select(p => p with { Span = SpanOf(root, p.Pointer, source) }));
        if (problems.Count == 0)
        {
            template = new TemplateDocument(RefOf(entity), entity, [.. entity["spec"]!["steps"]!.AsArray().Select((s, i) => Step(s!.AsObject(), i))]);
        }

        return problems;
    }

    /// <summary>The problems that prevent a document without placeholders from running.</summary>
    internal static IEnumerable<TemplateProblem> Problems(YamlMapping root) => TemplateShape.Problems(JsonAsYaml.Of(root).AsObject());

    private static bool IsText(YamlMapping mapping, string key, string text) =>
        mapping.Entries.FirstOrDefault(e => e.Key == key)?.Value is YamlScalar { Text: var value } && value == text;

    private static EntityRef RefOf(JsonObject entity) => new(
        TemplateDocument.Kind,
        (entity["metadata"]?["namespace"] as JsonValue)?.ToString() ?? EntityRef.DefaultNamespace,
        entity["metadata"]!["name"]!.ToString());

    private static TemplateStep Step(JsonObject step, int index)
    {
        var action = step["action"]!.ToString();
        return new TemplateStep(
            (step["id"] as JsonValue)?.ToString() ?? $"step-{index + 1}",
            (step["name"] as JsonValue)?.ToString() ?? action,
            action,
            step["input"] as JsonObject,
            step["if"] as JsonValue,
            step["each"]);
    }

    /// <summary>Where a pointer leads to, or where the last node on its way is.</summary>
    internal static SourceSpan SpanOf(YamlMapping root, string pointer, SourceText source)
    {
        YamlNode node = root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var next = node switch
            {
                YamlMapping mapping => mapping.Entries.FirstOrDefault(e => e.Key == part)?.Value,
                YamlSequence sequence => int.TryParse(part, out var index) && index < sequence.Items.Count ? sequence.Items[index] : null,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return source.SpanBetween(node.Start, node.Start);
    }

    private YamlNode Resolved(YamlMapping placeholder, SourceText source, List<TemplateProblem> problems)
    {
        var (resolver, name) = (placeholder.Entries[0].Key, placeholder.Entries[0].Value as YamlScalar);
        var file = name is null ? null : Beside(name.Text);
        if (file is null || tree.Read(file, LargestFile) is not FileContent.Whole whole)
        {
            problems.Add(new TemplateProblem(
                $"The file of {resolver} is not in the template's repository: '{name?.Text}'.",
                "",
                source.SpanBetween(placeholder.Start, placeholder.End)));
            return placeholder;
        }

        var content = SourceText.Decode(file, whole.Bytes.Span);
        if (resolver == "$text")
        {
            return new YamlScalar(content.Content, YamlType.String, default, placeholder.Start, placeholder.End);
        }

        var documents = YamlFile.Read(content, YamlLimits.Descriptor).Documents.Where(d => !d.IsEmpty).ToList();
        if (documents is not [{ Problems: [], Root: { } root }])
        {
            problems.Add(new TemplateProblem(
                $"'{file}' is not exactly one document of {(resolver == "$json" ? "JSON" : "YAML")}.",
                "",
                source.SpanBetween(placeholder.Start, placeholder.End)));
            return placeholder;
        }

        return root;
    }

    private string? Beside(string name)
    {
        var segments = path.Split('/').SkipLast(1).ToList();
        foreach (var segment in name.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }
}

/// <summary>Why a template cannot run.</summary>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="Pointer">JSON pointer into the document.</param>
/// <param name="Span">The place in the file; null if there is none.</param>
public sealed record TemplateProblem(string Message, string Pointer, SourceSpan? Span);

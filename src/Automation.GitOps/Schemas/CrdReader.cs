using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Schemas;

/// <summary>Reads CustomResourceDefinitions (apiextensions.k8s.io/v1): the structural schema of each version that is served.</summary>
public static class CrdReader
{
    private const int Deepest = 64;

    // That of ApplicationSet alone has more than people write.
    private static readonly YamlLimits Limits = YamlLimits.Source with { NodesOfDocument = 1_000_000 };

    /// <summary>The kinds that a file defines; none if it defines none.</summary>
    public static IReadOnlyList<KindSchema> Read(SourceText source) =>
        [.. YamlFile.Read(source, Limits).Documents.SelectMany(d => d is { Problems: [], Root: YamlMapping root } ? Kinds(root) : [])];

    private static IEnumerable<KindSchema> Kinds(YamlMapping root)
    {
        if (TextAt(root, "kind") != "CustomResourceDefinition" || root["spec"] is not YamlMapping spec
            || TextAt(spec, "group") is not { } group || spec["names"] is not YamlMapping names || TextAt(names, "kind") is not { } kind)
        {
            yield break;
        }

        foreach (var version in (spec["versions"] as YamlSequence)?.Items.OfType<YamlMapping>() ?? [])
        {
            if (TextAt(version, "name") is { } name && version["schema"] is YamlMapping { } schema && schema["openAPIV3Schema"] is YamlMapping open)
            {
                yield return new KindSchema($"{group}/{name}", kind, Of(open, 0)) { IsNamespaced = TextAt(spec, "scope") != "Cluster" };
            }
        }
    }

    private static FieldSchema Of(YamlMapping schema, int depth)
    {
        if (depth > Deepest)
        {
            return new FieldSchema(FieldType.Any);
        }

        var fields = schema["properties"] as YamlMapping;
        var items = schema["items"] as YamlMapping ?? schema["additionalProperties"] as YamlMapping;
        return new FieldSchema(TypeOf(schema, fields, items))
        {
            Fields = (fields?.Entries ?? []).Where(f => f.Value is YamlMapping)
                .ToDictionary(f => f.Key, f => Of((YamlMapping)f.Value, depth + 1), StringComparer.Ordinal),
            Required = [.. Texts(schema["required"])],
            Items = items is null ? null : Of(items, depth + 1),
            KeepsUnknown = IsTrue(schema, "x-kubernetes-preserve-unknown-fields") || IsTrue(schema, "additionalProperties"),
            IsNullable = IsTrue(schema, "nullable"),
            HasDefault = schema["default"] is not null,
            Values = [.. Texts(schema["enum"])],
            Least = Size(schema, "min") ?? 0,
            Most = Size(schema, "max") ?? int.MaxValue,
            Minimum = NumberAt(schema, "minimum") ?? double.NegativeInfinity,
            Maximum = NumberAt(schema, "maximum") ?? double.PositiveInfinity,

            // The one pattern of Argo CD's definitions; others are not validated.
            IsBelowRoot = TextAt(schema, "pattern") == "^.{2,}|[^./]$",
        };
    }

    private static FieldType TypeOf(YamlMapping schema, YamlMapping? fields, YamlMapping? items) => TextAt(schema, "type") switch
    {
        _ when IsTrue(schema, "x-kubernetes-int-or-string") => FieldType.IntegerOrText,
        "string" when TextAt(schema, "format") == "date-time" => FieldType.Time,
        "string" => FieldType.Text,
        "integer" => FieldType.Integer,
        "number" => FieldType.Number,
        "boolean" => FieldType.Boolean,
        "array" => FieldType.List,
        "object" when fields is null && items is not null => FieldType.Map,
        "object" => FieldType.Object,
        _ => FieldType.Any,
    };

    private static int? Size(YamlMapping schema, string bound) =>
        (NumberAt(schema, $"{bound}Length") ?? NumberAt(schema, $"{bound}Items") ?? NumberAt(schema, $"{bound}Properties")) is { } size
            ? (int)Math.Min(size, int.MaxValue)
            : null;

    private static string? TextAt(YamlMapping map, string name) => (map[name] as YamlScalar)?.Text;

    private static bool IsTrue(YamlMapping map, string name) => map[name] is YamlScalar { Type: YamlType.Boolean, IsFalsy: false };

    private static double? NumberAt(YamlMapping map, string name) => map[name] is YamlScalar { Type: YamlType.Number } scalar ? scalar.Number : null;

    private static IEnumerable<string> Texts(YamlNode? node) => (node as YamlSequence)?.Items.OfType<YamlScalar>().Select(i => i.Text) ?? [];
}

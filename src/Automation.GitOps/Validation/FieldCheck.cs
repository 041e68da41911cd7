using System.Globalization;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Schemas;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Checks the layers <c>schema</c> and <c>strict</c>: what an API server with these definitions rejects, and what it drops. Null in a field that is
/// not nullable and has no default is
/// dropped before validation; in a list it stays (specs, gitops §2).
/// </summary>
internal sealed class FieldCheck(Manifest manifest, SchemaSet schemas, ManifestFindings findings)
{
    /// <summary>Checks it; does nothing if the kind is not known and may exist.</summary>
    public void Run()
    {
        if (manifest.ApiVersion.Length == 0 || manifest.Kind.Length == 0)
        {
            var missing = manifest.ApiVersion.Length == 0 ? "apiVersion" : "kind";
            findings.AddMissing(ManifestRules.Required, $"The manifest has no '{missing}', which is required.", JsonPointer.Root.Field(missing), manifest.Root);
        }
        else if (schemas.Find(manifest.ApiVersion, manifest.Kind) is { } kind)
        {
            Object(manifest.Root, kind.Schema, JsonPointer.Root, isRoot: true);
        }
        else if (schemas.Meant(manifest.ApiVersion, manifest.Kind) is { } meant)
        {
            findings.AddMissing(
                ManifestRules.UnknownKind,
                $"There is no {Quoted.Of(manifest.Kind)} of {Quoted.Of(manifest.ApiVersion)}: write '{meant.Kind}' of '{meant.ApiVersion}'.",
                JsonPointer.Root,
                manifest.Root);
        }
    }

    private void Value(YamlNode node, FieldSchema schema, JsonPointer at)
    {
        switch (schema.Type, node)
        {
            case (FieldType.Any, _):
                break;
            case (FieldType.Object, YamlMapping map) when map is not YamlBinary:
                Object(map, schema, at, isRoot: false);
                break;
            case (FieldType.Map, YamlMapping map) when map is not YamlBinary:
                Map(map, schema, at);
                break;
            case (FieldType.List, YamlSequence list):
                List(list, schema, at);
                break;
            case (FieldType.Text or FieldType.Time, YamlScalar { Type: YamlType.String } text):
                Text(text, schema, at);
                break;
            case (FieldType.Boolean, YamlScalar { Type: YamlType.Boolean }):
            case (FieldType.IntegerOrText, YamlScalar { Type: YamlType.String }):
                break;
            case (FieldType.Integer or FieldType.IntegerOrText, YamlScalar { Type: YamlType.Number } number) when double.IsInteger(number.Number):
            case (FieldType.Number, YamlScalar { Type: YamlType.Number }):
                Number((YamlScalar)node, schema, at);
                break;
            case (_, YamlScalar { Type: YamlType.Null }) when schema.IsNullable:
                break;
            default:
                findings.Add(ManifestRules.Type, $"{Named(at)} must be {NameOf(schema.Type)}, but is {NameOf(node)}.{Advice(schema.Type, node, at)}", at, node);
                break;
        }
    }

    private void Object(YamlMapping map, FieldSchema schema, JsonPointer at, bool isRoot)
    {
        foreach (var entry in map.Entries)
        {
            if (isRoot && entry.Key is "metadata" or "apiVersion" or "kind")
            {
                // Every kind has them; metadata is a layer of its own.
                continue;
            }

            var pointer = at.Field(entry.Key);
            if (schema.Fields.TryGetValue(entry.Key, out var field))
            {
                if (!IsDropped(entry.Value, field))
                {
                    Value(entry.Value, field, pointer);
                }
            }
            else if (!schema.KeepsUnknown)
            {
                var owner = schema.Fields.FirstOrDefault(f => f.Value.Fields.ContainsKey(entry.Key)).Key;
                var advice = owner is not null ? $" It belongs under '{owner}'."
                    : DidYouMean.Closest(entry.Key, schema.Fields.Keys) is { } close ? $" Did you mean '{close}'?"
                    : "";
                findings.Add(
                    ManifestRules.UnknownField, $"{Named(at)} has no field {Quoted.Of(entry.Key)}: the API server drops it.{advice}", pointer, entry);
            }
        }

        foreach (var name in schema.Required)
        {
            if (!map.TryGet(name, out var entry) || (schema.Fields.TryGetValue(name, out var field) && IsDropped(entry.Value, field)))
            {
                findings.AddMissing(ManifestRules.Required, $"{Named(at)} has no '{name}', which is required.", at.Field(name), map);
            }
        }
    }

    private void Map(YamlMapping map, FieldSchema schema, JsonPointer at)
    {
        Length(map, map.Entries.Count, schema, at, "entries");
        foreach (var entry in map.Entries)
        {
            if (schema.Items is { } items && !IsDropped(entry.Value, items))
            {
                Value(entry.Value, items, at.Field(entry.Key));
            }
        }
    }

    private void List(YamlSequence list, FieldSchema schema, JsonPointer at)
    {
        Length(list, list.Items.Count, schema, at, "items");
        for (var i = 0; i < list.Items.Count && schema.Items is not null; i++)
        {
            Value(list.Items[i], schema.Items, at.Item(i));
        }
    }

    private void Text(YamlScalar text, FieldSchema schema, JsonPointer at)
    {
        if (schema.Values.Count > 0 && !schema.Values.Contains(text.Text, StringComparer.Ordinal))
        {
            findings.Add(
                ManifestRules.Value, $"{Named(at)} is {Quoted.Of(text.Text)}, but must be one of {string.Join(", ", schema.Values)}.", at, text);
        }
        else if (schema.IsBelowRoot && text.Text is "" or "." or "/")
        {
            findings.Add(ManifestRules.Value, $"{Named(at)} must be a folder below the root of the repository.", at, text);
        }
        else if (schema.Type == FieldType.Time && !IsTime(text.Text))
        {
            findings.Add(ManifestRules.Type, $"{Named(at)} must be a date and time such as 2026-01-31T12:00:00Z.", at, text);
        }
        else
        {
            // Counted in Unicode characters.
            Length(text, text.Text.EnumerateRunes().Count(), schema, at, "characters");
        }
    }

    private void Length(YamlNode node, int length, FieldSchema schema, JsonPointer at, string unit)
    {
        if (length < schema.Least || length > schema.Most)
        {
            var limit = length < schema.Least ? $"at least {schema.Least:N0}" : $"at most {schema.Most:N0}";
            findings.Add(ManifestRules.Value, $"{Named(at)} has {length:N0} {unit}, but must have {limit}.", at, node);
        }
    }

    private void Number(YamlScalar number, FieldSchema schema, JsonPointer at)
    {
        if (number.Number < schema.Minimum || number.Number > schema.Maximum)
        {
            findings.Add(ManifestRules.Value, $"{Named(at)} is {number.Text}, which is outside the allowed range.", at, number);
        }
    }

    private static bool IsDropped(YamlNode value, FieldSchema schema) =>
        value.IsNull && !schema.IsNullable && !schema.HasDefault && schema.Type != FieldType.Any;

    // RFC 3339, as Go reads it: with a zone.
    private static bool IsTime(string text) =>
        text.Length >= "2006-01-02T15:04:05Z".Length && text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Named(JsonPointer at) => at == JsonPointer.Root ? "The manifest" : $"'{at.ToPath()}'";

    private static string NameOf(FieldType type) => type switch
    {
        FieldType.Text => "a string",
        FieldType.Time => "a date and time",
        FieldType.Integer => "a whole number",
        FieldType.Number => "a number",
        FieldType.Boolean => "true or false",
        FieldType.IntegerOrText => "a whole number or a string",
        FieldType.List => "a list",
        _ => "an object",
    };

    private static string NameOf(YamlNode node) => node switch
    {
        YamlSequence => "a list",
        YamlMapping => "an object",
        { IsNull: true } => "empty",
        YamlScalar { Type: YamlType.Boolean } boolean => $"the boolean {boolean.Text}",
        YamlScalar { Type: YamlType.Number } number => $"the number {number.Text}",
        _ => "a string",
    };

    private string Advice(FieldType type, YamlNode node, JsonPointer at) => node switch
    {
        YamlMapping when type is FieldType.Text or FieldType.IntegerOrText && findings.Written(node) is ['{', '{', ..] and [.., '}', '}'] =>
            $" YAML reads braces without quotes as an object: write \"{findings.Written(node)}\" in quotes.",
        YamlScalar { IsNull: false } scalar when type == FieldType.Text => $" Write \"{scalar.Text}\" in quotes.",
        YamlScalar { Type: YamlType.String } scalar when scalar.Text.Contains("{{", StringComparison.Ordinal) && IsInTemplate(at) =>
            " A template there gives text: set the field with 'templatePatch'.",
        _ => "",
    };

    private static bool IsInTemplate(JsonPointer at) => at.ToPath().StartsWith("spec.template.", StringComparison.Ordinal);
}

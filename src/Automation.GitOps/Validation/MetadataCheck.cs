using System.Buffers;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Checks the layer <c>meta</c>: names, labels, annotations and finalizers, as the API server validates them for every kind (specs, gitops §2).
/// </summary>
internal sealed class MetadataCheck(Manifest manifest, ManifestFindings findings)
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly string[] Texts = ["name", "namespace", "generateName", "uid", "resourceVersion", "selfLink"];
    private static readonly SearchValues<char> DnsCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly JsonPointer _at = JsonPointer.Root.Field("metadata");

    public void Run()
    {
        if (!manifest.Root.TryGet("metadata", out var entry))
        {
            // That it is required is in the schema.
            return;
        }

        if (entry.Value is not YamlMapping metadata)
        {
            findings.Add(ManifestRules.MetadataType, "'metadata' must be an object with a name.", _at, entry);
            return;
        }

        foreach (var field in metadata.Entries.Where(f => Texts.Contains(f.Key) && !f.Value.IsNull && Manifest.TextOf(f.Value) is null))
        {
            var reason = field.Value is YamlScalar scalar ? $", and YAML reads {scalar.Text} as a {scalar.Type.ToString().ToLowerInvariant()}" : "";
            findings.Add(
                ManifestRules.MetadataType, $"'metadata.{field.Key}' must be a string{reason}: put it in quotes.", _at.Field(field.Key), field.Value);
        }

        Name(metadata);
        Namespace(metadata);
        Map(metadata, "labels", (key, value, at, node) => LabelValue(key, value, at, node));
        Map(metadata, "annotations", (_, _, _, _) => { });
        Finalizers(metadata);
    }

    private void Name(YamlMapping metadata)
    {
        if (metadata["name"] is YamlScalar { Type: YamlType.String } name && name.Text.Length > 0)
        {
            if (!IsSubdomain(name.Text))
            {
                findings.Add(
                    ManifestRules.Name,
                    $"{Quoted.Of(name.Text)} is not a valid name: use lower-case letters, digits, '-' and '.', and begin and end with a letter or digit.",
                    _at.Field("name"),
                    name);
            }
        }
        else if (metadata["name"] is null or { IsNull: true } or YamlScalar { Text: "" } && Manifest.TextOf(metadata["generateName"]) is not { Length: > 0 })
        {
            findings.AddMissing(ManifestRules.Name, "The resource has no name: add 'metadata.name'.", _at.Field("name"), metadata);
        }
    }

    private void Namespace(YamlMapping metadata)
    {
        if (metadata["namespace"] is YamlScalar { Type: YamlType.String } text && text.Text.Length > 0
            && (text.Text.Length > LongestLabel || text.Text.Contains('.', StringComparison.Ordinal) || !IsSubdomain(text.Text)))
        {
            findings.Add(
                ManifestRules.Name,
                $"{Quoted.Of(text.Text)} is not a valid namespace: use up to {LongestLabel} lower-case letters, digits and '-'.",
                _at.Field("namespace"),
                text);
        }
    }

    private void Map(YamlMapping metadata, string name, Action<string, string, JsonPointer, YamlNode> value)
    {
        var at = _at.Field(name);
        switch (metadata[name])
        {
            case null or { IsNull: true }:
                break;
            case YamlMapping map:
                foreach (var entry in map.Entries)
                {
                    Key(entry.Key, name == "annotations", at.Field(entry.Key), entry.Name);
                    if (entry.Value is YamlScalar { Type: YamlType.String } text)
                    {
                        value(entry.Key, text.Text, at.Field(entry.Key), text);
                    }
                    else if (!entry.Value.IsNull)
                    {
                        findings.Add(
                            ManifestRules.MetadataType,
                            $"The value of {Quoted.Of(entry.Key)} must be a string{(entry.Value is YamlScalar s ? $": write \"{s.Text}\" in quotes" : "")}.",
                            at.Field(entry.Key),
                            entry.Value);
                    }
                }

                break;
            case var other:
                findings.Add(ManifestRules.MetadataType, $"'metadata.{name}' must be an object whose values are strings.", at, other);
                break;
        }
    }

    private void Finalizers(YamlMapping metadata)
    {
        var at = _at.Field("finalizers");
        switch (metadata["finalizers"])
        {
            case null or { IsNull: true }:
                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (Manifest.TextOf(list.Items[i]) is { } finalizer)
                    {
                        Key(finalizer, ignoresCase: false, at.Item(i), list.Items[i]);
                    }
                    else
                    {
                        findings.Add(ManifestRules.MetadataType, "A finalizer must be a string.", at.Item(i), list.Items[i]);
                    }
                }

                break;
            case var other:
                findings.Add(ManifestRules.MetadataType, "'metadata.finalizers' must be a list of strings.", at, other);
                break;
        }
    }

    // A qualified name: 'name', or 'prefix/name' with a DNS subdomain as prefix. Those of annotations are validated in lower case (Kubernetes,
    // validation.ValidateAnnotations).
    private void Key(string key, bool ignoresCase, JsonPointer at, YamlNode node)
    {
        var text = ignoresCase ? key.ToLowerInvariant() : key;
        var (prefix, name) = text.Split('/') switch
        {
            [var only] => (null, only),
            [var before, var after] => (before, after),
            _ => ((string?)"", ""),
        };
        if ((prefix is not null && !IsSubdomain(prefix)) || !IsLabel(name) || name.Length == 0)
        {
            findings.Add(
                ManifestRules.Label,
                $"{Quoted.Of(key)} is not a qualified name: write 'name' or 'domain/name' with letters, digits, '-', '_' and '.', the name with up to "
                    + $"{LongestLabel}.",
                at,
                node);
        }
    }

    private void LabelValue(string key, string value, JsonPointer at, YamlNode node)
    {
        if (!IsLabel(value))
        {
            findings.Add(
                ManifestRules.Label,
                $"The label {Quoted.Of(key)} has the value {Quoted.Of(value)}: use up to {LongestLabel} letters, digits, '-', '_' and '.', beginning and "
                    + "ending with a letter or digit.",
                at,
                node);
        }
    }

    // RFC 1123, as Kubernetes validates it: each label begins and ends with a letter or digit.
    private static bool IsSubdomain(string text) =>
        text.Length is > 0 and <= LongestName
        && !text.AsSpan().ContainsAnyExcept(DnsCharacters)
        && text.Split('.').All(p => p.Length > 0 && p[0] != '-' && p[^1] != '-');

    private static bool IsLabel(string text) =>
        text.Length == 0
        || (text.Length <= LongestLabel && !text.AsSpan().ContainsAnyExcept(LabelCharacters)
            && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]));
}

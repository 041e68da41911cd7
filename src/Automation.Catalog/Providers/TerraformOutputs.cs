using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>
/// What <c>terraform output -json</c> writes: outputs by name, each with a value and whether it is sensitive. An output whose value is an object
/// with a <c>type</c> and an <c>owner</c>, or a list or map of such objects, becomes Resources. Sensitive outputs are not read.
/// </summary>
/// <remarks>Source: https://developer.hashicorp.com/terraform/cli/commands/output.</remarks>
public static class TerraformOutputs
{
    private const string Kind = "Resource";

    /// <summary>Validates the Resources of a file of outputs.</summary>
    public static ValidatedFile Validate(SourceText source, DescriptorContext context, CancellationToken cancellationToken) =>
        ProviderFile.Validate(source, context, Documents, cancellationToken);

    private static IEnumerable<ProvidedDocument> Documents(YamlNode root)
    {
        if (root is not YamlMapping outputs)
        {
            return [ProvidedDocument.Wrong(root, "The file is not the output of 'terraform output -json', an object with the outputs by name.")];
        }

        return outputs.Entries.SelectMany(Output);
    }

    private static IEnumerable<ProvidedDocument> Output(YamlEntry output)
    {
        if (output.Value is not YamlMapping fields || !fields.TryGet("value", out var value))
        {
            return [
                ProvidedDocument.Wrong(output.Name, "This output has no 'value': write the file with 'terraform output -json', without the name of an output."),
            ];
        }

        // An output without 'sensitive: false' counts as sensitive.
        return fields["sensitive"] is YamlScalar { Type: YamlType.Boolean, Text: "false" } ? Resources(output.Name, value.Value) : [];
    }

    private static IEnumerable<ProvidedDocument> Resources(YamlNode name, YamlNode value) => value switch
    {
        YamlMapping one when IsResource(one) => [ProvidedDocument.Of(Resource(one, one["name"] ?? name))],
        YamlMapping many =>
            many.Entries.Where(e => e.Value is YamlMapping item && IsResource(item))
                .Select(e => ProvidedDocument.Of(Resource((YamlMapping)e.Value, ((YamlMapping)e.Value)["name"] ?? e.Name))),
        YamlSequence list => list.Items.OfType<YamlMapping>().Where(IsResource).Select(item => ProvidedDocument.Of(Resource(item, item["name"]))),
        _ => [],    // Addresses, counts and other facts for machines.
    };

    private static bool IsResource(YamlMapping value) => value.TryGet("type", out _) && value.TryGet("owner", out _);

    private static YamlMapping Resource(YamlMapping value, YamlNode? name)
    {
        var nodes = new DescriptorNodes(value).Metadata("name", name);
        foreach (var field in (ReadOnlySpan<string>)["namespace", "title", "description", "labels", "annotations", "tags", "links"])
        {
            nodes.Metadata(field, value[field]);
        }

        foreach (var (field, key) in (ReadOnlySpan<(string, string)>)[
            ("type", "type"),
            ("owner", "owner"),
            ("system", "system"),
            ("dependsOn", "depends_on"),
            ("dependencyOf", "dependency_of"),
        ])
        {
            nodes.Spec(field, value[key]);
        }

        return nodes.Of(Kind);
    }
}

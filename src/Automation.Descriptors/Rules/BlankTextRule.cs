using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Schema;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>Text that is only white space: Backstage requires characters, not words.</summary>
internal static class BlankTextRule
{
    public static readonly Rule Rule = new("catalog/blank-text", Severity.Warning, Responsible.ApplicationTeam, "Write a value, or remove the field.")
    {
        Detects = "Text that contains only spaces.",
        Why = "Backstage accepts it, and people see an entity without an owner, type or title.",
        Bad = "metadata:\n  description: \"  \"",
        Good = "metadata:\n  description: Writes yesterday's orders to a file",
        Sources = [RuleSource.BackstageKinds],
    };

    private static readonly string[] InMetadata = ["title", "description"];

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Metadata is { } metadata)
        {
            foreach (var name in InMetadata)
            {
                CheckField(metadata.Field(name), isRequired: false, findings);
            }

            if (metadata.Field("links") is { } links)
            {
                foreach (var link in links.Items())
                {
                    CheckField(link.Field("type"), isRequired: false, findings);
                }
            }
        }

        if (descriptor.Spec is { } spec && BuiltInKinds.Find(descriptor.Kind, descriptor.ApiVersion) is { } kind)
        {
            foreach (var field in kind.Fields)
            {
                CheckField(spec.Field(field.Name), field.IsRequired, findings);
            }
        }
    }

    private static void CheckField(Place? place, bool isRequired, FindingCollector findings)
    {
        if (place is { Text: { Length: > 0 } text, Entry: { } entry } field && string.IsNullOrWhiteSpace(text))
        {
            // Removing the header of a block would leave its lines behind.
            var isRemovable = !isRequired && field.Value is YamlScalar { Style: not YamlScalarStyle.Block };
            findings.Add(
                Rule,
                field,
                $"'{field.Path}' is blank. Write a value{(isRequired ? "" : ", or leave it out")}.",
                isRemovable ? YamlFix.Remove(findings.Source, entry) : null);
        }
    }
}

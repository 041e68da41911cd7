using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>Secrets in a descriptor. A finding names the kind of secret and never shows it.</summary>
internal static class SecretRule
{
    public static readonly Rule Rule = new(
        "catalog/secret-in-annotation", Severity.Warning, Responsible.ApplicationTeam, "Revoke the secret, and remove it from the descriptor.")
    {
        Detects = "Values in annotations, labels, links and `spec` that look like GitHub, AWS and Slack tokens, private keys, signed tokens (JWT), and "
            + "`password=`.",
        Why = "Everybody who can see the entity in Backstage, or read the repository, can read the secret.",
        FixDetails = "Removing the line is not enough: the secret stays in the history of the repository.",
        Bad = "annotations:\n  acme.example/database: postgres://db?user=orders&password=…",
        Good = "annotations:\n  acme.example/database: orders-db",
        Sources = [RuleSource.Own],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        Check(descriptor.Metadata, findings);
        Check(descriptor.Spec, findings);
    }

    private static void Check(Place? part, FindingCollector findings)
    {
        if (part is { } place && HoldsSecret(place.Value))
        {
            Report(place, findings);
        }
    }

    // Almost no document has one: positions are computed only for those that do.
    private static bool HoldsSecret(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { Type: YamlType.String } scalar:
                return SecretShape.Of(scalar.Text) is not null;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    if (HoldsSecret(item))
                    {
                        return true;
                    }
                }

                return false;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (HoldsSecret(entry.Value))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    private static void Report(Place place, FindingCollector findings)
    {
        if (place.Text is { } text)
        {
            if (SecretShape.Of(text) is { } what)
            {
                var node = place.Entry?.Name ?? place.Value;
                findings.Add(
                    Rule,
                    node.Start,
                    place.Entry is null ? node.Start : node.End,
                    place.Pointer.ToString(),
                    $"'{place.Path}' seems to contain {what}. Revoke it where it was issued, and remove it from here.");
            }

            return;
        }

        foreach (var child in place.Fields().Concat(place.Items()))
        {
            Report(child, findings);
        }
    }
}

using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Schema;

/// <summary>A required field that a map does not have. A field with a similar name is probably a misspelling of it.</summary>
internal static class MissingField
{
    /// <summary>Reports it, with the fix that renames the misspelt one.</summary>
    /// <param name="rule">The rule that requires the field.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="expected">What to add.</param>
    /// <param name="isKnown">Whether a name is a field in its own right, and therefore not a misspelling of another: 'type' of 'title', 'domain' of
    /// 'domains'.</param>
    /// <param name="findings">Receives the finding.</param>
    public static void Report(Rule rule, Place parent, string field, string expected, Func<string, bool> isKnown, FindingCollector findings)
    {
        var misspelt = parent.Fields().FirstOrDefault(f => DidYouMean.Closest(f.Pointer.Last, [field]) is not null && !isKnown(f.Pointer.Last))?.Entry;
        var owner = parent.Path.Length == 0 ? "The document" : $"'{parent.Path}'";
        findings.Add(
            rule,
            misspelt?.Name ?? parent.Entry?.Name ?? FirstName(parent.Value),
            parent.Pointer.Field(field),
            $"{owner} has no '{field}'. {(misspelt is null ? $"Add it: {expected}." : $"'{misspelt.Key}' is probably a misspelling of it: rename it.")}",
            misspelt is null ? null : YamlFix.Rename(findings.Source, misspelt, field));
    }

    // The root and the items of lists have no name of their own.
    private static YamlNode FirstName(YamlNode node) => node is YamlMapping { Entries: [var first, ..] } ? first.Name : node;
}

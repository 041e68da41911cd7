using Automation.Core.Findings;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>Adds the findings of a document that depend on other entities.</summary>
internal static class Enrichment
{
    /// <summary>The document with fixes for kinds that are missing, and without advice about a reference that is now known to lead nowhere.</summary>
    public static ValidatedDocument Of(ValidatedDocument document, IReadOnlyList<Finding> references, IEnumerable<(string Pointer, Fix Fix)> kinds)
    {
        if (!document.Findings.Any(f => f.Rule.Id == ReferenceTextRules.KindMissing.Id || IsAboutReference(f.Rule)))
        {
            return document;
        }

        var fixes = kinds.ToDictionary(k => k.Pointer, k => k.Fix, StringComparer.Ordinal);
        var said = references.Where(r => UnknownRules.All.Contains(r.Rule)).Select(r => r.Pointer).ToHashSet(StringComparer.Ordinal);
        return document with
        {
            Findings = [.. document.Findings
                .Where(f => !(IsAboutReference(f.Rule) && said.Contains(f.Pointer)))
                .Select(
                    f =>
                        f.Fix is null && f.Rule.Id == ReferenceTextRules.KindMissing.Id && fixes.TryGetValue(f.Pointer, out var fix)
                            ? f with { Fix = fix }
                            : f)],
        };
    }

    private static bool IsAboutReference(Rule rule) => AdviceRules.AboutReferences.Contains(rule);
}

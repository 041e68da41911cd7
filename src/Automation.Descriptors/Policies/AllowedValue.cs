using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;

namespace Automation.Descriptors.Policies;

/// <summary>Kinds, types and lifecycles must be among those that are allowed.</summary>
internal static class AllowedValue
{
    private const int MostNamed = 12;

    public static void Check(Descriptor descriptor, CatalogPolicy policy, FindingCollector findings)
    {
        var allowed = policy.Allowed;
        CheckKind(descriptor, allowed.Kinds, findings);
        if (allowed.Types.FirstOrDefault(t => string.Equals(t.Key, descriptor.Kind, StringComparison.OrdinalIgnoreCase)) is { Value: { } types })
        {
            CheckText(PolicyRules.Type, descriptor.Spec?.Field("type"), $"type of {descriptor.Kind}", types, findings);
        }

        CheckText(PolicyRules.Lifecycle, descriptor.Spec?.Field("lifecycle"), "lifecycle", allowed.Lifecycles, findings);
    }

    // catalog/kind-unrecognized fixes a misspelt kind; turning one kind into another is not a fix.
    private static void CheckKind(Descriptor descriptor, IReadOnlyList<string> kinds, FindingCollector findings)
    {
        if (kinds.Count > 0 && !kinds.Contains(descriptor.Kind, StringComparer.OrdinalIgnoreCase))
        {
            findings.Add(PolicyRules.Kind, descriptor.Root.Field("kind")!, $"Descriptors here may not define a {descriptor.Kind}: {List(kinds)}.");
        }
    }

    private static void CheckText(Rule rule, Place? place, string what, IReadOnlyList<string> allowed, FindingCollector findings)
    {
        if (allowed.Count == 0 || place is not { Text: { Length: > 0 } text } found || found.Value.IsStandIn || allowed.Contains(text, StringComparer.Ordinal))
        {
            return;
        }

        var better = allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase)) ?? DidYouMean.Closest(text, allowed);
        var fix = better is null ? null : YamlFix.Replace(findings.Source, found.Value, better);
        findings.Add(
            rule, found, $"{DescriptorWording.Quote(text)} is not a {what} that is allowed here: {List(allowed)}.{DescriptorWording.Offer(better)}", fix);
    }

    private static string List(IReadOnlyList<string> allowed)
    {
        var named = string.Join(", ", allowed.Take(MostNamed).Select(DescriptorWording.Quote));
        return allowed.Count > MostNamed ? $"the allowed values are {named} and {allowed.Count - MostNamed} more"
            : allowed.Count == 1 ? $"only {named} is allowed"
            : $"the allowed values are {named}";
    }
}

using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Formats;

namespace Automation.Descriptors.Rules;

/// <summary>The allowed targets of a Location entity (specs, descriptors §9).</summary>
public static class LocationRules
{
    public static readonly Rule Type = new(
        "catalog/location-type", Severity.Error, Responsible.ApplicationTeam, "Remove a Location's type, or set it to 'url'.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A Location in a repository whose `type` is not `url`.",
        Why = "Backstage reads the repository by URL and rejects any other type. `file` works only on a developer's machine.",
        Bad = "kind: Location\nspec:\n  type: file\n  target: ./apis.yaml",
        Good = "kind: Location\nspec:\n  target: ./apis.yaml",
        Sources =
        [
            RuleSource.Backstage("DefaultCatalogProcessingOrchestrator.ts", "plugins/catalog-backend/src/processing/DefaultCatalogProcessingOrchestrator.ts"),
        ],
    };

    public static readonly Rule Target = new(
        "catalog/location-target", Severity.Error, Responsible.ApplicationTeam, "Give a Location targets that are paths or URLs.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A target that does not resolve to a URL, relative targets starting at the descriptor's own address.",
        Why = "Backstage rejects the Location, so nothing that it refers to is read.",
        Bad = "kind: Location\nspec:\n  target: https://",
        Good = "kind: Location\nspec:\n  target: ./apis.yaml",
        Sources =
        [
            RuleSource.Backstage("DefaultCatalogProcessingOrchestrator.ts", "plugins/catalog-backend/src/processing/DefaultCatalogProcessingOrchestrator.ts"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Type, Target];

    /// <summary>The targets of a Location: <c>target</c>, then <c>targets</c>.</summary>
    public static IEnumerable<Place> Targets(Descriptor descriptor) =>
        descriptor.Spec is not { } spec ? []
        : new[] { spec.Field("target") }.OfType<Place>().Concat(spec.Field("targets")?.Items() ?? []).Where(t => t.Text is { Length: > 0 });

    /// <summary>Whether a Location accepts targets of a type: the type of the location it was read from.</summary>
    public static bool MayHaveType(string? type, bool isInFolder) => type is null or "" or "url" || (isInFolder && type == "file");

    public static void Check(Descriptor descriptor, DescriptorContext context, FindingCollector findings)
    {
        if (descriptor.Kind != "Location" || descriptor.Spec is not { } spec)
        {
            return;
        }

        if (spec.Field("type") is { Text: { Length: > 0 } type } place && !MayHaveType(type, context.IsInFolder))
        {
            findings.Add(
                Type,
                place,
                $"A Location in a repository cannot have the type {DescriptorWording.Quote(type)}: leave the type out, or write 'url'.",
                YamlFix.Replace(findings.Source, place.Value, "url"));
        }

        var descriptorUrl = DescriptorUrl.Of(context.Path, context.Repository);
        foreach (var target in Targets(descriptor).Where(t => descriptorUrl.Resolve(t.Text!) is null))
        {
            findings.Add(Target, target, $"{DescriptorWording.Quote(target.Text!)} is neither a path nor a URL.");
        }
    }
}

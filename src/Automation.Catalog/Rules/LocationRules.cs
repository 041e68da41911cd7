using Automation.Catalog.Descriptors;
using Automation.Catalog.Formats;
using Automation.Core.Findings;

namespace Automation.Catalog.Rules;

/// <summary>Where a Location entity may point (specs, descriptors §9).</summary>
internal static class LocationRules
{
    public static readonly Rule Type = new("catalog/location-type", Severity.Error, Responsible.ApplicationTeam, "Leave a Location's type out, or make it 'url'.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "A Location in a repository takes over the type of the location it was read from, `url`. Any other type is refused; `file` works only on a developer's machine.",
        Bad = "kind: Location\nspec:\n  type: file\n  target: ./apis.yaml",
        Good = "kind: Location\nspec:\n  target: ./apis.yaml",
        Source = "DefaultCatalogProcessingOrchestrator of plugin-catalog-backend 4.0.0",
    };

    public static readonly Rule Target = new("catalog/location-target", Severity.Error, Responsible.ApplicationTeam, "Give a Location targets that are paths or URLs.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Each target must resolve to a URL, from the descriptor's own address where it is relative.",
        Bad = "kind: Location\nspec:\n  target: https://",
        Good = "kind: Location\nspec:\n  target: ./apis.yaml",
        Source = "DefaultCatalogProcessingOrchestrator of plugin-catalog-backend 4.0.0",
    };

    public static IReadOnlyList<Rule> All { get; } = [Type, Target];

    /// <summary>The targets of a Location: <c>target</c>, then <c>targets</c>.</summary>
    public static IEnumerable<Place> Targets(Descriptor descriptor) =>
        descriptor.Spec is not { } spec ? []
        : new[] { spec.Field("target") }.OfType<Place>().Concat(spec.Field("targets")?.Items() ?? []).Where(t => t.Text is { Length: > 0 });

    /// <summary>Whether a Location takes the targets of a type: the type of the location it was read from.</summary>
    public static bool MayHaveType(string? type, bool isInFolder) => type is null or "" or "url" || (isInFolder && type == "file");

    public static void Check(Descriptor descriptor, DescriptorContext context, Findings findings)
    {
        if (descriptor.Kind != "Location" || descriptor.Spec is not { } spec)
        {
            return;
        }

        if (spec.Field("type") is { Text: { Length: > 0 } type } place && !MayHaveType(type, context.IsInFolder))
        {
            findings.Add(Type, place, $"A Location in a repository cannot have the type {Wording.Quote(type)}: leave the type out, or write 'url'.", Fixes.YamlFix.Replace(findings.Source, place.Value, "url"));
        }

        var descriptorUrl = DescriptorUrl.Of(context.Path, context.Repository);
        foreach (var target in Targets(descriptor).Where(t => descriptorUrl.Resolve(t.Text!) is null))
        {
            findings.Add(Target, target, $"{Wording.Quote(target.Text!)} is neither a path nor a URL.");
        }
    }
}

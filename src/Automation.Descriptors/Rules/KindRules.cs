using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Schema;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>
/// The kind must be one that Backstage recognises, with a matching API version, and its <c>spec</c> must match the schema (specs, descriptors §6).
/// </summary>
public static class KindRules
{
    private const int MostSlips = 2;

    /// <summary>A kind or apiVersion that no processor accepts.</summary>
    public static readonly Rule Unrecognized = new(
        "catalog/kind-unrecognized", Severity.Error, Responsible.ApplicationTeam, "Use a kind and an apiVersion that belong together.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A kind that Backstage does not know, or an apiVersion of another kind.",
        Why = "A default Backstage rejects the entity with \"No processor recognized the entity\". Letter case matters.",
        FixDetails = "Component, API, Resource, System, Domain, Group, User and Location use `backstage.io/v1alpha1` or `backstage.io/v1beta1`. Template "
            + "uses `scaffolder.backstage.io/v1beta3`.",
        Bad = "apiVersion: backstage.io/v1alpha1\nkind: component",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component",
        Sources =
        [
            RuleSource.Backstage("BuiltinKindsEntityProcessor.ts", "plugins/catalog-backend/src/processors/BuiltinKindsEntityProcessor.ts"),
            RuleSource.Backstage(
                "ScaffolderEntitiesProcessor.ts", "plugins/catalog-backend-module-scaffolder-entity-model/src/processor/ScaffolderEntitiesProcessor.ts"),
        ],
    };

    /// <summary>A kind that Backstage accepts only if its configuration allows it.</summary>
    public static readonly Rule NeedsCatalogRule = new(
        "catalog/kind-needs-allow-rule", Severity.Info, Responsible.PlatformTeam, "Allow this kind in Backstage's catalog.rules.")
    {
        Detects = "A kind other than Component, API and Location. If the repository has an `app-config.yaml` or `app-config.production.yaml` with "
            + "`catalog.rules` (at its root or in `backstage`), each kind that these rules do not allow is a warning. Otherwise the rule is one "
            + "reminder for all files, without System, Resource and Domain, which most installations allow.",
        Afterwards = "rejects it unless it is allowed",
        Why = "By default Backstage accepts only Component, API and Location. It rejects another kind together with everything else of the Location.",
        FixDetails = "The rules are in Backstage's app-config.",
        Bad = "# app-config.yaml\ncatalog:\n  rules:\n    - allow: [Component, API, Location]\n# org.yaml\napiVersion: "
            + "backstage.io/v1alpha1\nkind: Group",
        Good = "# app-config.yaml\ncatalog:\n  rules:\n    - allow: [Component, API, Location, Group]\n# org.yaml\napiVersion: "
            + "backstage.io/v1alpha1\nkind: Group",
        Sources =
        [
            RuleSource.Backstage("CatalogRules.ts", "plugins/catalog-backend/src/ingestion/CatalogRules.ts"),
            RuleSource.BackstageDocs("Catalog Configuration, catalog rules", "configuration#catalog-rules"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Unrecognized, NeedsCatalogRule];

    internal static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (BuiltInKinds.Find(descriptor.Kind, descriptor.ApiVersion) is not { } kind)
        {
            ReportUnrecognized(descriptor, findings);
            return;
        }

        if (descriptor.Spec is { } spec)
        {
            if (spec.Value is YamlMapping)
            {
                kind.Spec.Check(spec, findings, isRequired: true);
            }
        }
        else
        {
            FieldRules.ReportMissing(findings, descriptor.Root, "spec", $"the fields of the {kind.Name}");
        }
    }

    private static void ReportUnrecognized(Descriptor descriptor, FindingCollector findings)
    {
        var kindPlace = descriptor.Root.Field("kind")!;
        var names = BuiltInKinds.All.Select(k => k.Name).ToList();
        if (BuiltInKinds.All.FirstOrDefault(k => k.Name == descriptor.Kind) is { } known)
        {
            var versions = string.Join(" or ", known.ApiVersions.Select(v => $"'{v}'"));
            var meant = known.ApiVersions.FirstOrDefault(v => IsMeant(descriptor.ApiVersion, v));
            var versionPlace = descriptor.Root.Field("apiVersion")!;
            var fix = YamlFix.Replace(findings.Source, versionPlace.Value, meant ?? known.ApiVersions[0]);
            findings.Add(
                Unrecognized,
                versionPlace,
                $"Backstage does not recognise kind {known.Name} with apiVersion {DescriptorWording.Quote(descriptor.ApiVersion)}. Use {versions}.",
                fix is null ? null : fix with { IsGuess = meant is null });
            return;
        }

        var closest = names.FirstOrDefault(n => string.Equals(n, descriptor.Kind, StringComparison.OrdinalIgnoreCase))
            ?? DidYouMean.Closest(descriptor.Kind, names);
        findings.Add(
            Unrecognized,
            kindPlace,
            closest is null
                ? $"Backstage does not recognise the kind {DescriptorWording.Quote(descriptor.Kind)} unless a module for it is installed. The built-in kinds "
                    + $"are {string.Join(", ", names)}."
                : $"Backstage does not recognise the kind {DescriptorWording.Quote(descriptor.Kind)}. Did you mean '{closest}'?",
            closest is null ? null : YamlFix.Replace(findings.Source, kindPlace.Value, closest));
    }

    // A typing mistake, or the right version of another group of Backstage. Another version may be another format: 'v1beta2' of a Template is not 'v1beta3'.
    private static bool IsMeant(string written, string known)
    {
        var slash = written.LastIndexOf('/');
        var isOfBackstage = slash < 0 || written[..slash].Contains("backstage", StringComparison.OrdinalIgnoreCase);
        return string.Equals(written, known, StringComparison.OrdinalIgnoreCase)
            || (known.StartsWith(written, StringComparison.Ordinal) && !known.AsSpan(written.Length).ContainsAnyExceptInRange('0', '9'))
            || (isOfBackstage && written[(slash + 1)..] == known[(known.LastIndexOf('/') + 1)..])
            || (DidYouMean.IsSlip(written, known) && DidYouMean.Closest(written, [known], MostSlips) is not null);
    }
}

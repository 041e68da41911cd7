using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Schema;

namespace Automation.Descriptors.Validation;

/// <summary>
/// Reports the kinds that Backstage's configuration has to allow. If that configuration is in the repository, each kind that it does not allow, once;
/// elsewhere one reminder for all files, and none for the kinds that nearly every installation allows.
/// </summary>
/// <param name="allowance">What Backstage's configuration allows; null if that is not known.</param>
/// <param name="settled">Kinds that the configuration of this program names.</param>
public sealed class KindReminder(KindAllowance? allowance, IReadOnlyList<string> settled)
{
    // The first three are what a default Backstage allows; create-app writes a configuration with System and Resource, and nearly all include Domain.
    private static readonly string[] Usual = ["component", "api", "location", "system", "resource", "domain"];

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>The reminders for a file that were not reported for another.</summary>
    public IEnumerable<Finding> Of(ValidatedFile file)
    {
        var notAllowed = DescriptorsOf(file).Where(IsNotAllowed).DistinctBy(KeyOf, StringComparer.Ordinal).Where(d => !_reported.Contains(KeyOf(d)));
        foreach (var descriptor in notAllowed)
        {
            var about = new FindingCollector(file.Source, $"{descriptor.Kind}/{descriptor.Name}");
            about.Add(KindRules.NeedsCatalogRule, descriptor.Root.Field("kind")!, MessageFor(descriptor));
            foreach (var finding in about.All)
            {
                yield return allowance is null ? finding : finding with { Severity = Severity.Warning };
            }
        }
    }

    /// <summary>Records what was reported: what a comment accepts in one file is reported in the next.</summary>
    public void Note(ValidatedFile file, IEnumerable<Finding> reported)
    {
        var places = reported.Where(f => f.Rule == KindRules.NeedsCatalogRule).Select(f => f.Span.Start.Line).ToHashSet();
        if (places.Count > 0)
        {
            _reported.UnionWith(DescriptorsOf(file).Where(d => places.Contains(file.Source.PositionAt(d.Root.Field("kind")!.Value.Start).Line)).Select(KeyOf));
        }
    }

    private static IEnumerable<Descriptor> DescriptorsOf(ValidatedFile file) => file.Documents.Select(d => d.Descriptor).OfType<Descriptor>();

    private string MessageFor(Descriptor descriptor) => allowance is null
        ? $"A default Backstage rejects kind {descriptor.Kind}. Allow it in 'catalog.rules' of its app-config.yaml, "
            + "like every kind other than Component, API and Location. This is reported once for all files."
        : $"'catalog.rules' in {allowance.FoundIn} does not allow kind {descriptor.Kind}, so Backstage rejects the file. "
            + $"Add {descriptor.Kind} there.";

    private string KeyOf(Descriptor descriptor) => allowance is null ? "" : descriptor.Ref.Kind;

    private bool IsNotAllowed(Descriptor descriptor) =>
        !settled.Contains(descriptor.Kind, StringComparer.OrdinalIgnoreCase)
        && BuiltInKinds.Find(descriptor.Kind, descriptor.ApiVersion) is not null
        && (allowance is null
            ? !Usual.Contains(descriptor.Ref.Kind, StringComparer.Ordinal)
            : !allowance.Allows(descriptor.Kind, descriptor.Spec?.Field("type")?.Text));
}

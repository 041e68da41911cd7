using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml.Comparing;

namespace Automation.Descriptors.Fixes;

/// <summary>Finds the effects of fixes on a YAML file, with a different parser than the one that created the fixes.</summary>
/// <param name="source">The file without the fixes.</param>
public sealed class DescriptorFixEffect(SourceText source)
{
    private static readonly string[][] Identity = [["kind"], ["metadata", "name"], ["metadata", "namespace"]];
    private static readonly string[] IdentityPointers = [.. Identity.Select(path => "/" + string.Join('/', path))];

    private readonly Lazy<TextComparison> _comparison = new(() => new TextComparison(source.Content));

    /// <summary>Whether a finding is about a field that identifies the entity. Only a person may change such a field.</summary>
    public static bool IsIdentity(Finding finding) => IdentityPointers.Contains(finding.Pointer, StringComparer.Ordinal);

    /// <summary>Compares every document that the fixes touch.</summary>
    public FixEffect Of(FixPlan plan)
    {
        if (_comparison.Value.With(plan.Edits) is not { } documents)
        {
            return FixEffect.ChangesMore;
        }

        var effect = FixEffect.AsIntended;
        foreach (var document in documents)
        {
            var own = plan.Findings.Where(f => f.Fix!.Edits.Any(e => e.Edit.Start >= document.Start && e.Edit.Start <= document.End)).ToList();
            var renamed = document.Changes.Where(c => c.Kind == DocumentChangeKind.Name).Select(c => c.Before).ToList();
            if (!document.Changes.All(c => document.WasReadable ? IsIntended(c) : c.Kind == DocumentChangeKind.Text))
            {
                return FixEffect.ChangesMore;
            }

            // A renamed key keeps its value, unless another finding is about the value.
            bool IsIntended(DocumentChange change) => own.Count(f => Names(f.Pointer, change))
                > (change.Kind != DocumentChangeKind.Name && renamed.Exists(place => IsWithin(change.Before, place)) ? 1 : 0);

            // A value with an alias changes at each place of the alias, and a finding may be about only one of them.
            effect = Array.TrueForAll(Identity, path => document.Keeps(path)) && !document.Changes.Any(c => c.IsShared) ? effect : FixEffect.NeedsDecision;
        }

        return effect;
    }

    // A fix for a finding about the whole document, such as unreadable YAML, may only put a value in quotes.
    private static bool Names(string pointer, DocumentChange change) =>
        pointer.Length == 0 ? change.Kind == DocumentChangeKind.Quotes : IsWithin(change.Before, pointer) || IsWithin(change.After, pointer);

    private static bool IsWithin(string place, string pointer) =>
        place.StartsWith(pointer, StringComparison.Ordinal) && (place.Length == pointer.Length || place[pointer.Length] == '/');
}

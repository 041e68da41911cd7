using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>Collects what is wrong with one manifest.</summary>
/// <param name="prefix">Where it is in its document, as the beginning of pointers; empty for the document itself.</param>
internal sealed class ManifestFindings(Manifest manifest, string prefix = "")
{
    // A manifest with more problems than that is of another kind; the rest would not help.
    private const int Most = 100;

    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    /// <summary>Whether no more are kept, so that nothing more has to be looked for.</summary>
    public bool IsFull => _all.Count >= Most;

    /// <summary>The text of a value as it is written.</summary>
    public ReadOnlySpan<char> Written(YamlNode node) => manifest.Source.Content.AsSpan(node.Start, node.End - node.Start);

    /// <summary>Adds a finding at a value.</summary>
    public void Add(Rule rule, string message, JsonPointer pointer, YamlNode at) => Add(rule, message, pointer, at.Start, at.End);

    /// <summary>Adds a finding at the name of a field.</summary>
    public void Add(Rule rule, string message, JsonPointer pointer, YamlEntry at) => Add(rule, message, pointer, at.Name.Start, at.Name.End);

    /// <summary>Adds a finding about something that is missing in a map: at its first key.</summary>
    public void AddMissing(Rule rule, string message, JsonPointer pointer, YamlMapping from) =>
        Add(rule, message, pointer, from.Entries.Count > 0 ? from.Entries[0].Name : from);

    private void Add(Rule rule, string message, JsonPointer pointer, int start, int end)
    {
        if (!IsFull)
        {
            _all.Add(new Finding(rule, message, manifest.Source.Path, manifest.Source.SpanBetween(start, end))
            {
                Pointer = prefix + pointer,
                Subject = $"{manifest.Kind}/{manifest.Name}",
            });
        }
    }
}

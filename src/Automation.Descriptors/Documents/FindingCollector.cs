using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>Collects the findings of one document.</summary>
public sealed class FindingCollector(SourceText source, string subject)
{
    private readonly List<Finding> _all = [];

    public SourceText Source => source;

    public string Subject => subject;

    public IReadOnlyList<Finding> All => _all;

    /// <param name="message">What is wrong.</param>
    /// <param name="identity">As in <see cref="Finding.Identity"/>.</param>
    public void Add(Rule rule, Place place, string message, Fix? fix = null, string? identity = null) =>
        Add(rule, place.Anchor.Start, place.Anchor.End, place.Pointer.ToString(), message, fix, identity: identity);

    /// <summary>Adds a finding about a node with another pointer, such as that of a missing field.</summary>
    public void Add(Rule rule, YamlNode node, JsonPointer pointer, string message, Fix? fix = null) =>
        Add(rule, node.Start, node.End, pointer.ToString(), message, fix);

    /// <summary>Adds a finding about a part of the text.</summary>
    public void Add(Rule rule, int start, int end, string pointer, string message, Fix? fix = null, RelatedPlace? related = null, string? identity = null) =>
        _all.Add(new Finding(rule, message, source.Path, source.SpanBetween(start, FirstLineEnd(start, end)))
        {
            Pointer = pointer,
            Subject = subject,
            Identity = identity,
            Fix = fix,
            Related = related,
            IsOfSeveralFiles = related is not null,
        });

    // A finding about a block of text underlines its first line.
    private int FirstLineEnd(int start, int end)
    {
        var lineBreak = end > start ? source.Content.AsSpan(start, end - start).IndexOfAny('\r', '\n') : -1;
        return lineBreak < 0 ? end : start + lineBreak;
    }
}

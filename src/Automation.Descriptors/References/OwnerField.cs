using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Relations;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.References;

/// <summary>The place of the owner in a descriptor, whether or not it exists: <c>spec.owner</c>.</summary>
public sealed class OwnerField
{
    private const string Name = "owner";
    private const string DefaultKind = "group";

    private readonly Descriptor _descriptor;
    private readonly SourceText _source;
    private readonly Place _spec;
    private readonly Place? _place;

    private OwnerField(Descriptor descriptor, SourceText source, Place spec)
    {
        (_descriptor, _source, _spec, _place) = (descriptor, source, spec, spec.Field(Name));
        Text = _place?.Text;
        if (Text is { Length: > 0 } && EntityRef.TryParse(Text, DefaultKind, descriptor.Namespace, out var owner, out _))
        {
            Owner = owner;
        }
    }

    /// <summary>The value, as written; null if it is missing or not text.</summary>
    public string? Text { get; }

    /// <summary>The group or user; null if it has no readable reference.</summary>
    public EntityRef? Owner { get; }

    /// <summary>Whether the field is absent, null or empty.</summary>
    public bool IsMissing => _place is null || _place.Value.IsNull || Text is { Length: 0 };

    public string Pointer => _spec.Pointer.Field(Name).ToString();

    /// <summary>The place that a finding about it points to.</summary>
    public SourceSpan Span
    {
        get
        {
            var at = _place?.Anchor ?? _spec.Entry?.Name ?? _spec.Value;
            return _source.SpanBetween(at.Start, at.End);
        }
    }

    /// <summary>The field of a descriptor; null if its kind has no owner, or it has no <c>spec</c>.</summary>
    public static OwnerField? Of(Descriptor descriptor, SourceText source) =>
        ReferenceField.Of(descriptor.Kind).Any(f => f.Name == Name) && descriptor.Spec is { Value: YamlMapping } spec
            ? new OwnerField(descriptor, source, spec)
            : null;

    /// <summary>A ref as it is written here: without the defaults.</summary>
    public string Written(EntityRef owner)
    {
        var name = owner.Namespace == _descriptor.Ref.Namespace ? owner.Name : $"{owner.Namespace}/{owner.Name}";
        return owner.Kind == DefaultKind ? name : $"{owner.Kind}:{name}";
    }

    /// <summary>The edit that sets the field to <paramref name="owner"/>; null if a larger change would be needed.</summary>
    public Fix? Write(EntityRef owner)
    {
        var text = Written(owner);
        var title = $"Write 'owner: {text}'";
        return _place switch
        {
            null => Insert(title, text),
            { Value.IsAlias: true } => null,
            { Value: YamlScalar { IsNull: true } value } => YamlFix.One(_source, title, value.Start, value.End, value.Start == value.End ? " " + text : text),
            { Value: { } value } => YamlFix.Replace(_source, value, text) is { } fix ? fix with { Title = title } : null,
        };
    }

    // Inserted before the first field, with the same indentation.
    private Fix? Insert(string title, string text)
    {
        if (_spec.Value is not YamlMapping { IsAlias: false, Entries: [var first, ..] })
        {
            return null;
        }

        if (_source.Content[_spec.Value.Start] == '{')
        {
            return YamlFix.Insert(_source, title, first.Name.Start, $"{Name}: {text}, ");
        }

        var line = _source.PositionAt(first.Name.Start).Line;
        var start = _source.OffsetOf(new SourcePosition(line, 1));
        var indentation = _source.Content[start..first.Name.Start];
        var lineBreak = start >= 2 && _source.Content[start - 2] == '\r' ? "\r\n" : "\n";
        return indentation.All(c => c == ' ') ? YamlFix.Insert(_source, title, first.Name.Start, $"{Name}: {text}{lineBreak}{indentation}") : null;
    }
}

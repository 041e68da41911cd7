namespace Automation.Yaml.Nodes;

/// <summary>A value in a YAML document, with the place it was written at. Immutable once its document is read.</summary>
public abstract class YamlNode
{
    private protected YamlNode(YamlType type, int start, int end)
    {
        Type = type;
        Start = start;
        End = end;
    }

    /// <summary>The offset of its first character in the file's text; for an alias, the place of the alias, not of its anchor.</summary>
    public int Start { get; }

    /// <summary>The offset after its last character, without trailing spaces and line breaks.</summary>
    public int End { get; }

    public YamlType Type { get; }

    /// <summary>Whether the value was written as an alias (<c>*name</c>); an edit at the alias would not change the value.</summary>
    public bool IsAlias => Alias is not null;

    /// <summary>Whether the value is null, written out or left blank.</summary>
    public bool IsNull => Type == YamlType.Null;

    /// <summary>Whether JavaScript treats the value as false: null, <c>false</c>, zero, not a number, or empty text.</summary>
    public virtual bool IsFalsy => false;

    /// <summary>Whether it replaces a value that is not written in this file, such as what a placeholder would read.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>How many nodes it has with every alias written out.</summary>
    internal int Weight { get; init; } = 1;

    internal Anchor? Alias { get; init; }

    /// <summary>The same value at the place of an alias.</summary>
    internal abstract YamlNode At(int start, int end, Anchor alias);
}

/// <summary>An anchored value and how often it has been used, counted as the JavaScript library that Backstage uses counts.</summary>
internal sealed class Anchor(YamlNode target)
{
    private int _depthCount;

    public YamlNode Target => target;

    /// <summary>One for the value itself and one for each alias.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Counts one more alias; the library compares the result with its <c>maxAliasCount</c>.</summary>
    public int Use()
    {
        Count++;
        if (_depthCount == 0)
        {
            _depthCount = DepthCount(target);
        }

        return (int)Math.Min(int.MaxValue, (long)Count * _depthCount);
    }

    private static int DepthCount(YamlNode node) => node switch
    {
        { Alias: { } anchor } => (int)Math.Min(int.MaxValue, (long)anchor.Count * anchor._depthCount),
        YamlSequence sequence => sequence.Items.Aggregate(0, (most, item) => Math.Max(most, DepthCount(item))),
        YamlMapping mapping => mapping.Entries.Aggregate(0, (most, e) => Math.Max(most, Math.Max(DepthCount(e.Name), DepthCount(e.Value)))),
        _ => 1,
    };
}

public enum YamlType : byte
{
    /// <summary>Nothing, <c>null</c> or <c>~</c>.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number; all numbers are doubles, as in JavaScript.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>Bytes, written with the tag <c>!!binary</c>; JavaScript shows them as a map.</summary>
    Binary,

    Sequence,

    /// <summary>A map from names to values.</summary>
    Mapping,
}

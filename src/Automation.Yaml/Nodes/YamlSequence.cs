namespace Automation.Yaml.Nodes;

/// <summary>A list of values.</summary>
public sealed class YamlSequence : YamlNode
{
    /// <summary>Creates a list that is not in a file, or replaces something in it.</summary>
    public YamlSequence(IReadOnlyList<YamlNode> items, int start, int end)
        : base(YamlType.Sequence, start, end)
    {
        Items = items;
    }

    public IReadOnlyList<YamlNode> Items { get; }

    internal override YamlNode At(int start, int end, Anchor alias) =>
        new YamlSequence(Items, start, end) { Alias = alias, Weight = Weight };
}

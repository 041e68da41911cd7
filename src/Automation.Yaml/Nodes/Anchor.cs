namespace Automation.Yaml.Nodes;

/// <summary>An anchored value and how often it has been used, counted as the JavaScript library that Backstage uses counts.</summary>
internal sealed class Anchor(YamlNode target)
{
    private int _depthCount;

    public YamlNode Target => target;

    /// <summary>One for the value itself and one for each alias.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Counts one more alias; its result is what that library compares with its <c>maxAliasCount</c>.</summary>
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

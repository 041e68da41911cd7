namespace Automation.Yaml.Typing;

/// <summary>The known tags, such as <c>!!int</c>, in resolved form.</summary>
internal static class Tags
{
    public const string Binary = Prefix + "binary";
    public const string Bool = Prefix + "bool";
    public const string Float = Prefix + "float";
    public const string Int = Prefix + "int";
    public const string Merge = Prefix + "merge";
    public const string Null = Prefix + "null";
    public const string OrderedMap = Prefix + "omap";
    public const string Pairs = Prefix + "pairs";
    public const string Set = Prefix + "set";
    public const string Timestamp = Prefix + "timestamp";

    public const string Prefix = "tag:yaml.org,2002:";
}

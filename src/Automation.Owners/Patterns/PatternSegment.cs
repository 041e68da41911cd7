namespace Automation.Owners.Patterns;

/// <summary>One step of a pattern.</summary>
public abstract record PatternSegment
{
    private PatternSegment()
    {
    }

    /// <summary>A segment of exactly this name.</summary>
    public sealed record Literal(string Name) : PatternSegment;

    /// <summary><c>*</c>: any one segment.</summary>
    public sealed record AnyOne : PatternSegment
    {
        public static AnyOne Instance { get; } = new();
    }

    /// <summary><c>**</c>: any number of segments, including none.</summary>
    public sealed record AnyDepth : PatternSegment
    {
        public static AnyDepth Instance { get; } = new();
    }

    /// <summary>A segment that matches a glob.</summary>
    public sealed record Wild(SegmentGlob Glob) : PatternSegment;
}

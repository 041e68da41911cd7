namespace Automation.Core.Text;

/// <summary>A place in a text as editors count it: lines and columns from 1, columns in UTF-16 code units.</summary>
public readonly record struct SourcePosition(int Line, int Column) : IComparable<SourcePosition>
{
    /// <summary>The first character of a file.</summary>
    public static SourcePosition Start { get; } = new(1, 1);

    /// <inheritdoc/>
    public int CompareTo(SourcePosition other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}

namespace Automation.Yaml.Reading;

/// <summary>The position of a value in a document.</summary>
/// <param name="Depth">The number of enclosing lists and maps.</param>
/// <param name="Indentation">The column of the innermost list or map in block style; -1 at the root.</param>
/// <param name="IsFlow">Whether it is inside brackets.</param>
internal readonly record struct Nesting(int Depth, int Indentation, bool IsFlow)
{
    public static Nesting Root { get; } = new(0, -1, false);

    public Nesting Deeper(int column, bool isFlow) => new(Depth + 1, isFlow ? Indentation : column, IsFlow || isFlow);
}

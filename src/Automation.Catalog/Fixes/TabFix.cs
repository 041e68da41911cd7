using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Catalog.Fixes;

/// <summary>Replaces the tabs that a line is indented with.</summary>
internal static class TabFix
{
    private const int SpacesPerTab = 2;

    /// <summary>The repair of the line at an offset, or null where it is not indented with tabs.</summary>
    public static Fix? For(SourceText source, int offset)
    {
        var position = source.PositionAt(offset);
        var start = source.OffsetOf(position with { Column = 1 });
        var line = source.Line(position.Line);
        var indentation = line[..(line.Length - line.TrimStart(" \t").Length)];
        return indentation.Contains('\t')
            ? YamlFix.One(source, "Indent with spaces", start, start + indentation.Length, indentation.ToString().Replace("\t", new string(' ', SpacesPerTab), StringComparison.Ordinal))
            : null;
    }
}

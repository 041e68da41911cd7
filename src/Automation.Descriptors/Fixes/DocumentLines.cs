using Automation.Core.Text;

namespace Automation.Descriptors.Fixes;

/// <summary>The lines of one document of a text that cannot be read: between the markers that divide documents, even inside open brackets or quotes.</summary>
internal static class DocumentLines
{
    /// <summary>The numbers of the lines of the document of a line, without the markers.</summary>
    public static IEnumerable<int> Around(SourceText source, int line)
    {
        var first = line;
        while (first > 1 && !IsMarker(source.Line(first)))
        {
            first--;
        }

        for (var i = first; i <= source.LineCount && (i <= line || !IsMarker(source.Line(i))); i++)
        {
            yield return i;
        }
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        (line.StartsWith("---") || line.StartsWith("...")) && (line.Length == 3 || line[3] is ' ' or '\t');
}

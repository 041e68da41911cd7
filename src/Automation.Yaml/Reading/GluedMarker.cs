using Automation.Yaml.Nodes;

namespace Automation.Yaml.Reading;

/// <summary>
/// A document appended to a file without a final line break: its <c>---</c> is joined to the last line and part of its value, and the document's keys repeat
/// those above. The line must be corrected, and is reported as a single problem.
/// </summary>
internal static class GluedMarker
{
    private const string Marker = "---";

    private const string Message =
        "The '---' at the end of this line is part of its value, so the lines below repeat the keys of the document above. Put '---' on its own line.";

    /// <summary>The problems of a document; those that such a line causes are replaced by one about the line.</summary>
    public static IReadOnlyList<YamlProblem> Explain(string text, DocumentSlice slice, IReadOnlyList<YamlProblem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Kind is YamlProblemKind.DuplicateKey or YamlProblemKind.Syntax && MarkerAbove(text, slice, problem.Start) is { } marker)
            {
                return [
                    .. problems.Where(p => p.Start < marker && p.Kind == YamlProblemKind.DuplicateKey),
                    new YamlProblem(problem.Kind, Message, marker, marker + Marker.Length),
                ];
            }
        }

        return problems;
    }

    // At the end of the line above an unindented line, but not alone on it; or on this line, after a value in quotes.
    private static int? MarkerAbove(string text, DocumentSlice slice, int start)
    {
        var line = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var above = text.AsSpan(slice.Start, Math.Max(0, line - slice.Start)).TrimEnd(" \t\r\n");
        var marker = slice.Start + above.Length - Marker.Length;
        if (text.AsSpan(start, slice.End - start) is var here && here.StartsWith(Marker) && here[Marker.Length..].TrimStart(" \t\r") is [] or ['\n', ..])
        {
            return start;
        }

        return line == start && above.EndsWith(Marker) && marker > slice.Start && text[marker - 1] is not ('-' or '\n') ? marker : null;
    }
}

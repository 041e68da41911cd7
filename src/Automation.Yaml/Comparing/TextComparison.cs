using Automation.Core.Text;

namespace Automation.Yaml.Comparing;

/// <summary>Finds what edits change in the documents of a text, with an independent reader.</summary>
/// <param name="text">The text without the edits. Each of its documents is read once, however many edits are tried.</param>
public sealed class TextComparison(string text)
{
    private readonly List<UneditedDocument> _before = [.. Slices(text).Select(slice => new UneditedDocument(slice))];

    /// <summary>Compares the documents that differ; null if one of them cannot be read after the edits, or their effect cannot be determined.</summary>
    /// <param name="edits">Edits that do not overlap, in order.</param>
    public IReadOnlyList<EditedDocument>? With(IReadOnlyList<TextEdit> edits)
    {
        var after = Slices(TextEdit.Apply(text, edits).Text);
        if (_before.Count != after.Count)
        {
            return null;
        }

        var edited = new List<EditedDocument>();
        var start = 0;
        for (var i = 0; i < after.Count; start += _before[i].Text.Length, i++)
        {
            var before = _before[i];
            if (before.Text != after[i])
            {
                var end = start + before.Text.Length;
                var own = edits.Where(e => e.Start >= start && e.End <= end).Select(e => new TextEdit(e.Start - start, e.End - start, e.NewText)).ToList();
                if (TextEdit.Apply(before.Text, own).Text != after[i] || EditedDocument.Of(start, before, after[i], own) is not { } document)
                {
                    return null;
                }

                edited.Add(document);
            }
        }

        return edited;
    }

    // Only "---" and "..." at the start of a line separate documents, even inside open brackets or quotes. Directives belong to the next document.
    private static List<string> Slices(string text)
    {
        var slices = new List<string>();
        var (start, hasContent) = (0, false);
        for (var line = 0; line < text.Length;)
        {
            var lineBreak = text.IndexOf('\n', line);
            var next = lineBreak < 0 ? text.Length : lineBreak + 1;
            var content = text.AsSpan(line, next - line).TrimEnd("\r\n");
            if (IsMarker(content, "---") && hasContent)
            {
                slices.Add(text[start..line]);
                (start, hasContent) = (line, true);
            }
            else if (IsMarker(content, "..."))
            {
                slices.Add(text[start..next]);
                (start, hasContent) = (next, false);
            }
            else
            {
                hasContent |= content.TrimStart(" \t") is not ([] or ['#', ..]) && content is not ['%', ..];
            }

            line = next;
        }

        slices.Add(text[start..]);
        return slices;
    }

    private static bool IsMarker(ReadOnlySpan<char> line, string marker) =>
        line.StartsWith(marker) && (line.Length == marker.Length || line[marker.Length] is ' ' or '\t');
}

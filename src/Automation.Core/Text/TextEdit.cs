namespace Automation.Core.Text;

/// <summary>Replaces the characters from <paramref name="Start"/> up to <paramref name="End"/> (offsets) with <paramref name="NewText"/>.</summary>
public sealed record TextEdit(int Start, int End, string NewText)
{
    /// <summary>Applies edits to a text. Of two that overlap, the one that starts first is kept and the other is dropped.</summary>
    /// <returns>The new text and the edits that were applied.</returns>
    public static (string Text, IReadOnlyList<TextEdit> Applied) Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new System.Text.StringBuilder(text.Length + 64);
        var applied = new List<TextEdit>();
        var at = 0;
        foreach (var edit in edits.Distinct().OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            if (edit.Start < at || edit.End < edit.Start || edit.End > text.Length)
            {
                continue;
            }

            result.Append(text, at, edit.Start - at).Append(edit.NewText);
            at = edit.End;
            applied.Add(edit);
        }

        return (result.Append(text, at, text.Length - at).ToString(), applied);
    }
}

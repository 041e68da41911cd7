namespace Automation.Yaml.Reading;

/// <summary>
/// Tabs before a comment or on an otherwise blank line mean nothing, but YamlDotNet refuses some of them. A document that it could
/// not read is given a second chance with those tabs turned into spaces; offsets stay the same.
/// </summary>
internal sealed class BlankTabs(string text)
{
    // Made once for the file: ten thousand broken documents must not make ten thousand copies of it.
    private string? _spaced;

    /// <summary>The whole text with such tabs replaced, or null where the slice has none.</summary>
    public string? ToSpaces(DocumentSlice slice)
    {
        _spaced ??= Replace(text);
        var range = slice.Start..slice.End;
        return _spaced.AsSpan(range).SequenceEqual(text.AsSpan(range)) ? null : _spaced;
    }

    private static string Replace(string text)
    {
        char[]? changed = null;
        for (var line = 0; line < text.Length;)
        {
            var next = text.IndexOf('\n', line) + 1;
            next = next == 0 ? text.Length : next;
            var blank = text.AsSpan(line, next - line);
            blank = blank[..(blank.Length - blank.TrimStart(" \t").Length)];
            if (blank.Contains('\t') && (line + blank.Length == text.Length || text[line + blank.Length] is '#' or '\r' or '\n'))
            {
                changed ??= text.ToCharArray();
                changed.AsSpan(line, blank.Length).Fill(' ');
            }

            line = next;
        }

        return changed is null ? text : new string(changed);
    }
}

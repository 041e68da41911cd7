namespace Automation.Yaml.Reading;

/// <summary>
/// Tabs before a comment or on an otherwise blank line mean nothing, but YamlDotNet refuses some of them. A document that it could
/// not read is given a second chance with those tabs turned into spaces; offsets stay the same.
/// </summary>
internal static class BlankTabs
{
    /// <summary>The text with such tabs of the slice replaced, or null where it has none.</summary>
    public static string? ToSpaces(string text, DocumentSlice slice)
    {
        char[]? changed = null;
        for (var line = slice.Start; line < slice.End;)
        {
            var next = text.IndexOf('\n', line, slice.End - line) + 1;
            next = next == 0 ? slice.End : next;
            var blank = text.AsSpan(line, next - line);
            blank = blank[..(blank.Length - blank.TrimStart(" \t").Length)];
            if (blank.Contains('\t') && (line + blank.Length == slice.End || text[line + blank.Length] is '#' or '\r' or '\n'))
            {
                changed ??= text.ToCharArray();
                changed.AsSpan(line, blank.Length).Fill(' ');
            }

            line = next;
        }

        return changed is null ? null : new string(changed);
    }
}

namespace Automation.Yaml.Reading;

/// <summary>
/// YamlDotNet refuses <c>%YAML 2.0</c>, and a second such directive; Backstage takes any version. What it says is judged by
/// <see cref="DocumentSlices"/>, so a well-formed one is shown to YamlDotNet as a comment; offsets stay the same.
/// </summary>
internal static class VersionDirectives
{
    private const string Name = "%YAML";

    /// <summary>A reader of the slice in which its version directives are comments.</summary>
    public static SliceReader ReaderOf(string text, DocumentSlice slice)
    {
        var directives = text.AsSpan(slice.Start, slice.Content - slice.Start);
        if (!directives.Contains(Name, StringComparison.Ordinal))
        {
            return new SliceReader(text, slice.Start, slice.End);
        }

        var hidden = text.AsSpan(slice.Start, slice.End - slice.Start).ToArray();
        for (var line = 0; line < directives.Length;)
        {
            var rest = directives[line..];
            if (IsWellFormed(rest[..(rest.IndexOf('\n') is >= 0 and var end ? end : rest.Length)]))
            {
                hidden[line] = '#';
            }

            line = rest.IndexOf('\n') is >= 0 and var next ? line + next + 1 : directives.Length;
        }

        return new SliceReader(new string(hidden), 0, hidden.Length);
    }

    // %YAML, blanks, digits, a dot, digits; then nothing or a comment
    private static bool IsWellFormed(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith(Name) || line.Length == Name.Length || line[Name.Length] is not (' ' or '\t'))
        {
            return false;
        }

        var value = line[Name.Length..].TrimStart(" \t");
        var major = Typing.Digits.Count(value);
        if (major == 0 || major == value.Length || value[major] != '.')
        {
            return false;
        }

        value = value[(major + 1)..];
        var minor = Typing.Digits.Count(value);
        var rest = value[minor..].TrimStart(" \t\r");
        return minor > 0 && (rest.IsEmpty || (rest[0] == '#' && rest.Length < value.Length - minor));
    }
}

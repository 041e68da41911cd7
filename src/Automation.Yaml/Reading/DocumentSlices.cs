namespace Automation.Yaml.Reading;

/// <summary>The stretch of a text that one document takes, its directives and end marker included.</summary>
/// <param name="Start">The offset it begins at.</param>
/// <param name="End">The offset after it.</param>
/// <param name="Content">The offset of the line its content begins on.</param>
/// <param name="Version">The dialect its directives ask for; null where they do not say.</param>
/// <param name="LacksMarker">Whether content follows directives without the <c>---</c> that must stand between them.</param>
internal readonly record struct DocumentSlice(int Start, int End, int Content, YamlVersion? Version, bool LacksMarker);

/// <summary>
/// Cuts a text into documents at the lines that can be nothing else: <c>---</c> and <c>...</c> at the very left end a document
/// whatever stands open (YAML 1.2, production 206). So each can be read by itself, and a broken one ends where the next begins.
/// </summary>
internal static class DocumentSlices
{
    public static IEnumerable<DocumentSlice> Of(string text)
    {
        var (start, content, open, directives, lacksMarker) = (0, -1, false, false, false);
        YamlVersion? version = null;
        for (var line = 0; line < text.Length;)
        {
            var next = text.IndexOf('\n', line) + 1;
            next = next == 0 ? text.Length : next;
            if (IsMarker(text, line, '-'))
            {
                if (open)
                {
                    yield return new DocumentSlice(start, line, content, version, lacksMarker);
                    (start, version) = (line, null);
                }

                (content, open, directives, lacksMarker) = (line, true, false, false);
            }
            else if (IsMarker(text, line, '.'))
            {
                if (open)
                {
                    yield return new DocumentSlice(start, next, content, version, lacksMarker);
                }

                (start, open, version, directives, lacksMarker) = (next, false, null, false, false);
            }
            else if (!open && text[line] == '%')
            {
                version = VersionOf(text.AsSpan(line, next - line)) ?? version;
                directives = true;
            }
            else if (!open && !IsBlankOrComment(text.AsSpan(line, next - line)))
            {
                (content, open, lacksMarker) = (line, true, directives);
            }

            line = next;
        }

        if (open)
        {
            yield return new DocumentSlice(start, text.Length, content, version, lacksMarker);
        }
    }

    private static bool IsMarker(string text, int line, char mark) =>
        line + 2 < text.Length && text[line] == mark && text[line + 1] == mark && text[line + 2] == mark
        && (line + 3 == text.Length || text[line + 3] is ' ' or '\t' or '\n' or '\r');

    private static bool IsBlankOrComment(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart(" \t\r\n");
        return rest.IsEmpty || rest[0] == '#';
    }

    private static YamlVersion? VersionOf(ReadOnlySpan<char> line)
    {
        const string Directive = "%YAML";
        if (!line.StartsWith(Directive) || line.Length == Directive.Length || line[Directive.Length] is not (' ' or '\t'))
        {
            return null;
        }

        var value = line[Directive.Length..].TrimStart(" \t");
        var end = value.IndexOfAny(" \t\r\n");
        return (end < 0 ? value : value[..end]) switch
        {
            "1.1" => YamlVersion.Yaml11,
            "1.2" => YamlVersion.Core12,
            _ => null,
        };
    }
}

using System.Collections.Immutable;

namespace Automation.Yaml.Reading;

/// <summary>The stretch of a text that one document takes, without its directives.</summary>
/// <param name="Start">The offset of the line its content begins on: its <c>---</c>, where it has one.</param>
/// <param name="End">The offset after it, an end marker included.</param>
/// <param name="Version">Its dialect.</param>
/// <param name="Tags">The handles that its directives give to tags.</param>
/// <param name="Problem">Why it cannot be read, where its directives or markers say so already.</param>
internal sealed record DocumentSlice(int Start, int End, YamlVersion Version, ImmutableDictionary<string, string> Tags, YamlProblem? Problem);

/// <summary>
/// Cuts a text into documents at the lines that can be nothing else: <c>---</c> and <c>...</c> at the very left end a document
/// whatever stands open (YAML 1.2, production 206). So each can be read by itself, and a broken one ends where the next begins.
/// </summary>
internal static class DocumentSlices
{
    public static IEnumerable<DocumentSlice> Of(string text)
    {
        var directives = new Directives();
        DocumentSlice? open = null;
        YamlProblem? problem = null;
        var awaitsMarker = false;
        for (var line = 0; line < text.Length;)
        {
            var next = text.IndexOf('\n', line) + 1;
            next = next == 0 ? text.Length : next;
            if (IsMarker(text, line, '-'))
            {
                if (open is { } before)
                {
                    yield return before with { End = line };
                }

                open = Begin(directives, line, problem);
                (problem, awaitsMarker) = (null, false);
            }
            else if (IsMarker(text, line, '.'))
            {
                // Directives that no document follows are a document of their own, and a broken one.
                open ??= awaitsMarker ? Begin(directives, line, problem ?? MissingMarker(line)) : null;
                if (open is { } before)
                {
                    yield return before with { End = next };
                }

                (open, problem, awaitsMarker) = (null, null, false);
            }
            else if (text[line] == '%')
            {
                if (open is null)
                {
                    problem ??= directives.Add(text.AsSpan(line, next - line)) is { } message ? Wrong(message, line, next) : null;
                    awaitsMarker = true;
                }
                else if (open is { Problem: null } body)
                {
                    open = body with { Problem = Wrong(SyntaxAdvice.Reserved('%'), line, next) };
                }
            }
            else if (open is null && !IsBlankOrComment(text.AsSpan(line, next - line)))
            {
                open = Begin(directives, line, problem ?? (awaitsMarker ? MissingMarker(line) : null));
                (problem, awaitsMarker) = (null, false);
            }

            line = next;
        }

        if (open is { } last)
        {
            yield return last with { End = text.Length };
        }
    }

    private static DocumentSlice Begin(Directives directives, int line, YamlProblem? problem)
    {
        var (version, tags) = directives.ForDocument();
        return new DocumentSlice(line, line, version, tags, problem);
    }

    private static YamlProblem MissingMarker(int line) => new(YamlProblemKind.Syntax, SyntaxAdvice.MissingMarker, line, line);

    private static YamlProblem Wrong(string message, int line, int next) => new(YamlProblemKind.Syntax, message, line, next);

    private static bool IsMarker(string text, int line, char mark) =>
        line + 2 < text.Length && text[line] == mark && text[line + 1] == mark && text[line + 2] == mark
        && (line + 3 == text.Length || text[line + 3] is ' ' or '\t' or '\n' or '\r');

    private static bool IsBlankOrComment(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart(" \t\r\n");
        return rest.IsEmpty || rest[0] == '#';
    }
}

using System.Collections.Immutable;
using Automation.Yaml.Nodes;
using Automation.Yaml.Syntax;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Reading;

/// <summary>The range of a text that one document occupies, without its directives.</summary>
/// <param name="Start">The offset of the line on which its content begins: its <c>---</c>, if it has one.</param>
/// <param name="End">The offset after it, an end marker included.</param>
/// <param name="Tags">The handles that its directives give to tags.</param>
/// <param name="Problem">Why it cannot be read, if its directives or markers are invalid.</param>
internal sealed record DocumentSlice(int Start, int End, YamlVersion Version, ImmutableDictionary<string, string> Tags, YamlProblem? Problem);

/// <summary>
/// Splits a text into documents at unambiguous lines: <c>---</c> and <c>...</c> at the start of a line end a document
/// even inside open brackets or quotes (YAML 1.2, production 206). So each document can be read by itself, and an invalid one ends where the next begins.
/// </summary>
/// <remarks>What is wrong between two documents belongs to one of them, as in <c>compose/composer.ts</c> of <c>yaml</c> 2.9.</remarks>
internal sealed class DocumentSlices
{
    private readonly string _text;
    private readonly Directives _directives = new();

    // The current document; it is complete when the next begins.
    private DocumentSlice? _last;
    private bool _isOpen;

    // A problem before the next document.
    private YamlProblem? _problem;
    private bool _awaitsMarker;
    private bool _isAfterStray;

    private DocumentSlices(string text) => _text = text;

    public static IEnumerable<DocumentSlice> Of(string text) => new DocumentSlices(text).All();

    private IEnumerable<DocumentSlice> All()
    {
        for (var line = 0; line < _text.Length;)
        {
            var next = _text.IndexOf('\n', line) + 1;
            next = next == 0 ? _text.Length : next;
            var isMarker = Characters.IsMarker(_text, line, _text.Length);
            var isEnd = isMarker && _text[line] == '.';

            // An end marker without an open document ends an empty document.
            var begins = (isMarker && !isEnd) || (!_isOpen && !_isAfterStray && (isEnd || BeginsContent(line, next)));
            if (begins && Begin(isMarker ? line : WithoutMark(line)) is { } before)
            {
                yield return before;
            }

            if (isEnd)
            {
                End(line, next);
            }

            line = next;
        }

        if (_last is { } last)
        {
            yield return (_isOpen ? last with { End = _text.Length } : last) with { Problem = last.Problem ?? _problem };
        }
    }

    // Completes the previous document.
    private DocumentSlice? Begin(int line)
    {
        var before = _isOpen ? _last! with { End = line } : _last;
        var isMarker = _text[line] == '-' && Characters.IsMarker(_text, line, _text.Length);
        var (version, tags) = _directives.ForDocument();
        _last = new DocumentSlice(line, line, version, tags, _problem ?? (_awaitsMarker && !isMarker ? Wrong(SyntaxAdvice.MissingMarker, line, line) : null));
        (_isOpen, _isAfterStray, _problem, _awaitsMarker) = (true, false, null, false);
        return before;
    }

    private void End(int line, int next)
    {
        var rest = _text.AsSpan(line + 3, next - line - 3).TrimStart(" \t");
        var stray = next - rest.Length;
        _isAfterStray = !IsBlankOrComment(rest);
        var problem = _isAfterStray ? Wrong(SyntaxAdvice.StrayText, stray, next) : null;
        _last = (_isOpen ? _last! with { End = line } : _last!) with { Problem = _last!.Problem ?? _problem ?? problem };
        (_isOpen, _problem) = (false, null);
    }

    private bool BeginsContent(int line, int next)
    {
        var start = WithoutMark(line);
        if (start < next && _text[start] == '%')
        {
            _problem ??= _directives.Add(_text.AsSpan(start, next - start)) is { } message ? Wrong(message, start, next) : null;
            _awaitsMarker = true;
            return false;
        }

        return !IsBlankOrComment(_text.AsSpan(start, next - start).TrimStart(" \t"));
    }

    private static bool IsBlankOrComment(ReadOnlySpan<char> rest) => rest is [] or ['#' or '\n', ..] or ['\r', '\n', ..];

    // Between documents a byte order mark begins a line as well as a file.
    private int WithoutMark(int line) => _text[line] == '\uFEFF' ? line + 1 : line;

    private YamlProblem Wrong(string message, int start, int end) =>
        new(YamlProblemKind.Syntax, message, start, start + _text.AsSpan(start, end - start).TrimEnd("\r\n").Length);
}

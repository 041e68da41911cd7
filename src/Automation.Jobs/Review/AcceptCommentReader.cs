using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Review;

/// <summary>
/// Finds the comments of a file that accept findings. A comment begins with a <c>#</c> at the start of a line or after white space, in YAML
/// outside of quotes and blocks of text. A file without the marker is read once.
/// </summary>
internal static class AcceptCommentReader
{
    /// <summary>Further comments of a file are ignored.</summary>
    public const int MostComments = 1_000;

    private const int MostRules = 20;
    private const string Marker = "automation:";
    private const string Verb = "accept";

    public static IReadOnlyList<AcceptComment> Read(SourceText source, YamlLimits? limits)
    {
        var text = source.Content;
        var comments = new List<AcceptComment>();
        QuotedText? quoted = null;
        for (var at = text.IndexOf(Marker, StringComparison.Ordinal); at >= 0 && comments.Count < MostComments; at = text.IndexOf(
            Marker, at + Marker.Length, StringComparison.Ordinal))
        {
            if (HashBefore(text, at) is { } hash
                && VerbAfter(text, at + Marker.Length) is { } rules
                && (limits is null || !(quoted ??= QuotedText.Of(source, limits)).Contains(hash)))
            {
                comments.Add(Parse(source, hash, rules, comments.Count == 0 ? 0 : comments[^1].TargetLine));
            }
        }

        return comments;
    }

    // The '#' before the marker, if it begins a comment.
    private static int? HashBefore(string text, int marker)
    {
        var hash = marker - 1;
        while (hash >= 0 && text[hash] is ' ' or '\t')
        {
            hash--;
        }

        return hash >= 0 && text[hash] == '#' && (hash == 0 || text[hash - 1] is ' ' or '\t' or '\n') ? hash : null;
    }

    // The offset after the word 'accept', if it follows the marker.
    private static int? VerbAfter(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        var end = at + Verb.Length;
        return string.CompareOrdinal(text, at, Verb, 0, Verb.Length) == 0 && (end == text.Length || char.IsWhiteSpace(text[end])) ? end : null;
    }

    private static AcceptComment Parse(SourceText source, int hash, int at, int targetBefore)
    {
        var position = source.PositionAt(hash);
        var line = source.Line(position.Line);
        var lineStart = hash - (position.Column - 1);
        var end = lineStart + line.TrimEnd().Length;
        var open = source.Content.AsSpan(at, end - at).IndexOf('(');
        var rulesEnd = open < 0 ? end : at + open;
        var reason = open < 0 ? "" : WithoutBracket(source.Content[(rulesEnd + 1)..end]);
        var isAlone = line[..(position.Column - 1)].IsWhiteSpace();
        var target = !isAlone ? position.Line : position.Line < targetBefore ? targetBefore : LineBelow(source, position.Line);
        return new AcceptComment(hash, end, isAlone, target, RulesOf(source.Content, at, rulesEnd), reason);
    }

    private static string WithoutBracket(string reason) => (reason.EndsWith(')') ? reason[..^1] : reason).Trim();

    // Comments can be above one another; they are about the first line that is not a comment. It is looked up once for all of them.
    private static int LineBelow(SourceText source, int line)
    {
        do
        {
            line++;
        }
        while (line < source.LineCount && source.Line(line).TrimStart() is ['#', ..]);
        return line;
    }

    private static List<NamedRule> RulesOf(string text, int start, int end)
    {
        var rules = new List<NamedRule>();
        for (var at = start; at < end && rules.Count < MostRules;)
        {
            if (text[at] is ',' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var length = text.AsSpan(at, end - at).IndexOfAny(',', ' ', '\t');
            length = length < 0 ? end - at : length;
            rules.Add(new NamedRule(text.Substring(at, length), at));
            at += length;
        }

        return rules;
    }
}

using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>The one line of CODEOWNERS to write so that a component has another owner, and nothing else changes hands.</summary>
internal static class CodeownersEdit
{
    private const string Special = @" \*?[]#";

    /// <summary>Gives a component to an owner.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">The component's folder; empty at the root.</param>
    /// <param name="deciding">The line that decides now; null where none does.</param>
    /// <param name="handle">The owner as the file names it.</param>
    public static Suggestion Give(CodeownersFile file, string folder, OwnershipRule? deciding, string handle)
    {
        var pattern = folder.Length == 0 ? "*" : $"/{Escaped(folder)}/";
        var title = $"Give it to {handle} in CODEOWNERS";
        return deciding is not null && (folder.Length == 0 || IsFolder(deciding.Pattern, folder)) ? One(file, title, Replace(file, deciding, handle))
            : deciding is not null ? One(file, title, After(file, deciding.Line, pattern, handle))
            : One(file, title, Before(file, folder, pattern, handle));
    }

    // The line is about nothing but the component, or about the root, where one more line would take everything.
    private static TextEdit Replace(CodeownersFile file, OwnershipRule rule, string handle) => rule.Owners is [var first, .., var last]
        ? new TextEdit(first.Start, last.End, handle)
        : rule.Owners is [var only] ? new TextEdit(only.Start, only.End, handle)
        : new TextEdit(rule.End, rule.End, " " + handle);

    // Right behind the line that decides: lines further down, about parts of the component, stay in force.
    private static TextEdit After(CodeownersFile file, int line, string pattern, string handle)
    {
        var end = file.Source.OffsetOf(new SourcePosition(line, 1)) + file.Source.Line(line).Length;
        return new TextEdit(end, end, $"{LineBreak(file.Source)}{Written(file, line, pattern, handle)}");
    }

    // No line decides: before the first about a part of the component, else at the end.
    private static TextEdit Before(CodeownersFile file, string folder, string pattern, string handle)
    {
        if (file.Rules.FirstOrDefault(r => folder.Length == 0 || Begins(r.Pattern, folder)) is { } part)
        {
            var start = file.Source.OffsetOf(new SourcePosition(part.Line, 1));
            return new TextEdit(start, start, $"{Written(file, part.Line, pattern, handle)}{LineBreak(file.Source)}");
        }

        var content = file.Source.Content;
        var text = Written(file, file.Rules.Count > 0 ? file.Rules[^1].Line : 0, pattern, handle) + LineBreak(file.Source);
        return new TextEdit(content.Length, content.Length, content.Length == 0 || content.EndsWith('\n') ? text : LineBreak(file.Source) + text);
    }

    private static Suggestion One(CodeownersFile file, string title, TextEdit edit) =>
        new(title, file.Source.Path, [new FixEdit(file.Source.SpanBetween(edit.Start, edit.End), edit)]);

    private static bool IsFolder(PathPattern pattern, string folder) =>
        pattern.Reach != PatternReach.Itself && pattern.Segments.Count == folder.Count(c => c == '/') + 1 && Begins(pattern, folder);

    private static bool Begins(PathPattern pattern, string folder)
    {
        var names = folder.Split('/');
        return pattern.Segments.Count >= names.Length && names.Index().All(n => pattern.Segments[n.Index] is PatternSegment.Literal(var name) && name == n.Item);
    }

    // In the column where the neighbour's owners stand, where columns are kept.
    private static string Written(CodeownersFile file, int neighbour, string pattern, string handle)
    {
        var column = file.Rules.FirstOrDefault(r => r.Line == neighbour) is { Owners: [var owner, ..] } rule && owner.Start > rule.End + 1 ? owner.Start - rule.Start : 0;
        return $"{pattern.PadRight(Math.Max(column - 1, pattern.Length))} {handle}";
    }

    private static string LineBreak(SourceText source) => source.Content.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static string Escaped(string folder) => string.Concat(folder.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
}

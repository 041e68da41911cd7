using Automation.Core.Text;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>
/// Edits of CODEOWNERS that add an owner to a component. Owners are added, never replaced; <see cref="OwnershipRepairs"/> tests whether an edit has the
/// intended effect and no other.
/// </summary>
internal static class CodeownersEdit
{
    private const string Special = @" \*?[]#";

    /// <summary>The possible edits, the least specific first.</summary>
    /// <param name="compared">The component, and the lines that decide for it.</param>
    /// <param name="handle">The owner as the file names it.</param>
    public static IEnumerable<IReadOnlyList<TextEdit>> Adding(CodeownersFile file, ComparedOwners compared, string handle)
    {
        var folder = ComponentFolders.Of(compared.Entity.TreePath);
        var (decided, own) = (compared.Decided.Rule, compared.Own.Rule);
        if (decided is null)
        {
            yield return [Before(file, folder, handle)];
            yield break;
        }

        if (IsWithin(decided.Pattern, folder))
        {
            yield return [Append(decided, handle)];
            if (own is not null && own.Line != decided.Line && IsWithin(own.Pattern, folder))
            {
                yield return [.. new[] { Append(decided, handle), Append(own, handle) }.OrderBy(e => e.Start)];
            }
        }

        if (folder.Length > 0)
        {
            yield return [After(file, decided, folder, handle)];
        }
    }

    // For a GitLab line without owners, the owners are in the heading of its section.
    private static TextEdit Append(OwnershipRule rule, string handle) => rule.Owners is [.., var last] && last.Start > rule.End
        ? new TextEdit(last.End, last.End, " " + handle)
        : new TextEdit(rule.End, rule.End, $" {string.Join(' ', rule.Owners.Select(o => o.Text).Append(handle))}");

    // Directly after the deciding line: later lines, about parts of the component, still apply.
    private static TextEdit After(CodeownersFile file, OwnershipRule deciding, string folder, string handle)
    {
        var end = file.Source.OffsetOf(new SourcePosition(deciding.Line, 1)) + file.Source.Line(deciding.Line).Length;
        return new TextEdit(end, end, LineBreak(file.Source) + Written(deciding, folder, [.. deciding.Owners.Select(o => o.Text), handle]));
    }

    // If no line decides: before the first line about a part of the component, else at the end.
    private static TextEdit Before(CodeownersFile file, string folder, string handle)
    {
        if (file.Rules.FirstOrDefault(r => folder.Length == 0 || IsWithin(r.Pattern, folder)) is { } part)
        {
            var start = file.Source.OffsetOf(new SourcePosition(part.Line, 1));
            return new TextEdit(start, start, Written(part, folder, [handle]) + LineBreak(file.Source));
        }

        var content = file.Source.Content;
        var text = Written(file.Rules.Count > 0 ? file.Rules[^1] : null, folder, [handle]) + LineBreak(file.Source);
        return new TextEdit(content.Length, content.Length, content.Length == 0 || content.EndsWith('\n') ? text : LineBreak(file.Source) + text);
    }

    // Whether everything that a pattern matches is in a folder; everything is in the root.
    private static bool IsWithin(PathPattern pattern, string folder)
    {
        var names = folder.Length == 0 ? [] : folder.Split('/');
        return pattern.Segments.Count >= names.Length && names.Index().All(n => pattern.Segments[n.Index] is PatternSegment.Literal(var name) && name == n.Item)
            && (pattern.Segments.Count > names.Length || folder.Length == 0 || pattern.Reach != PatternReach.Itself);
    }

    // Aligned with the owners of the neighbouring line, if the file is aligned.
    private static string Written(OwnershipRule? neighbour, string folder, IEnumerable<string> owners)
    {
        var pattern = folder.Length == 0 ? "*" : $"/{Escaped(folder)}/";
        var column = neighbour is { Owners: [var owner, ..] } && owner.Start > neighbour.End + 1 ? owner.Start - neighbour.Start : 0;
        return $"{pattern.PadRight(Math.Max(column - 1, pattern.Length))} {string.Join(' ', owners)}";
    }

    private static string LineBreak(SourceText source) => source.Content.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static string Escaped(string folder) => string.Concat(folder.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
}

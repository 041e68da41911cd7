using System.Buffers;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Linting.Containment;
using Automation.Owners.Matching;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>
/// Finds the effects of fixes in a CODEOWNERS file on the owners of paths. A line that was skipped and now takes effect owns what it matches, and so does one
/// whose words are separated now, because it clearly names them. Apart from that, no path may get different owners, and no owner may disappear from a line.
/// </summary>
/// <param name="before">The file without the fixes.</param>
/// <param name="files">Every tracked path; null if they are not known.</param>
public sealed class CodeownersFixEffect(CodeownersFile before, IReadOnlyList<string>? files)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r,;@");

    private readonly Dictionary<int, OwnershipRule> _rules = before.Rules.ToDictionary(r => r.Line);
    private readonly Lazy<OwnersMatcher> _matcher = new(() => new OwnersMatcher(before));

    /// <summary>Compares the file with the fixed file.</summary>
    public FixEffect Of(FixPlan plan, CancellationToken cancellationToken)
    {
        var after = CodeownersReader.Read(SourceText.Of(before.Source.Path, plan.ApplyTo(before.Source.Content)), before.Dialect);
        var rules = after.Rules.Select(r => (Rule: r, Line: LineBefore(r, plan))).ToList();
        var changed = rules.Where(r => !_rules.TryGetValue(r.Line, out var old) || !IsSame(old, r.Rule)).ToList();
        var plain = changed.Where(r => r.Rule.Owners.Count > 0 && (!_rules.ContainsKey(r.Line) || Words(before, r.Line) == Words(after, r.Rule.Line)))
            .Select(r => r.Rule).ToHashSet();
        var left = rules.Select(r => r.Line).ToHashSet();
        var isUnchanged = changed.TrueForAll(r => plain.Contains(r.Rule))
            && before.Rules.All(r => left.Contains(r.Line) || rules.Exists(later => later.Line > r.Line && IsRepeat(later.Rule, r)));
        if (plan.Findings.Any(LosesName) && (!isUnchanged || plain.Count > 0))
        {
            return FixEffect.ChangesMore;
        }

        return (files is null ? isUnchanged : KeepsOwners(after, plain, cancellationToken)) ? FixEffect.AsIntended : FixEffect.NeedsDecision;
    }

    private bool KeepsOwners(CodeownersFile after, HashSet<OwnershipRule> plain, CancellationToken cancellationToken)
    {
        var (old, @new) = (_matcher.Value.Walk(), new OwnersMatcher(after).Walk());
        foreach (var path in files!)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (was, @is) = (old.RulesOf(path), @new.RulesOf(path));
            if (!@is.Any(plain.Contains) && !Owners(was).SetEquals(Owners(@is)))
            {
                return false;
            }
        }

        return true;
    }

    private int LineBefore(OwnershipRule rule, FixPlan plan)
    {
        var offset = rule.Start;
        foreach (var edit in plan.Edits.TakeWhile(e => e.Start <= offset))
        {
            // A pattern that the edit wrote itself begins where the edit does.
            offset = offset < edit.Start + edit.NewText.Length ? edit.Start : offset - edit.NewText.Length + edit.End - edit.Start;
        }

        return before.Source.PositionAt(offset).Line;
    }

    // The separators of words in a line: spaces, or commas between owners.
    private static string Words(CodeownersFile file, int line) =>
        string.Concat(file.Source.Line(line).ToString().Split([' ', '\t', '\r']).Select(WithoutCommas));

    private static string WithoutCommas(string word) => !word.Contains('@', StringComparison.Ordinal) ? word
        : word.TrimEnd(',', ';').Replace(",@", "@", StringComparison.Ordinal).Replace(";@", "@", StringComparison.Ordinal);

    private static bool IsSame(OwnershipRule x, OwnershipRule y) => x.Pattern.Text == y.Pattern.Text && Owners([x]).SetEquals(Owners([y]));

    // A line that is repeated later has no effect.
    private static bool IsRepeat(OwnershipRule later, OwnershipRule rule) =>
        later.Section == rule.Section && KeyOf(later) == KeyOf(rule) && Owners([later]).SetEquals(Owners([rule]));

    private static string KeyOf(OwnershipRule rule) => PatternIndex.IsSettled(rule.Pattern) ? Steps.Of(rule.Pattern).Key() : rule.Pattern.Text;

    private static HashSet<string> Owners(IReadOnlyList<OwnershipRule> rules) => rules.SelectMany(r => r.Owners).Select(o => o.Text).ToHashSet(Owner.Comparer);

    // Read from the text, because the reader does not keep the owners of a skipped line.
    private bool LosesName(Finding finding)
    {
        var edits = finding.Fix!.Edits;
        var (first, last) = (before.Source.PositionAt(edits.Min(e => e.Edit.Start)).Line, before.Source.PositionAt(edits.Max(e => e.Edit.End)).Line);
        var (start, end) = (before.Source.OffsetOf(new SourcePosition(first, 1)), before.Source.OffsetOf(new SourcePosition(last + 1, 1)));
        var lines = before.Source.Content[start..end];
        var names = NamesIn(TextEdit.Apply(lines, edits.Select(e => new TextEdit(e.Edit.Start - start, e.Edit.End - start, e.Edit.NewText))).Text);
        return NamesIn(lines).Any(name => !names.Remove(name));
    }

    private static List<string> NamesIn(string lines)
    {
        var names = new List<string>();
        foreach (var line in lines.Split('\n'))
        {
            var text = line.StartsWith('#') ? "" : line.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment ? line[..comment] : line;
            for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
            {
                var end = text.AsSpan(at + 1).IndexOfAny(NameEnds) is >= 0 and var length ? at + 1 + length : text.Length;
                names.Add(text[at..end]);
            }
        }

        return names;
    }
}

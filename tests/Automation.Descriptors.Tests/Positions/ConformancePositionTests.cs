using System.Text.Json;
using Automation.Core.Findings;
using Automation.Testing;

namespace Automation.Descriptors.Tests.Positions;

/// <summary>Of the conformance set: if one line of a real file was changed, the finding is on that line.</summary>
public sealed class ConformancePositionTests
{
    [Fact]
    public void A_finding_points_at_the_line_that_was_changed()
    {
        var path = Conformance.PathOf("descriptors.jsonl");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var files = File.ReadLines(path!).Select(line => JsonDocument.Parse(line).RootElement).Where(e => e.TryGetProperty("text", out _)).ToList();
        var real = files.Where(e => !e.TryGetProperty("mutation", out _)).ToLookup(e => Repository(e), Text, StringComparer.Ordinal);

        var elsewhere = files.Where(e => e.TryGetProperty("mutation", out _))
            .SelectMany(
                e =>
                    real[Repository(e)].Select(original => (Case: e, IsSound: Validated.IsAccepted(original), Change: Change.Between(original, Text(e))))
                        .Where(x => x.Change is not null && x.IsSound)
                        .Take(1))
            .SelectMany(
                x =>
                    Validated.Rejecting(Text(x.Case))
                        .Where(f => !x.Change!.Covers(f))
                        .Select(f => $"{x.Case.GetProperty("file")} {x.Change}: {f.Span.Start.Line} {f.Rule.Id} {f.Message}"))
            .ToList();

        elsewhere.ShouldBeEmpty();
    }

    private static string Repository(JsonElement file) => file.GetProperty("file").GetString()!.Split('/')[0];

    private static string Text(JsonElement file) => file.GetProperty("text").GetString()!;

    /// <summary>One changed line: replaced, put in, or taken out, and then its parent's line counts.</summary>
    private sealed record Change(int First, int Last, int Parent)
    {
        public static Change? Between(string before, string after)
        {
            var (old, now) = (before.Split('\n'), after.Split('\n'));
            var start = old.Zip(now).TakeWhile(p => p.First == p.Second).Count();
            var end = old[start..].Reverse().Zip(now[start..].Reverse()).TakeWhile(p => p.First == p.Second).Count();
            var (removed, added) = (old.Length - start - end, now.Length - start - end);
            // Another kind has other rules, which the rest of the document may break.
            var isOther = removed > 1 || added > 1 || (added == 1 && now[start].StartsWith("kind:", StringComparison.Ordinal));
            return isOther ? null : new Change(start + 1, start + Math.Max(added, 1), ParentOf(added == 0 ? old : now, start));
        }

        public bool Covers(Finding finding) => (finding.Span.Start.Line >= First && finding.Span.Start.Line <= Last) || finding.Span.Start.Line == Parent;

        // The line above that is indented less; the document's first line for a field at the root.
        private static int ParentOf(string[] lines, int changed)
        {
            var indentation = Indentation(lines[Math.Min(changed, lines.Length - 1)]);
            for (var i = changed - 1; i >= 0; i--)
            {
                if (lines[i].Trim().Length > 0
                    && !lines[i].StartsWith('#')
                    && (Indentation(lines[i]) < indentation || lines[i].StartsWith("---", StringComparison.Ordinal)))
                {
                    return lines[i].StartsWith("---", StringComparison.Ordinal) ? i + 2 : i + 1;
                }
            }

            return Array.FindIndex(lines, l => l.Trim().Length > 0 && !l.StartsWith('#') && !l.StartsWith("---", StringComparison.Ordinal)) + 1;
        }

        private static int Indentation(string line) => line.Length - line.TrimStart(' ', '-').Length;
    }
}

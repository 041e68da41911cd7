using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The words that the writers for people share: counts, plural forms and the sentence that sums a report up.</summary>
internal static class ReportWording
{
    private static readonly Severity[] WorstFirst = [Severity.Error, Severity.Warning, Severity.Info];

    /// <summary><c>1 error</c>, <c>2 errors</c>, <c>25,000 errors</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number:N0} {noun}s";

    /// <summary><c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    /// <summary><c>2 errors, 1 warning and 3 infos</c>; severities without a finding are left out.</summary>
    public static string Severities(IEnumerable<Finding> findings)
    {
        var counts = findings.CountBy(f => f.Severity).ToDictionary();
        return Join([.. WorstFirst.Where(counts.ContainsKey).Select(s => Count(counts[s], Name(s)))]);
    }

    /// <summary>The word for a severity, in people's text and in the machine formats.</summary>
    public static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>The side that can fix a finding.</summary>
    public static string Name(Responsible responsible) => RuleWords.Name(responsible);

    /// <summary><c>3,001 repositories: 142 fail, 310 have warnings, 2 have no descriptor</c>.</summary>
    public static string Repositories(IReadOnlyList<RepositoryOutcome> repositories)
    {
        var (failing, neutral) = (repositories.Count(r => r.Fails), repositories.Count(r => r.Conclusion == "neutral"));
        return $"{(repositories.Count == 1 ? "1 repository" : $"{repositories.Count:N0} repositories")}: {failing:N0} {(failing == 1 ? "fails" : "fail")}, "
            + $"{neutral:N0} with warnings or without a descriptor, {repositories.Count - failing - neutral:N0} without problems.";
    }

    /// <summary><c>14 documents in 9 files</c>, or as much of it as is known; empty if nothing is.</summary>
    public static string LookedAt(Report report) => (report.Documents.Count, report.Files) switch
    {
        (0, 0) => "",
        (0, var files) => Count(files, "file"),
        (var documents, 0) => Count(documents, "document"),
        var (documents, files) => $"{Count(documents, "document")} in {Count(files, "file")}",
    };

    public static string Summary(Report report)
    {
        // The most important part comes first, because a long title is cut at its end.
        string[] sentences =
        [
            .. report.IsIncomplete ? [$"{Incomplete(report)}."] : Array.Empty<string>(),
            .. report.BrokenRelations > 0 ? [$"{Breaks(report)}."] : Array.Empty<string>(),
            .. report is { LacksDescriptor: true, IsIncomplete: false } ? [$"{NoDescriptor(report)}."] : Array.Empty<string>(),
            .. report.Findings.Count == 0 && (report.LacksDescriptor || report.IsIncomplete) ? Array.Empty<string>() : [$"{Found(report)}."],
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>The part of the change that was not checked, without the full stop: <c>Not checked: 5,700 files that this change adds or changes</c>.</summary>
    public static string Incomplete(Report report)
    {
        var (first, others) = (report.NotChecked.First(n => n.Fails).What, report.NotChecked.Count(n => n.Fails) - 1);
        return $"Not checked: {first}" + (others == 0 ? "" : others == 1 ? ", and 1 more thing" : $", and {others:N0} more things");
    }

    /// <summary>What merging breaks, without the full stop.</summary>
    public static string Breaks(Report report) => $"Merging breaks {Count(report.BrokenRelations, "relation")}";

    /// <summary>The message for a check without descriptors, without the full stop.</summary>
    public static string NoDescriptor(Report report) =>
        report.FailsWithoutDescriptor ? "No descriptor was found, and one is required" : "No descriptor was found, so nothing was checked";

    /// <summary><c>12 errors and 1 warning are pre-existing</c>; empty if nothing is.</summary>
    public static string PreExisting(Report report) => report.Findings.Where(f => f.PreExisting).ToList() switch
    {
        [] => "",
        [var only] => $"{Severities([only])} is pre-existing",
        var all => $"{Severities(all)} are pre-existing",
    };

    /// <summary>The message for a check without findings, without the full stop.</summary>
    public static string AllWell(Report report) => (report.Documents.Count, report.Files) switch
    {
        (0, 0) => "No problems found",
        (0, var files) => $"No problems found in {Count(files, "file")}",
        (var documents, 0) => $"No problems found in {Count(documents, "document")}",
        var (documents, files) => $"No problems found in {Count(documents, "document")} ({Count(files, "file")})",
    };

    private static string Found(Report report)
    {
        if (report.Findings.Count == 0)
        {
            return AllWell(report);
        }

        var before = report.Findings.Count(f => f.PreExisting);
        var mark = before == 0 ? ""
            : before < report.Findings.Count ? $"; {before:N0} of them pre-existing"
            : before == 1 ? "; it is pre-existing"
            : "; all of them are pre-existing";
        return $"{Severities(report.Findings)} in {Where(report)}{mark}";
    }

    /// <summary><c>3 of 12 problems can be fixed automatically: run again with --fix</c>; empty if none can.</summary>
    public static string Fixable(Report report)
    {
        var all = report.Findings.Count(f => !f.PreExisting);
        var fixes = FixCommands.For(report, hasButton: false);
        if (fixes.Count == 0)
        {
            return "";
        }

        var how = report.HasFixOption ? "again with --fix" : Join([.. fixes.Commands.Select(c => $"'{c}'")]);
        var what = fixes.Count < all ? $"{fixes.Count:N0} of {Count(all, "problem")}" : $"{(all > 1 ? "All " : "")}{Count(all, "problem")}";
        return $"{what} can be fixed automatically: run {how}";
    }

    /// <summary><c>1 thing was not checked</c>; empty if everything was.</summary>
    public static string NotChecked(Report report) => report.NotChecked.Count switch
    {
        0 => "",
        1 => "1 thing was not checked",
        var count => $"{count:N0} things were not checked",
    };

    /// <summary><c>5 template files left out</c>; empty if there are none.</summary>
    public static string Skeletons(Report report) => report.Skeletons.Count switch
    {
        0 => "",
        var count when !report.AreFilesNamed => LeftOut(count),
        1 => "1 file looks like a template skeleton; 'automation check' leaves it out",
        var count => $"{count:N0} files look like template skeletons; 'automation check' leaves them out",
    };

    /// <summary><c>5 template files left out</c>.</summary>
    public static string LeftOut(int skeletons) => $"{Count(skeletons, "template file")} left out";

    /// <summary>A sentence after "because" or "either": an ordinary first word gets a lower-case letter.</summary>
    public static string Because(string why)
    {
        var word = why.AsSpan(0, Math.Max(0, why.IndexOf(' ', StringComparison.Ordinal)));
        return word.Length > 1 && char.IsAsciiLetterUpper(word[0]) && !word[1..].ContainsAnyExceptInRange('a', 'z')
            ? char.ToLowerInvariant(why[0]) + why[1..]
            : why;
    }

    /// <summary>The word before one of several suggestions; a single one still needs a decision.</summary>
    public static string Choice(int index, int count) => count == 1 ? "perhaps" : index == 0 ? "either" : "or";

    /// <summary>The place that a suggestion changes; only the file if it has no edits.</summary>
    public static string PlaceOf(Suggestion suggestion) =>
        suggestion.Edits is [var first, ..] ? $"{suggestion.File}:{first.Span.Start.Line}" : suggestion.File;

    /// <summary>For how many entities the catalog and CODEOWNERS agree, without the full stop; empty if nothing was compared.</summary>
    public static string Owners(Report report)
    {
        var (all, agreed) = (report.Ownership.Count, report.Ownership.Count(v => v.Verdict == OwnershipVerdict.Agree));
        return all == 0 ? ""
            : $"The catalog and CODEOWNERS agree about the {(all == 1 ? "owner of " : "owners of ")}"
                + (agreed < all ? $"{agreed:N0} of {Entities(all)}" : all == 1 ? Entities(1) : $"all {Entities(all)}");

        static string Entities(int count) => count == 1 ? "1 entity" : $"{count:N0} entities";
    }

    /// <summary><c>3 findings are suppressed</c>; empty if none is.</summary>
    public static string Suppressed(Report report) => report.Suppressed switch
    {
        0 => "",
        1 => "1 finding is suppressed, by the baseline or a comment",
        var count => $"{count:N0} findings are suppressed, by the baseline or comments",
    };

    // Documents are the better measure, but not every finding belongs to one, for example on a CODEOWNERS line.
    private static string Where(Report report)
    {
        var inDocuments = report.Documents.Sum(d => d.Findings.Count);
        return inDocuments == report.Findings.Count
            ? Of(report.Documents.Count(d => d.Findings.Count > 0), report.Documents.Count, "document")
            : Of(report.Findings.Select(f => f.File).Distinct().Count(), report.Files, "file");
    }

    private static string Of(int some, int all, string noun) => some < all ? $"{some:N0} of {Count(all, noun)}" : Count(some, noun);
}

using System.Globalization;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The sentences that the ownership writers share. They contain raw text of a repository: each writer escapes it.</summary>
internal static class OwnershipWording
{
    /// <summary>The text for no owner, because a line has none or no line matches.</summary>
    public const string Nobody = "no one";

    public const string CountsForEach = "A file with two owners is counted for both.";

    /// <summary>The repository in one or two sentences.</summary>
    public static string Summary(OwnershipReport report)
    {
        var (source, files) = (report.Codeowners, report.Files);
        return source.State switch
        {
            CodeownersState.InForce => InForce(source, files),
            _ => $"{NotInForce(source)} {NobodyOwns(files.All)}",
        };
    }

    /// <summary>Why no CODEOWNERS file is used.</summary>
    public static string NotInForce(CodeownersSource source) => source.State switch
    {
        CodeownersState.Missing => $"There is no CODEOWNERS: {source.Forge} looks for {ReportWording.Join([.. source.Places])}.",
        CodeownersState.TooLarge => $"{source.Forge} does not load {source.Path}: it has {source.Size:N0} bytes, and the limit is {source.TooLarge - 1:N0}.",
        CodeownersState.Unreadable => $"{source.Path} cannot be read: {source.Unreadable}.",
        _ => "",
    };

    /// <summary>Notes about the file that is used; empty if there are none.</summary>
    public static IEnumerable<string> Notes(CodeownersSource source)
    {
        if (source.SkippedLines > 0)
        {
            yield return $"{source.Forge} skips {ReportWording.Count(source.SkippedLines, "line")} of {source.Path} that "
                + $"{(source.SkippedLines == 1 ? "is" : "are")} invalid; 'automation owners lint' explains each.";
        }

        foreach (var dead in source.Dead)
        {
            yield return $"{dead} is never read: {source.Path} is found first.";
        }
    }

    /// <summary>The owners of the changed files, in one sentence.</summary>
    public static string Touched(TouchedFiles touched)
    {
        if (touched.Files == 0)
        {
            return "This change touches no files.";
        }

        var of = touched.Codeowners.State == CodeownersState.InForce
            ? $"by {touched.Codeowners.Path} of the base branch, which {touched.Codeowners.Forge} uses until this change is merged"
            : "because the base branch has no CODEOWNERS file that is read";
        var nobody = touched.Groups.Where(g => g.Owners.Count == 0).Sum(g => g.Paths.Count);
        var owners = touched.Groups.SelectMany(g => g.Owners).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return (touched.Files - nobody, nobody) switch
        {
            (0, 1) => $"This change touches 1 file, which has no owner, {of}.",
            (0, var none) => $"This change touches {none:N0} files, none of which has an owner, {of}.",
            (var owned, 0) => $"This change touches {ReportWording.Count(owned, "file")} of {ReportWording.Count(owners, "owner")}, {of}.",
            (var owned, var none) =>
                $"This change touches {ReportWording.Count(owned, "file")} of {ReportWording.Count(owners, "owner")} and {none:N0} without an owner, {of}.",
        };
    }

    /// <summary>Files that get different owners, in a sentence.</summary>
    public static string Handovers(HandoverSummary handovers)
    {
        if (!handovers.IsEdited)
        {
            return "CODEOWNERS does not change: no file gets different owners.";
        }

        return $"{Edit(handovers.Before, handovers.After)}: "
            + $"{(handovers.Files == 0
                ? "no file gets different owners"
                : $"{Of(handovers.Files, handovers.All)} {(handovers.Files == 1 ? "gets" : "get")} different owners")}.";
    }

    /// <summary>The owners of a group, or a text for none.</summary>
    public static string Owners(IReadOnlyList<string> owners) => owners.Count == 0 ? Nobody : string.Join(", ", owners);

    /// <summary>The deciding line, or a text for none.</summary>
    public static string Line(int? line) => line is { } number ? $"line {number}" : "no line";

    /// <summary>The line that decides the owners of a file.</summary>
    public static string Decides(IReadOnlyList<string> owners, int? line) => owners.Count == 0 ? WhyNobody(line) : Line(line);

    /// <summary>Why a file has no owner.</summary>
    public static string WhyNobody(int? line) => line is { } number ? $"line {number} has no owner" : "no line matches";

    /// <summary><c>66.7 %</c>; less than all is never rounded to 100, and more than none never to 0.</summary>
    public static string Percent(int part, int all)
    {
        if (all == 0)
        {
            return "";
        }

        var percent = 100m * part / all;
        var rounded = Math.Round(percent, 1, MidpointRounding.AwayFromZero);
        rounded = part < all && rounded == 100 ? 99.9m : part > 0 && rounded == 0 ? 0.1m : rounded;
        return rounded.ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    private static string InForce(CodeownersSource source, FileCounts files)
    {
        var by = $"by {source.Path}, as {source.Forge} reads it";
        if (files.All == 0)
        {
            return $"There are no files, {by}.";
        }

        if (files.WithoutOwner == 0)
        {
            return files.All == 1 ? $"The only file has an owner, {by}." : $"All {files.All:N0} files have an owner, {by}.";
        }

        var without = new List<string>();
        if (files.Unowned > 0)
        {
            without.Add($"{files.Unowned:N0} {(files.Unowned == 1 ? "matches a line" : "match a line")} without owners");
        }

        if (files.Unmatched > 0)
        {
            without.Add($"no line matches {files.Unmatched:N0}");
        }

        return $"{files.Owned:N0} of {ReportWording.Count(files.All, "file")} ({Percent(files.Owned, files.All)}) {(files.Owned == 1 ? "has" : "have")} an "
            + $"owner, {by}; {ReportWording.Join(without)}.";
    }

    private static string NobodyOwns(int files) => files switch
    {
        0 => "There are no files either.",
        1 => "The only file has no owner.",
        _ => $"None of the {files:N0} files has an owner.",
    };

    private static string Of(int some, int all) =>
        some == all ? (all == 1 ? "the only file" : $"all {all:N0} files") : $"{some:N0} of {ReportWording.Count(all, "file")}";

    private static string Edit(CodeownersSource before, CodeownersSource after) => (before.Path, after.Path) switch
    {
        (null, var added) => $"This change adds {added}",
        (var removed, null) => $"This change removes {removed}",
        var (from, to) when from != to => $"This change replaces {from} with {to}",
        var (same, _) => $"This change edits {same}",
    };
}

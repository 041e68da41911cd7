using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The words for changes of applications.</summary>
internal static class GitOpsDiffWording
{
    /// <summary>The state, in lower case.</summary>
    public static string Of(DiffState state) => state switch
    {
        DiffState.Added => "added",
        DiffState.Deleted => "deleted",
        _ => "changed",
    };

    /// <summary>What remains, for programs; empty for nothing.</summary>
    public static string Of(DiffRemains remains) => remains switch
    {
        DiffRemains.Objects => "objects",
        DiffRemains.Application => "application",
        _ => "",
    };

    /// <summary>The state of an application, in lower case.</summary>
    public static string Of(ApplicationDiff application) =>
        application.Remains == DiffRemains.Application ? "no longer generated" : Of(application.State);

    /// <summary>The state of one of its objects, in lower case.</summary>
    public static string Of(ApplicationDiff application, ObjectDiff one) => application.Remains == DiffRemains.Nothing ? Of(one.State) : "stays";

    /// <summary><c>1 application is deleted, 2 applications change; 1 is not known completely</c>.</summary>
    public static string Headline(GitOpsDiff diff)
    {
        var unknown = diff.NotChecked.Count + diff.Applications.Count(a => a.Undecided.Count > 0);
        return (Changes(diff) is { Length: > 0 } changes ? changes : "No application changes")
            + (unknown == 0 ? "" : $"; {unknown:N0} {(unknown == 1 ? "is" : "are")} not known completely");
    }

    /// <summary><c>1 application is deleted, 2 applications change, 1 application is added</c>; empty if none does.</summary>
    public static string Changes(GitOpsDiff diff)
    {
        var (changed, added) = (diff.Count(DiffState.Changed), diff.Count(DiffState.Added));
        var left = diff.Applications.Count(a => a.Remains == DiffRemains.Application);
        var deleted = diff.Count(DiffState.Deleted) - left;
        string[] parts =
        [
            .. deleted > 0 ? [$"{ReportWording.Count(deleted, "application")} {(deleted == 1 ? "is" : "are")} deleted"] : Array.Empty<string>(),
            .. left > 0 ? [$"{ReportWording.Count(left, "application")} {(left == 1 ? "is" : "are")} no longer generated"] : Array.Empty<string>(),
            .. changed > 0 ? [$"{ReportWording.Count(changed, "application")} {(changed == 1 ? "changes" : "change")}"] : Array.Empty<string>(),
            .. added > 0 ? [$"{ReportWording.Count(added, "application")} {(added == 1 ? "is" : "are")} added"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    /// <summary><c>+1 ~2 -3</c>, or <c>2 stay</c>; empty for no objects.</summary>
    public static string Objects(ApplicationDiff application) => application.Remains != DiffRemains.Nothing
        ? application.Objects.Count switch { 0 => "", 1 => "1 stays", var count => $"{count:N0} stay" }
        : string.Join(' ',
        new[] { (DiffState.Added, '+'), (DiffState.Changed, '~'), (DiffState.Deleted, '-') }
        .Select(s => (Mark: s.Item2, Count: application.Objects.Count(o => o.State == s.Item1))).Where(s => s.Count > 0).Select(s => $"{s.Mark}{s.Count:N0}"));

    /// <summary>What <c>ignoreDifferences</c> hide, as a sentence; empty for nothing.</summary>
    public static string Hidden(ApplicationDiff application) => application.Hidden == 0 ? ""
        : $"{ReportWording.Count(application.Hidden, "changed field")} {(application.Hidden == 1 ? "is" : "are")} hidden by ignoreDifferences.";

    /// <summary>How many applications were compared, and with what, as sentences.</summary>
    public static string Scope(GitOpsDiff diff) =>
        $"{diff.Compared:N0} of {ReportWording.Count(diff.Total, "application")} {(diff.Compared == 1 ? "is" : "are")} affected and compared"
            + $"{(diff.Tools.Count == 0 ? "" : $", with {ReportWording.Join(diff.Tools)}")}."
            + (diff.IsValidated || diff.Compared == 0 ? "" : " Not checked: their objects against the schemas of the cluster.");

    /// <summary>A field as <c>before → after</c>.</summary>
    public static (string Before, string After) Values(FieldDiff field) =>
        (field.Before.Length == 0 ? "(none)" : field.Before, field.After.Length == 0 ? "(none)" : field.After);
}

using Automation.Core.Findings;

namespace Automation.Catalog.Artifact;

/// <summary>A finding as recorded in the artifact.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
/// <param name="Source">The source of the file.</param>
/// <param name="File">The file, from the root of the source.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record RecordedFinding(string Rule, Severity Severity, string Message, string Source, string File, int Line) : IComparable<RecordedFinding>
{
    /// <summary>A finding of a rule, with its usual severity.</summary>
    public static RecordedFinding Of(Rule rule, string message, string source, string file, int line) =>
        new(rule.Id, rule.Severity, message, source, file, line);

    /// <summary>By severity, most severe first, then by place.</summary>
    public int CompareTo(RecordedFinding? other)
    {
        if (other is null)
        {
            return 1;
        }

        var severity = other.Severity.CompareTo(Severity);
        var source = severity != 0 ? severity : string.CompareOrdinal(Source, other.Source);
        var file = source != 0 ? source : string.CompareOrdinal(File, other.File);
        var line = file != 0 ? file : Line.CompareTo(other.Line);
        var rule = line != 0 ? line : string.CompareOrdinal(Rule, other.Rule);
        return rule != 0 ? rule : string.CompareOrdinal(Message, other.Message);
    }
}

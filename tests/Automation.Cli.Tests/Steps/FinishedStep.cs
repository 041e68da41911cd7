using System.Text;
using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Steps;

/// <summary>What a runner sees of a step that has ended.</summary>
/// <param name="ExitCode">0 where the job goes on.</param>
/// <param name="Log">All that it printed.</param>
/// <param name="Annotations">The commands in the log that annotate, as the runner finds them.</param>
/// <param name="Outputs">The outputs, by name.</param>
/// <param name="Summary">The Markdown of its summary.</param>
internal sealed record FinishedStep(
    int ExitCode, string Log, IReadOnlyList<StepAnnotation> Annotations, IReadOnlyDictionary<string, string> Outputs, string Summary)
{
    // GitHub shows so many of each level of a step, and a summary of so many bytes (GitHub Docs: Workflow commands).
    private const int MostAnnotations = 10;
    private const int LargestSummary = 1 << 20;

    /// <summary>Reads what the step wrote.</summary>
    public static FinishedStep Of(Outcome outcome, string outputs, string summary) =>
        new(outcome.ExitCode, outcome.Everything, [.. StepAnnotation.In(outcome.Everything)], Read(outputs), summary);

    /// <summary>Fails unless it ended this way; shows the log.</summary>
    public FinishedStep Ends(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, Log);
        return this;
    }

    /// <summary>The errors that the runner shows.</summary>
    public IEnumerable<StepAnnotation> Errors => Annotations.Where(a => a.Level == "error");

    /// <summary>Fails if GitHub would cut something off.</summary>
    public FinishedStep ShouldBeWithinTheLimits()
    {
        Annotations.GroupBy(a => a.Level).ShouldAllBe(g => g.Count() <= MostAnnotations, Log);
        Encoding.UTF8.GetByteCount(Summary).ShouldBeLessThanOrEqualTo(LargestSummary);
        return this;
    }

    /// <summary>Fails if a secret is anywhere.</summary>
    public void ShouldNotShow(string secret) =>
        string.Concat(Log, Summary, string.Concat(Outputs.Values)).ShouldNotContain(secret, Case.Sensitive, "a secret is shown");

    // NAME=VALUE, or NAME<<DELIMITER and lines until the delimiter.
    private static Dictionary<string, string> Read(string text)
    {
        Dictionary<string, string> outputs = new(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (equals, heredoc) = (lines[i].IndexOf('=', StringComparison.Ordinal), lines[i].IndexOf("<<", StringComparison.Ordinal));
            if (heredoc >= 0 && (equals < 0 || heredoc < equals))
            {
                var end = Array.IndexOf(lines, lines[i][(heredoc + 2)..], i + 1);
                end.ShouldBePositive("an output does not end");
                outputs[lines[i][..heredoc]] = string.Join('\n', lines[(i + 1)..end]);
                i = end;
            }
            else if (equals > 0)
            {
                outputs[lines[i][..equals]] = lines[i][(equals + 1)..];
            }
        }

        return outputs;
    }
}

/// <summary>A line of a log that the runner shows as an annotation.</summary>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>notice</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="Properties">Such as <c>file</c> and <c>line</c>.</param>
internal sealed record StepAnnotation(string Level, string Message, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The file and the line; null where it names none.</summary>
    public string? Place => Properties.TryGetValue("file", out var file) ? $"{file}:{Properties.GetValueOrDefault("line")}" : null;

    /// <summary>All in a log; between <c>::stop-commands::TOKEN</c> and <c>::TOKEN::</c> a line is only text.</summary>
    public static IEnumerable<StepAnnotation> In(string log)
    {
        string? resumes = null;
        foreach (var line in log.Split('\n').Select(l => l.Trim()))
        {
            if (resumes is not null)
            {
                resumes = line == resumes ? null : resumes;
            }
            else if (line.StartsWith("::stop-commands::", StringComparison.Ordinal))
            {
                resumes = $"::{line["::stop-commands::".Length..]}::";
            }
            else if (Of(line) is { } annotation)
            {
                yield return annotation;
            }
        }

        resumes.ShouldBeNull("the commands of later steps would be ignored");
    }

    private static StepAnnotation? Of(string line)
    {
        if (!line.StartsWith("::", StringComparison.Ordinal) || line.IndexOf("::", 2, StringComparison.Ordinal) is not (> 2 and var end))
        {
            return null;
        }

        var command = line[2..end].Split(' ', 2);
        command[0].ShouldBeOneOf("error", "warning", "notice", "group", "endgroup", "add-mask");
        return command[0] is not ("error" or "warning" or "notice") ? null : new StepAnnotation(
            command[0],
            Unescaped(line[(end + 2)..]),
            command.Skip(1).SelectMany(p => p.Split(',')).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Unescaped(p[1]), StringComparer.Ordinal));
    }

    private static string Unescaped(string text) => text.Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal)
        .Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}

using Automation.Core;
using Automation.Core.Markdown;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Jobs.Webhooks;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.SelfService;

/// <summary>The one comment of an issue that asks for a service: it says what happens, and is rewritten with the result.</summary>
/// <param name="issues">The repository, with the permission to comment.</param>
/// <param name="login">Finds the App's login.</param>
/// <param name="intent">Records each write before it is done.</param>
/// <param name="item">The request.</param>
internal sealed class RequestComment(RepositoryAccess issues, Func<Task<string>> login, WriteIntent intent, ScaffoldItem item)
{
    private const string Marker = "<!-- automation:scaffold -->";
    private const string Again =
        "To run it again, comment `/automation scaffold`. To change the values, comment the command with the template and the new values.";

    // Of a run with hundreds of problems, as many as a person reads.
    private const int MostProblems = 50;

    /// <summary>The run begins.</summary>
    public Task StartAsync(EntityRef template, CancellationToken cancellationToken) => WriteAsync(
        $"### {MarkdownText.Code(template.ToString())}\n\n⏳ **The template is running** for {Actor}. This comment is rewritten with the result.\n",
        cancellationToken);

    /// <summary>Nothing is run.</summary>
    /// <param name="reasons">Why, each a sentence with what to do about it.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public Task RefuseAsync(IEnumerable<string> reasons, CancellationToken cancellationToken) => WriteAsync(
        $"### Software template\n\n❌ **Nothing was run** for {Actor}.\n\n"
        + string.Concat(reasons.Take(MostProblems).Select(r => $"- {MarkdownText.Plain(r)}\n")) + $"\n{Again}\n",
        cancellationToken);

    /// <summary>The run has ended.</summary>
    public Task EndAsync(ScaffoldReport report, CancellationToken cancellationToken)
    {
        var text = Rendered(report);
        if (text.Length > CommentWriter.MostCharacters)
        {
            text = Rendered(report with { Files = [], Steps = [], Problems = [.. report.Problems.Take(MostProblems)] });
        }

        return WriteAsync(
            text.Length <= CommentWriter.MostCharacters ? text : Rendered(report with { Files = [], Steps = [], Problems = [], Output = null }),
            cancellationToken);
    }

    /// <summary>The run was given up.</summary>
    public Task GiveUpAsync(string reason, CancellationToken cancellationToken) => WriteAsync(
        $"### Software template\n\n❌ **The run for {Actor} was given up:** {MarkdownText.Plain(reason)}\n\n"
        + $"What it created so far is still there, and the same request finishes it. {Again}\n",
        cancellationToken);

    private string Actor => MarkdownText.Code(item.Actor);

    private string Rendered(ScaffoldReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new ScaffoldMarkdownWriter().Write(report, text);
        text.Write($"\nRequested by {Actor}. {(report.Fails || report.IsDryRun ? Again : "The same request again changes nothing.")}\n");
        return text.ToString();
    }

    private Task WriteAsync(string text, CancellationToken cancellationToken) =>
        new CommentStep(issues, login, intent).WriteAsync(item.Number, Marker, $"{Marker}\n{text}", cancellationToken);
}

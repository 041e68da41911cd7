using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Testing;

namespace Automation.Reporting.Tests.GitOps;

/// <summary>The changes of applications in each format.</summary>
public sealed class GitOpsDiffWriterTests
{
    [Fact]
    public void A_terminal_shows_fields_above_objects() => Snapshot.Match(Written(new GitOpsDiffTextWriter(new TerminalOptions())), "gitops-diff.txt");

    [Fact]
    public void Markdown_begins_with_what_is_deleted() => Snapshot.Match(Written(new GitOpsDiffMarkdownWriter()), "gitops-diff.md");

    [Fact]
    public void Json_has_everything_on_one_line() => Snapshot.Match(Written(new GitOpsDiffJsonWriter()), "gitops-diff.json");

    private static string Written(IWriter<GitOpsDiff> writer)
    {
        var output = new StringWriter();
        writer.Write(SampleDiff.Acme, output);
        return output.ToString();
    }
}

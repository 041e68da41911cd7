using Automation.Testing;

namespace Automation.GitHub.Tests.Native;

/// <summary>The native program keeps what Octokit reaches by reflection (docs/adr/0004-native-aot.md).</summary>
public sealed class OctokitDirectivesTests
{
    private static readonly string Committed = Path.Combine(Repository.Root, "src", "Automation.GitHub", "Octokit.rd.xml");

    [Fact]
    public void The_committed_directives_are_those_of_the_referenced_Octokit()
    {
        var current = OctokitDirectives.Generate();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Committed, current);
        }

        File.ReadAllText(Committed).ShouldBe(current, "The directives are not current: run the tests with UPDATE_SNAPSHOTS=1.");
    }

    [Fact]
    public void They_name_an_answer_a_request_what_wraps_one_the_list_the_words_and_the_optional_values()
    {
        var current = OctokitDirectives.Generate();

        current.ShouldContain("\"Octokit.IssueComment\"");
        current.ShouldContain("\"Octokit.NewCheckRun\"");
        current.ShouldContain("\"Octokit.BodyWrapper\"");
        current.ShouldNotContain("Client\"");
        current.ShouldContain("\"System.Collections.Generic.List`1[[Octokit.IssueComment, Octokit]]\"");
        current.ShouldContain("\"Octokit.StringEnum`1[[Octokit.ItemState, Octokit]]\"");
        current.ShouldContain("\"System.Nullable`1[[System.DateTimeOffset, System.Private.CoreLib]]\"");
    }
}

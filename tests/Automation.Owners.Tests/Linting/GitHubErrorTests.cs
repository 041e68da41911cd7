using System.Text.Json;
using Automation.Core.Text;
using Automation.Owners.Linting;
using Automation.Testing;

namespace Automation.Owners.Tests.Linting;

/// <summary>Findings in the shape of GitHub's own list of errors.</summary>
public sealed class GitHubErrorTests
{
    [Fact]
    public void An_invalid_owner_reads_as_GitHub_writes_it() => Only("\n\n* user # me").ShouldBe(
        new GitHubError(3, 3, "Invalid owner", "* user # me", null, "Invalid owner on line 3:\n\n  * user # me\n    ^", "CODEOWNERS"));

    [Fact]
    public void An_invalid_pattern_comes_with_the_suggestion() => Only("  /[id]/ @x").ShouldBe(
        new GitHubError(
            1,
            3,
            "Invalid pattern",
            "  /[id]/ @x",
            "both `[` and `]` must be escaped with a `\\`",
            "Invalid pattern on line 1: both `[` and `]` must be escaped with a `\\`\n\n    /[id]/ @x\n    ^",
            "CODEOWNERS"));

    [Fact]
    public void Kinds_of_our_own_are_named_in_the_same_style() =>
        OwnersRules.All.Select(rule => GitHubError.Of(new Core.Findings.Finding(rule, "Text.", "f", SourceSpan.FileStart), null).Kind).ShouldBe(
        [
            "Invalid pattern", "Invalid owner", "Missing space", "Missing pattern", "Shadowed rule", "Duplicate pattern", "Pattern matches nothing",
                "No owner", "Dead file", "Misplaced file", "Wrong dialect",
            "Too large", "Nearly too large", "Byte order mark", "Not UTF-8", "Unsettled pattern", "Unsettled owner", "Owner not in catalog", "Unknown owner",
                "Owner cannot write",
        ]);

    [Fact]
    public void Of_a_line_too_long_to_read_the_part_around_the_mistake_is_shown()
    {
        var error = Only($"* {string.Concat(Enumerable.Repeat("@acme/team ", 500))}oops {string.Concat(Enumerable.Repeat("@acme/team ", 500))}");

        error.Column.ShouldBe(3 + (11 * 500));
        error.Source.Length.ShouldBeLessThan(600);
        var rows = error.Message.Split('\n');
        rows[2].Substring(rows[3].IndexOf('^', StringComparison.Ordinal), 4).ShouldBe("oops");
    }

    [Fact]
    public void Every_mistake_that_GitHub_was_seen_to_report_is_reported_as_GitHub_does()
    {
        var path = Conformance.PathOf("codeowners-errors.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var cases = JsonDocument.Parse(File.ReadAllText(path!)).RootElement
            .EnumerateArray()
            .Where(c => c.GetProperty("kind").GetString()!.StartsWith("Invalid", StringComparison.Ordinal))
            .ToList();
        foreach (var seen in cases)
        {
            var line = seen.GetProperty("line").GetString()!;
            var error = All(line)[0];
            error.Kind.ShouldBe(seen.GetProperty("kind").GetString(), line);
            if (seen.TryGetProperty("column", out var column))
            {
                error.Column.ShouldBe(column.GetInt32(), line);
            }

            if (seen.TryGetProperty("suggestion", out var suggestion))
            {
                error.Suggestion.ShouldBe(suggestion.GetString(), line);
            }
        }

        cases.Count.ShouldBe(5);
    }

    [Fact]
    public void The_suggestion_for_a_lone_slash_is_the_one_that_GitHub_documents()
    {
        var path = Conformance.PathOf("codeowners-errors.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var documented = JsonDocument.Parse(File.ReadAllText(path!)).RootElement.EnumerateArray().Single(c => c.GetProperty("line").GetString() == "/ @x");

        Only("/ @x").Suggestion.ShouldBe(documented.GetProperty("suggestion").GetString());
    }

    private static GitHubError Only(string lines) => All(lines).ShouldHaveSingleItem();

    private static IReadOnlyList<GitHubError> All(string lines) => [.. Linted.Lint(lines).Select(f => GitHubError.Of(f, SourceText.Of("CODEOWNERS", lines)))];
}

using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Review;

namespace Automation.Jobs.Tests.Checks;

/// <summary>Which findings of a change are new, and which are pre-existing.</summary>
public sealed class PreExistingTests
{
    private static readonly Rule Rule = new("catalog/x", Severity.Error, Responsible.ApplicationTeam, "Mend it.");

    [Fact]
    public void What_moved_is_pre_existing() => Marks([At(9, "a")], [At(1, "a")]).ShouldBe([true]);

    [Fact]
    public void Findings_with_a_different_text_are_new() => Marks([At(1, "b")], [At(1, "a")]).ShouldBe([false]);

    [Fact]
    public void What_moved_to_another_file_is_new() => Marks([At(1, "a") with { File = "b.yaml" }], [At(1, "a")]).ShouldBe([false]);

    [Fact]
    public void Of_two_of_a_kind_where_one_stood_one_is_new() => Marks([At(1, "a"), At(2, "a")], [At(1, "a")]).ShouldBe([true, false]);

    [Fact]
    public void What_stood_twice_and_stands_once_is_no_news() => Marks([At(1, "a")], [At(1, "a"), At(2, "a")]).ShouldBe([true]);

    [Fact]
    public void Another_severity_does_not_make_it_new() => Marks([At(1, "a") with { Severity = Severity.Info }], [At(1, "a")]).ShouldBe([true]);

    private static Finding At(int line, string message) =>
        new(Rule, message, "a.yaml", new SourceSpan(new SourcePosition(line, 1), new SourcePosition(line, 2)));

    private static IEnumerable<bool> Marks(Finding[] head, Finding[] @base) =>
        new PreExisting(MovedFiles.None).Mark(Checked(head), Checked(@base)).Select(f => f.PreExisting);

    private static CheckedTree Checked(Finding[] findings) => new(findings, [], new Dictionary<string, SourceText>(), 1, 0, []);
}

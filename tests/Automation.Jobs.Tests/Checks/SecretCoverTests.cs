using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Review;

namespace Automation.Jobs.Tests.Checks;

/// <summary>Secrets that stand in a descriptor reach no output.</summary>
public sealed class SecretCoverTests
{
    private static readonly string Token = "gh" + "p_" + new string('a', 36);
    private static readonly Rule Rule = new("catalog/x", Severity.Error, Responsible.ApplicationTeam, "Mend it.");

    [Fact]
    public void A_finding_without_one_stays_as_it_is()
    {
        var (source, finding) = About("java", "'java' is wrong. Did you mean 'go'?", "go");

        SecretCover.Of(finding, source).ShouldBeSameAs(finding);
    }

    [Fact]
    public void One_that_is_quoted_is_covered()
    {
        var (source, finding) = About(Token, $"'{Token}' is wrong.", null);

        SecretCover.Of(finding, source).Message.ShouldBe($"'{new string('•', Token.Length)}' is wrong.");
    }

    [Fact]
    public void A_suggestion_and_a_fix_that_are_made_of_one_are_left_out()
    {
        var near = Token.Replace('_', '-');
        var (source, finding) = About(Token, $"'{Token}' is wrong. Did you mean '{near}'?", near);

        var covered = SecretCover.Of(finding, source);

        covered.Fix.ShouldBeNull();
        covered.Message.ShouldEndWith("is wrong.");
    }

    [Fact]
    public void One_that_is_a_key_is_covered_in_the_pointer()
    {
        var (source, finding) = About("java", "It is wrong.", null);

        SecretCover.Of(finding with { Pointer = $"/spec/{Token}" }, source).Pointer.ShouldNotContain("aaaa");
    }

    [Fact]
    public void A_suggestion_that_would_write_one_is_left_out_and_the_other_stays()
    {
        var (source, finding) = About("java", "'java' is wrong.", null);
        var harmless = new Suggestion("Write go", "b.yaml", [Edit("go")]);

        SecretCover.Of(finding with { Suggestions = [harmless, new("Write it", "b.yaml", [Edit(Token)]), new($"Write {Token}", "b.yaml", [])] }, source)
            .Suggestions.ShouldBe([harmless]);
        SecretCover.Of(finding with { Suggestions = [harmless] }, source).Suggestions.ShouldBe([harmless]);

        static FixEdit Edit(string text) => new(SourceSpan.FileStart, new TextEdit(0, 0, text));
    }

    [Fact]
    public void No_suggestion_stays_where_the_place_itself_holds_one()
    {
        var (source, finding) = About(Token, "It is wrong.", null);

        SecretCover.Of(finding with { Suggestions = [new Suggestion("Write go", "a.yaml", [])] }, source).Suggestions.ShouldBeEmpty();
    }

    private static (SourceText Source, Finding Finding) About(string value, string message, string? mended)
    {
        var source = SourceText.Of("a.yaml", $"tag: {value}\n");
        var span = source.SpanBetween(5, 5 + value.Length);
        var fix = mended is null ? null : new Fix($"Write {mended}", [new FixEdit(span, new TextEdit(5, 5 + value.Length, mended))]);
        return (source, new Finding(Rule, message, "a.yaml", span) { Fix = fix });
    }
}

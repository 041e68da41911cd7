using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Linting;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests.Linting;

/// <summary>What a fix does to the owners of paths.</summary>
public sealed class FixEffectTests
{
    private static readonly string[] Files = ["README.md", "docs/a.md", "package-lock.json", "vendor/libfoo2/a.c"];

    [Theory]
    [InlineData("* @all\npackage-lock.json@bob @amy\n", "* @all\npackage-lock.json @bob @amy\n", FixEffect.AsIntended)]
    [InlineData("* @all\nREADME.md@bo\n", "* @all\nREADME.md @bo\n", FixEffect.AsIntended)]
    [InlineData("* @all\npackage-lock.json@bob @amy\n", "* @all\npackage-lock.json @amy\n", FixEffect.ChangesMore)]
    [InlineData("* @all\nREADME.md@bo\n", "* @all\nREADME.md\n", FixEffect.ChangesMore)]
    [InlineData("* @all\n/docs/ @a, @b\n", "* @all\n/docs/ @a @b\n", FixEffect.AsIntended)]
    [InlineData("* @all\n/docs/ @a, @b\n", "* @all\n/docs/ @a\n", FixEffect.ChangesMore)]
    [InlineData("* @all\n/vendor/libfoo @infra\n", "* @all\n/vendor/libfoo2 @infra\n", FixEffect.NeedsDecision)]
    [InlineData("* @all\n/Docs/ @all\n", "* @all\n/docs/ @all\n", FixEffect.AsIntended)]
    [InlineData("/docs/ @a\n/docs/ @a\n", "/docs/ @a\n", FixEffect.AsIntended)]
    [InlineData("/docs/ @a\n/docs/a.md @b\n/docs/ @a\n", "/docs/a.md @b\n/docs/ @a\n", FixEffect.AsIntended)]
    [InlineData("* @all\n# automation: accept owners/no-owner (x)\n", "* @all\n", FixEffect.AsIntended)]
    [InlineData("* @all\ndocs,\n", "* @all\ndocs\n", FixEffect.NeedsDecision)]
    [InlineData("* @all\ndocs, @a\n", "* @all\ndocs @a\n", FixEffect.NeedsDecision)]
    [InlineData("* @all\nREADME.md@bo,@amy\n", "* @all\nREADME.md @bo @amy\n", FixEffect.AsIntended)]
    [InlineData("* @all\nREADME.md@bo, @amy;\n", "* @all\nREADME.md @bo @amy\n", FixEffect.AsIntended)]
    public void No_path_gets_different_owners_unless_its_line_clearly_names_them(string before, string after, FixEffect effect) =>
        EffectOf(before, after, Files).ShouldBe(effect);

    [Theory]
    [InlineData("* @all\n/docs/ @a, @b\n", "* @all\n/docs/ @a @b\n", FixEffect.AsIntended)]
    [InlineData("/docs/ @a\n/docs/ @a\n", "/docs/ @a\n", FixEffect.AsIntended)]
    [InlineData("* @all\n/Docs/ @a\n", "* @all\n/docs/ @a\n", FixEffect.NeedsDecision)]
    [InlineData("/docs/ @a\n/src/ @a\n", "/src/ @a\n", FixEffect.ChangesMore)]
    public void Where_the_paths_are_not_known_only_what_is_safe_for_all_is_as_intended(string before, string after, FixEffect effect) =>
        EffectOf(before, after, null).ShouldBe(effect);

    private static FixEffect EffectOf(string before, string after, string[]? files)
    {
        var file = CodeownersReader.Read(SourceText.Of("CODEOWNERS", before));
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        var start = before.AsSpan(0, before.Length - end).CommonPrefixLength(after.AsSpan(0, after.Length - end));
        var edit = new TextEdit(start, before.Length - end, after[start..^end]);
        var span = file.Source.SpanBetween(edit.Start, edit.End);
        var finding = new Finding(MatchesNothing.Rule, "x", "CODEOWNERS", span) { Fix = new Fix("Fix it", [new FixEdit(span, edit)]) };
        return new CodeownersFixEffect(file, files).Of(FixPlan.Of([finding]), TestContext.Current.CancellationToken);
    }
}

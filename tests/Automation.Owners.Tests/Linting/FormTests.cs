using System.Text;
using Automation.Core.Findings;

namespace Automation.Owners.Tests.Linting;

/// <summary>Lines that GitHub skips, and lines whose meaning is not documented.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("/app/[id]/ @x", "/app/\\[id\\]/ @x")]
    [InlineData("app/[...slug]/page.tsx @x", "app/\\[...slug\\]/page.tsx @x")]
    [InlineData("app/[[...slug]]/ @x", "app/\\[\\[...slug\\]\\]/ @x")]
    [InlineData("p/\\[a/[org]/[repo]/i.tsx @x", "p/\\[a/\\[org\\]/\\[repo\\]/i.tsx @x")]
    [InlineData("/[Bb]in/ @x", null)]
    [InlineData("/[a-z]*.md @x", null)]
    [InlineData("/a/[!x]/ @x", null)]
    [InlineData("a[ @x", null)]
    [InlineData("!docs/* @x", null)]
    [InlineData("\\#a @x", null)]
    [InlineData("/ @x", null)]
    [InlineData("a\\", null)]
    public void An_invalid_pattern_is_reported_and_fixed_if_its_meaning_is_clear(string line, string? mended)
    {
        var finding = Linted.Lint(line).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/invalid-pattern");
        finding.Severity.ShouldBe(Severity.Error);
        finding.Message.ShouldContain("skips");
        finding.Mend(line).ShouldBe(mended);
        if (mended is not null)
        {
            Linted.Lint(mended).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("* @a, @b", "* @a @b")]
    [InlineData("* @a,@acme/b", "* @a @acme/b")]
    [InlineData("* a@b.cd,", "* a@b.cd")]
    [InlineData("* user", null)]
    [InlineData("* @coh.org", null)]
    [InlineData("* @org/a/b", null)]
    [InlineData("* @a,user", null)]
    [InlineData("* ,", null)]
    public void An_invalid_owner_is_reported_and_fixed_where_only_a_comma_is_wrong(string line, string? mended)
    {
        var finding = Linted.Lint(line).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/invalid-owner");
        finding.Severity.ShouldBe(Severity.Error);
        finding.Mend(line).ShouldBe(mended);
        if (mended is not null)
        {
            Linted.Lint(mended).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("* user", "did you mean '@user'?")]
    [InlineData("* org/team", "did you mean '@org/team'?")]
    [InlineData("* @org/a/b", "without its parent teams")]
    [InlineData("* docs@", "write '@user', '@organisation/team' or an e-mail address")]
    public void An_invalid_owner_has_advice_what_to_write(string line, string advice) => Linted.Lint(line).ShouldHaveSingleItem().Message.ShouldContain(advice);

    [Fact]
    public void Every_bad_owner_of_a_line_is_reported_with_the_line_that_decides_instead()
    {
        var findings = Linted.Lint("* @all\n/a/ @b\n/a/x one @ok two\n");

        findings.Places().ShouldBe(["3:6 invalid-owner", "3:14 invalid-owner"]);
        findings.ShouldAllBe(f => f.Message.EndsWith("The whole line is skipped, so line 2 ('/a/') decides instead.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("* @user @acme/team a.b@c.example # a comment, with [brackets]")]
    [InlineData("/app/\\[id\\]/ @x\n/a\\ b/ @x_y\n/ä/{x}(y)+.md @x")]
    [InlineData("# [Section]\n  # ^[Section]\n* @x")]
    [InlineData("")]
    [InlineData("\n\n   \n")]
    public void A_sound_file_has_no_findings(string lines) => Linted.Lint(lines).ShouldBeEmpty();

    [Theory]
    [InlineData("[Docs]\n/a/ @x\n/b/\n", "1:1 wrong-dialect")]
    [InlineData("/a/ @x\n^[Docs][2] @y\n!/b/\n* @z\n", "2:1 wrong-dialect")]
    [InlineData("[Long Name] @y\n/a/ @x\n", "1:1 wrong-dialect")]
    [InlineData("/a/ @@maintainer\n", "1:5 wrong-dialect")]
    public void Lines_of_GitLab_are_one_finding(string lines, string place)
    {
        var findings = Linted.Lint(lines);

        findings.Places().ShouldBe([place]);
        findings[0].Message.ShouldContain("--dialect gitlab");
        Linted.Lint(lines, dialect: Dialect.GitLab).ShouldNotContain(f => f.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("!/b/ @x", "1:1 invalid-pattern")]
    [InlineData("[id].tsx @x", "1:1 invalid-pattern")]
    [InlineData("/app/[id] @x", "1:1 invalid-pattern")]
    [InlineData("* @@everyone", "1:3 invalid-owner")]
    public void A_mistake_that_GitLab_would_not_read_either_is_no_other_dialect(string line, string place) => Linted.Lint(line).Places().ShouldBe([place]);

    [Fact]
    public void A_role_does_not_hide_what_else_is_wrong() =>
        Linted.Lint("/a/ @x\n* @y\n/b/ @@owner\n").Places().ShouldBe(["1:1 shadowed-rule", "3:5 wrong-dialect"]);

    [Fact]
    public void Three_stars_are_refused_as_GitHub_refuses_them()
    {
        var finding = Linted.Lint("***/*.rb @x").ShouldHaveSingleItem();

        finding.Message.ShouldBe("'***/*.rb' is not a valid pattern, so GitHub skips the whole line. Did you mean `**/*.rb`?");
        finding.Fix!.Edits.ShouldHaveSingleItem().Edit.NewText.ShouldBe("**/*.rb");
        Linted.Lint(@"\***/a @x").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a//b @x", "1:1 unsettled-pattern")]
    [InlineData("./a @x", "1:1 unsettled-pattern")]
    [InlineData("a app/renovate", "1:3 unsettled-owner")]
    public void What_documentation_leaves_open_is_a_warning(string line, string place)
    {
        var findings = Linted.Lint(line, ["z"]);

        findings.Places().ShouldBe(place.Contains("owner", StringComparison.Ordinal) ? ["1:1 matches-nothing", place] : [place]);
        findings.ShouldAllBe(f => f.Severity == Severity.Warning);
    }

    [Fact]
    public void A_byte_order_mark_is_a_warning_under_GitHub()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. "* @x\n"u8];

        Linted.Lint(bytes).Places().ShouldBe(["1:1 byte-order-mark"]);
        Linted.Lint(bytes, dialect: Dialect.GitLab).ShouldBeEmpty();
    }

    [Fact]
    public void Another_encoding_is_one_finding()
    {
        var utf16 = Linted.Lint([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("* @x user\n/[a] @y\n")]).ShouldHaveSingleItem();
        utf16.Rule.Id.ShouldBe("owners/not-utf-8");
        utf16.Severity.ShouldBe(Severity.Error);
        utf16.Message.ShouldStartWith("The file is UTF-16");

        Linted.Lint([0xff, 0xfe, (byte)'a', 0x80, (byte)'\n', 0xc0]).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void A_letter_of_another_encoding_hides_nothing()
    {
        var findings = Linted.Lint([
            .. Encoding.Latin1.GetBytes("# Zoë owns this, and whoever comes after, for as long as they like; and longer than that, if need be.\n* user\n"),
        ]);

        findings.Places().ShouldBe(["1:5 not-utf-8", "2:3 invalid-owner"]);
        findings[0].Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_file_of_3_MB_is_not_loaded_and_one_nearly_so_large_is_warned_of()
    {
        static byte[] Of(int size) => Encoding.ASCII.GetBytes("* @x\n#" + new string('.', size - 6));

        Linted.Lint(Of(3_000_000)).Places().ShouldBe(["1:1 too-large"]);
        Linted.Lint(Of(2_999_999)).Places().ShouldBe(["1:1 nearly-too-large"]);
        Linted.Lint(Of(2_500_000)).Places().ShouldBe(["1:1 nearly-too-large"]);
        Linted.Lint(Of(2_499_999)).ShouldBeEmpty();
        Linted.Lint(Of(3_000_000), dialect: Dialect.GitLab).ShouldBeEmpty();
    }

    [Fact]
    public void An_owner_that_the_catalog_lacks_is_named_once()
    {
        var findings = Linted.Lint("* @acme/gone\n/a/ @Acme/Gone @acme/here\n/b app/x a@b.cd\n", isInCatalog: o => o.Text == "@acme/here");

        findings.Of("not-in-catalog").Places().ShouldBe(["1:3 not-in-catalog", "3:10 not-in-catalog"]);
        findings[0].Message.ShouldBe("The catalog has no group for '@acme/gone', which is used in 1 more place.");
    }
}

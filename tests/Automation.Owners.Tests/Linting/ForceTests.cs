using Automation.Core.Findings;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests.Linting;

/// <summary>Lines that GitHub takes, and that do not do what they seem to.</summary>
public sealed class ForceTests
{
    [Theory]
    [InlineData("/a/b.txt", "*")]
    [InlineData("/a/b.txt", "/a/")]
    [InlineData("/a/b.txt", "/a")]
    [InlineData("/a/b.txt", "/a/**")]
    [InlineData("/a/b.txt", "**/b.txt")]
    [InlineData("/a/b.txt", "b.txt")]
    [InlineData("/a/b.txt", "*.txt")]
    [InlineData("/a/b.txt", "/*/b.txt")]
    [InlineData("/a/b/c.txt", "/a/**/c.txt")]
    [InlineData("/a/", "/a")]
    [InlineData("/a/*", "/a/")]
    [InlineData("/*", "*")]
    [InlineData("docs/", "docs")]
    [InlineData("/x/docs/", "docs/")]
    [InlineData("*.spec.js", "*.js")]
    [InlineData("/src/ab*.js", "/src/a*")]
    [InlineData("/src/a?c.js", "/src/a*.js")]
    [InlineData("/a/*/c", "/a/**/c")]
    [InlineData("\\[a\\]", "?a?")]
    public void A_line_that_a_later_one_swallows_is_reported(string narrow, string wide)
    {
        var finding = Linted.Lint($"{narrow} @x\n\n{wide} @y\n").ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/shadowed-rule");
        finding.Span.Start.Line.ShouldBe(1);
        finding.Related!.Span.Start.Line.ShouldBe(3);
        finding.Message.ShouldContain($"line 3 ('{wide}')");
        Linted.Lint($"{wide} @y\n{narrow} @x\n").Of("shadowed-rule").ShouldBeEmpty("The right order is not a mistake.");
    }

    [Theory]
    [InlineData("/a/b.txt", "/a/*.md")]
    [InlineData("/a/b.txt", "/A/")]
    [InlineData("/a/b/c", "/a/*/d")]
    [InlineData("/a", "/a/")]           // A file of that name is left.
    [InlineData("/a/", "/a/*")]         // What is deeper is left.
    [InlineData("*", "/*")]
    [InlineData("docs/", "/docs/")]
    [InlineData("/a/**/c", "/a/*/c")]
    [InlineData("*.js", "*.spec.js")]
    [InlineData("/a*", "/a?")]
    [InlineData("/a?", "/a[")]          // A line that is skipped takes nothing.
    [InlineData("/a/b", "/a//")]        // It is not known what that matches.
    public void A_line_that_keeps_something_is_not_reported(string narrow, string wide) =>
        Linted.Lint($"{narrow} @x\n{wide} @y\n").Of("shadowed-rule").ShouldBeEmpty();

    [Fact]
    public void The_last_line_that_takes_everything_is_the_one_that_is_named() =>
        Linted.Lint("/a/b.txt @x\n/a/ @y\n* @z\n").Select(f => f.Message).ShouldBe(
        [
            "'/a/b.txt' has no effect: line 3 ('*') comes later and matches the same files. Move it below that line, or remove it.",
            "'/a/' has no effect: line 3 ('*') comes later and matches the same files. Move it below that line, or remove it.",
        ]);

    [Fact]
    public void A_line_without_owners_takes_files_as_any_other_does()
    {
        var findings = Linted.Lint("/a/b @x\n/a/\n");

        findings.Places().ShouldBe(["1:1 shadowed-rule", "2:1 no-owner"]);
        findings[0].Related!.Message.ShouldBe("this line decides instead, and has no owner");
    }

    [Fact]
    public void Files_show_what_patterns_alone_do_not()
    {
        const string lines = "src/ @x\n/src/*.cs @y\n/src/api/ @z\n/src/README.md @w\n";

        Linted.Lint(lines).ShouldBeEmpty();
        Linted.Lint(lines, ["src/a.cs", "src/api/b.cs", "src/api/c.cs", "src/README.md"]).ShouldHaveSingleItem().Message
            .ShouldBe("'src/' has no effect: later lines match every file that it matches, such as 'src/api/b.cs' on line 3 ('/src/api/'). Move it below, or "
                + "remove it.");
        Linted.Lint(lines, ["src/a.cs", "src/a.js", "src/api/b.cs", "src/README.md"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("docs/", "docs/")]
    [InlineData("docs/", "**/docs/")]
    [InlineData("/docs/a", "docs/a")]
    [InlineData("/docs/**", "/docs/")]
    [InlineData("*", "**")]
    [InlineData("*", "**/*")]
    [InlineData("*", "/**")]
    [InlineData("/a/**/*", "/a/")]
    [InlineData("a//b", "a//b")]
    public void The_same_pattern_twice_is_a_duplicate_and_nothing_else(string first, string second)
    {
        var finding = Linted.Lint($"{first} @x\n{second} @y\n").Where(f => f.Rule.Id != "owners/unsettled-pattern").ToList();

        finding.Places().ShouldBe(["2:1 duplicate-pattern"]);
        finding[0].Related!.Span.Start.Line.ShouldBe(1);
        finding[0].Message.ShouldContain("are not combined");
        finding[0].Fix.ShouldBeNull();
    }

    [Theory]
    [InlineData("/docs @x\n/docs/ @x\n")]
    [InlineData("a//b @x\na/b @y\n")]
    [InlineData("/Docs @x\n/docs @x\n")]
    public void Patterns_that_differ_are_no_duplicates(string lines) => Linted.Lint(lines).Of("duplicate-pattern").ShouldBeEmpty();

    [Theory]
    [InlineData("/a @x @acme/y\n/b @z\n/a @Acme/Y @x\n", "/b @z\n/a @Acme/Y @x\n")]
    [InlineData("/a\r\n/b @z\r\n/a\r\n", "/b @z\r\n/a\r\n")]
    [InlineData("/a @x # why\n/a @x\n", null)]
    [InlineData("/a @x\n/a @y\n", null)]
    public void The_earlier_of_two_equal_lines_can_go(string lines, string? mended) =>
        Linted.Lint(lines).Of("duplicate-pattern").ShouldHaveSingleItem().Mend(lines).ShouldBe(mended);

    [Fact]
    public void A_line_without_owners_reports_which_line_it_overrides()
    {
        Linted.Lint("* @x\n/vendor/\n")
            .ShouldHaveSingleItem().Message
            .ShouldBe("Files that match '/vendor/' have no owner: this line overrides line 1 ('*'). Add an owner, or accept the finding if this is intended.");
        Linted.Lint("/vendor/ # nobody\n").ShouldHaveSingleItem().Severity.ShouldBe(Severity.Info);
    }

    [Theory]
    [InlineData("/Docs/", ": paths are case-sensitive, and the root has 'docs', not 'Docs'.", "/docs/")]
    [InlineData("/src/Api/x.cs", ": paths are case-sensitive, and 'src' has 'api', not 'Api'.", "/src/api/x.cs")]
    [InlineData("src/apo/", ": 'src' has no 'apo'. Did you mean 'api'?", "src/api/")]
    [InlineData("/src/api/y.cs.bak", ": 'src/api' has no 'y.cs.bak'.", null)]
    [InlineData("README.md/", ": no folder has this name.", null)]
    [InlineData("/README.md/", ": 'README.md' is a file or a submodule, and a pattern that ends with '/' matches only files in a folder.", "/README.md")]
    [InlineData("/README.md/x", ": 'README.md' is a file or a submodule, not a folder.", null)]
    [InlineData("readme.md", ": paths are case-sensitive, and the repository has 'README.md', not 'readme.md'.", "README.md")]
    [InlineData("/wa/", ": paths are case-sensitive, and the root has 'Wa', not 'wa'.", "/Wa/")]
    [InlineData("/sp/a-b/c", ": 'sp' has no 'a-b'. Did you mean 'a b'?", "/sp/a\\ b/c")]
    [InlineData("/sp/a-b/d", ": 'sp' has no 'a-b'. Did you mean 'a b'?", null)]
    [InlineData("*.go", ".", null)]
    [InlineData("/src/*.go", ".", null)]
    public void A_pattern_that_matches_nothing_reports_what_there_is(string pattern, string advice, string? mended)
    {
        string[] files = ["README.md", "Wa/x", "docs/a.md", "sp/a b/c", "src/api/x.cs"];

        var finding = Linted.Lint($"{pattern} @x\n", files).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/matches-nothing");
        finding.Message.ShouldBe($"'{pattern}' matches no file{advice}");
        finding.Fix.ShouldBeNull();     // It would give files to these owners that others have.
        finding.Suggested($"{pattern} @x\n").ShouldBe(mended is null ? null : $"{mended} @x\n");
        if (mended is not null)
        {
            Linted.Lint($"{mended} @x\n", files).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("docs/a.md")]
    [InlineData("*.md")]
    [InlineData("docs/*")]
    [InlineData("a.md")]
    public void A_pattern_that_matches_something_is_not_reported(string pattern) => Linted.Lint($"{pattern} @x\n", ["docs/a.md"]).ShouldBeEmpty();

    [Fact]
    public void If_the_files_are_not_available_nothing_is_reported_about_them() => Linted.Lint("/nowhere/ @x\n").ShouldBeEmpty();

    [Fact]
    public void A_file_that_is_not_read_is_dead()
    {
        var file = CodeownersReader.Read(Core.Text.SourceText.Of(".github/CODEOWNERS", "* @x\n"));

        var finding = Linted.Lint(new FoundCodeowners(".github/CODEOWNERS", file, null, 5, ["docs/CODEOWNERS"])).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/dead-file");
        finding.File.ShouldBe("docs/CODEOWNERS");
        finding.Related!.File.ShouldBe(".github/CODEOWNERS");
    }

    [Fact]
    public void Sections_of_GitLab_are_checked_separately()
    {
        const string lines = "/a/x @a\n[One]\n/a/x @b\n[Two]\n* @c\n[one]\n/a/x @d\n";

        var findings = Linted.Lint(lines, dialect: Dialect.GitLab);

        findings.Places().ShouldBe(["7:1 duplicate-pattern"]);
        findings[0].Related!.Span.Start.Line.ShouldBe(3);
    }

    [Fact]
    public void Exclusions_of_GitLab_shadow_nothing() => Linted.Lint("[One]\n/a/x @b\n!/a/x\n", dialect: Dialect.GitLab).ShouldBeEmpty();

    [Fact]
    public void A_finding_keeps_its_fingerprint_when_lines_are_added_above()
    {
        const string lines = "/a/b @x\n/a/b @y\n/c @z\n/c @z\n/d\n/ @u\n/e user\n* @all\n/d/f[ @x\n";

        var before = Linted.Lint(lines, ["a/b"]);

        Linted.Lint("# more\n\n" + lines, ["a/b"]).Select(f => f.Fingerprint).ShouldBe(before.Select(f => f.Fingerprint));
        before.Count.ShouldBeGreaterThan(6);
    }
}

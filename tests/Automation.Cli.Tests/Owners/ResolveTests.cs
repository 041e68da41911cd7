using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary><c>owners resolve</c>: the lines that scripts rely on.</summary>
public sealed class ResolveTests : IDisposable
{
    private const string Rules = """
        # Who owns what
        *              @acme/all
        /docs/         @acme/writers @ada
        /docs/drafts/
        *.sql          dba@acme.example

        """;

    private readonly TemporaryFolder _folder = new TemporaryFolder().With("CODEOWNERS", Rules);

    [Fact]
    public void Each_path_has_a_line_with_the_deciding_line_and_its_owners() =>
        Resolve("docs/a.md", "src/b.cs", "src/c.sql").ShouldBe("3\t@acme/writers @ada\n2\t@acme/all\n5\tdba@acme.example\n");

    [Fact]
    public void A_path_that_should_have_no_owner_has_a_line_without_owners() => Resolve("docs/drafts/a.md").ShouldBe("4\t\n");

    [Fact]
    public void A_path_that_no_line_matches_has_a_dash()
    {
        _folder.With("CODEOWNERS", "/docs/ @ada\n");

        Resolve("src/b.cs", "docs", "").ShouldBe("-\n-\n-\n");
    }

    [Fact]
    public void Json_lines_name_the_path_the_line_and_the_owners()
    {
        _folder.With("CODEOWNERS", "/a/ @ada @acme/x\n/b/\n");

        Automation("--codeowners", "CODEOWNERS", "--format", "jsonl", "a/x", "b/\"ä\u0001\\", "c").Go().Ends(0).Output.ShouldBe("""
            {"path":"a/x","line":1,"owners":["@ada","@acme/x"]}
            {"path":"b/\"ä\u0001\\","line":2,"owners":[]}
            {"path":"c","line":null,"owners":null}

            """);
    }

    [Fact]
    public void Paths_that_are_named_stand_beside_their_owners() =>
        Automation("--codeowners", "CODEOWNERS", "docs/a.md", "docs/drafts/a.md")
            .Go()
            .Ends(0).Output
            .ShouldBe("docs/a.md\t3\t@acme/writers @ada\ndocs/drafts/a.md\t4\t\n");

    [Theory]
    [InlineData("docs/a.md\nsrc/b.cs\n")]
    [InlineData("docs/a.md\nsrc/b.cs")]
    [InlineData("docs/a.md\r\nsrc/b.cs\r\n")]
    [InlineData("./docs/a.md\n././src/b.cs\n")]
    [InlineData("\uFEFFdocs/a.md\nsrc/b.cs\n")]
    [InlineData("/docs/a.md\n//src//b.cs\n")]
    public void A_list_of_paths_comes_from_a_file_or_from_standard_input(string list)
    {
        _folder.With("paths.txt", list);

        Automation("--codeowners", "CODEOWNERS", "--paths", "paths.txt").Go().Ends(0).Output.ShouldBe("3\t@acme/writers @ada\n2\t@acme/all\n");
        Automation("--codeowners", "CODEOWNERS", "--paths", "-").Reading(list).Go().Ends(0).Output.ShouldBe("3\t@acme/writers @ada\n2\t@acme/all\n");
    }

    [Theory]
    [InlineData("\"docs/\\303\\244.md\"\nb\n")]
    [InlineData("\"docs/\\303\\244.md\"\r\n\"b\"")]
    [InlineData("docs/\u00e4.md\0b\0")]
    public void Paths_may_be_listed_as_git_lists_them(string list)
    {
        _folder.With("CODEOWNERS", "/docs/ @d\n* @a\n/docs/\u00e4.md @x\n");

        Automation("--codeowners", "CODEOWNERS", "--paths", "-").Reading(list).Go().Ends(0).Output.ShouldBe("3\t@x\n2\t@a\n");
    }

    [Theory]
    [InlineData("\"a\\tb\"", "a\\tb")]
    [InlineData("\"\\\"a\\\"\"", "\\\"a\\\"")]
    [InlineData("\"a\\\\b\"", "a\\\\b")]
    [InlineData("\"a\\nb\"", "a\\nb")]
    [InlineData("\"half", "\\\"half")]
    [InlineData("\"a\"b\"", "\\\"a\\\"b\\\"")]
    [InlineData("\"\\400\"", "\\\"\\\\400\\\"")]
    [InlineData("\"", "\\\"")]
    public void What_git_has_quoted_is_unquoted_and_nothing_else(string line, string path) =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-", "--format", "jsonl")
            .Reading(line + "\n")
            .Go()
            .Ends(0).Output
            .ShouldStartWith($"{{\"path\":\"{path}\"");

    [Fact]
    public void In_a_list_with_NUL_a_name_may_hold_anything() =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-", "--format", "jsonl")
            .Reading("a\nb\0\"c\"\0d\r\0")
            .Go()
            .Ends(0).Lines
            .Select(l => l.Text("path"))
            .ShouldBe(["a\nb", "\"c\"", "d\r"]);

    [Fact]
    public void There_are_as_many_answers_as_lines() =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-")
            .Reading("a\n\n\nb.sql\n")
            .Go()
            .Ends(0).Output
            .ShouldBe("2\t@acme/all\n-\n-\n5\tdba@acme.example\n");

    [Fact]
    public void An_empty_list_has_no_answers() => Automation("--codeowners", "CODEOWNERS", "--paths", "-").Go().Ends(0).Output.ShouldBeEmpty();

    [Fact]
    public void Paths_named_come_before_the_list() =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-", "x.sql").Reading("y\n").Go().Ends(0).Output.ShouldBe("5\tdba@acme.example\n2\t@acme/all\n");

    [Fact]
    public void A_long_list_is_read_to_its_end_whatever_lies_across_the_pieces_it_is_read_in()
    {
        var paths = Enumerable.Range(0, 30_000).Select(i => i % 3 == 0 ? $"docs/{new string('ä', i % 50)}" : $"{new string('x', i % 97)}/{i}.sql").ToList();

        var outcome = Automation("--codeowners", "CODEOWNERS", "--paths", "-").Reading(string.Concat(paths.Select(p => p + "\r\n"))).Go().Ends(0);

        outcome.Output.ShouldBe(string.Concat(paths.Select(
            p => p.EndsWith(".sql", StringComparison.Ordinal) ? "5\tdba@acme.example\n" : "3\t@acme/writers @ada\n")));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void A_line_may_have_64_KiB_and_no_more(string end)
    {
        var longest = new string('x', 64 * 1024);
        var reading = Automation("--codeowners", "CODEOWNERS", "--paths", "-");

        reading.Reading("a\n" + longest + end).Go().Ends(0).Output.ShouldBe("2\t@acme/all\n2\t@acme/all\n");
        reading.Reading("a\n" + longest + "x" + end).Go().Ends(2).Errors.ShouldContain("Line 2 of standard input has more than 65,536 bytes");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_reason_to_stop() =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-")
            .Reading([0xFF, (byte)'\n', 0xC3, (byte)'\n'])
            .Go()
            .Ends(0).Output
            .ShouldBe("2\t@acme/all\n2\t@acme/all\n");

    [Fact]
    public void Lines_without_effect_are_counted_on_standard_error()
    {
        _folder.With("CODEOWNERS", "* @ada\n!a @ada\nb ada, bob,\n");
        var resolving = Automation("--codeowners", "CODEOWNERS", "b");

        resolving.Go()
            .Ends(0)
            .ShouldBe(new Outcome(0, "b\t1\t@ada\n", "automation: 2 lines of CODEOWNERS are skipped as invalid; 'automation owners lint' explains why.\n"));
        Automation("--codeowners", "CODEOWNERS", "--quiet", "b").Go().Ends(0).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_GitHub_does_not_load_owns_nothing()
    {
        _folder.With("CODEOWNERS", "* @ada\n" + new string('#', 3_000_000 - 7));

        var outcome = Resolved("a");

        outcome.Output.ShouldBe("-\n");
        outcome.Errors.ShouldContain("3,000,000 bytes or more");
        _folder.With("CODEOWNERS", "* @ada\n" + new string('#', 3_000_000 - 8));
        Resolve("a").ShouldBe("1\t@ada\n");
    }

    [Theory]
    [InlineData("There is no CODEOWNERS file 'nowhere'", "--codeowners", "nowhere", "a")]
    [InlineData("There is no CODEOWNERS file '.'", "--codeowners", ".", "a")]
    [InlineData("There is no file of paths 'nowhere'", "--codeowners", "CODEOWNERS", "--paths", "nowhere")]
    [InlineData("text or jsonl", "--codeowners", "CODEOWNERS", "--format", "sarif", "a")]
    [InlineData("github or gitlab", "--codeowners", "CODEOWNERS", "--dialect", "gitea", "a")]
    public void Wrong_usage_is_named(string message, params string[] arguments)
    {
        var outcome = Automation(arguments).Go().Ends(2);

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(message);
    }

    [Fact]
    public void What_is_broken_off_ends_with_130() => Automation("--codeowners", "CODEOWNERS", "a").BrokenOff().Go().Ends(130).Output.ShouldBeEmpty();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Run Automation(params string[] arguments) => Run.Automation(["owners", "resolve", .. arguments]).In(_folder.Path);

    private Outcome Resolved(params string[] paths) =>
        Automation("--codeowners", "CODEOWNERS", "--paths", "-").Reading(string.Concat(paths.Select(p => p + "\n"))).Go().Ends(0);

    private string Resolve(params string[] paths) => Resolved(paths).Output;
}

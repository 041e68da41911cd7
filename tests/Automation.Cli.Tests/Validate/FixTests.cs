using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary><c>validate --fix</c>: fixes what needs no decision, and changes nothing else.</summary>
public sealed class FixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Descriptor => Path.Combine(_folder.Path, "catalog-info.yaml");

    [Theory]
    [InlineData("  lifecycle: production", "  lifecyle: production", "  lifecycle: production")]
    [InlineData("  name: orders", "  name: orders\n  tags: [Java, go] # ours", "  name: orders\n  tags: [java, go] # ours")]
    [InlineData("  name: orders", "  name: orders\n  description: null # later\n  title: T", "  name: orders\n  title: T")]
    [InlineData("  name: orders", "  name: orders\n  annotations:\n    acme.example/tier: 1 # one", "  name: orders\n  annotations:\n    acme.example/tier: "
        + "\"1\" # one")]
    [InlineData("  name: orders", "  name: orders\n  annotations:\n    acme.example/on: true", "  name: orders\n  annotations:\n    acme.example/on: \"true\"")]
    [InlineData("  name: orders", "\tname: orders", "  name: orders")]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: scaffolder.backstage.io/v1alpha1", "apiVersion: backstage.io/v1alpha1")]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: backstage.io/v1aplha1", "apiVersion: backstage.io/v1alpha1")]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: v1beta1", "apiVersion: backstage.io/v1beta1")]
    [InlineData("  name: orders", "  name: orders\n  # what it is\n  description: null # later\n  # and its title\n  title: T",
        "  name: orders\n  # what it is\n  # and its title\n  title: T")]
    [InlineData("  name: orders", "  name: orders\n  tags: [go, JAVA]", "  name: orders\n  tags: [go, java]")]
    public void A_mechanical_mistake_is_fixed(string sound, string mistaken, string mended)
    {
        Write(Descriptors.Sound.Replace(sound, mistaken, StringComparison.Ordinal));

        Fix().Ends(0).Output.ShouldContain("Fixed: 1 edit in 1 file.");

        Read().ShouldBe(Descriptors.Sound.Replace(sound, mended, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_owner_is_the_one_that_CODEOWNERS_names()
    {
        _folder.With("CODEOWNERS", "* @acme/platform\n/catalog-info.yaml @acme/team-a @acme/platform\n");
        Write(Descriptors.Sound.Replace("  owner: team-a\n", "", StringComparison.Ordinal));

        var outcome = Fix().Ends(0);

        outcome.Output.ShouldContain("Fixed: 1 edit in 1 file.");
        Read().ShouldBe(Descriptors.Sound.Replace("  owner: team-a\n", "", StringComparison.Ordinal)
            .Replace("spec:\n", "spec:\n  owner: team-a\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: backstage.io/v1", "Write 'backstage.io/v1alpha1'")]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: backstage.io/v1alpha2", "Write 'backstage.io/v1alpha1'")]
    [InlineData("apiVersion: backstage.io/v1alpha1", "apiVersion: acme.example/v1alpha1", "Write 'backstage.io/v1alpha1'")]
    [InlineData("  name: orders", "  name: orders\n  links:\n    - &wiki\n      url: https://acme.example\n      title: ' '\n    - *wiki", "Remove 'title'")]
    [InlineData("  name: orders", "  name: orders\n  tags: &tags [Java]\n  labels: {a: b}\n  x: *tags", "Write 'java'")]
    public void What_may_have_been_meant_otherwise_or_changes_other_places_is_offered(string sound, string mistaken, string suggestion)
    {
        var text = Descriptors.Sound.Replace(sound, mistaken, StringComparison.Ordinal);
        Write(text);

        Fix().Ends(1).Output.ShouldContain($"perhaps: {suggestion}");
        Read().ShouldBe(text);
    }

    [Theory]
    [InlineData("  name: orders\n  tags: [Java, java]", "'java' is in the list already, so remove this one.")]
    [InlineData("  name: orders\n  description:\n    # why there is none\n    null", "'metadata.description' is null.")]
    public void What_would_leave_a_duplicate_or_take_a_comment_line_along_is_not_fixed(string mistaken, string message)
    {
        var text = Descriptors.Sound.Replace("  name: orders", mistaken, StringComparison.Ordinal);
        Write(text);

        Fix().Ends(1).Output.ShouldContain(message);
        Read().ShouldBe(text);
    }

    [Theory]
    [InlineData("* @acme/team-a\n*.yaml @acme/platform\n", "team-a")]
    [InlineData("* @acme/platform\n/src/ @acme/team-a\n", "team-a")]
    [InlineData("* @acme/platform\n/src/ @acme/team-a\n/catalog-info.yaml @acme/platform\n", "platform")]
    [InlineData("* @acme/platform\n/nested/ @acme/team-b\n", "platform")]
    [InlineData("* @acme/crew\n", "team-a")]
    public void A_missing_owner_is_one_that_check_agrees_with(string codeowners, string owner)
    {
        using var git = GitSandbox.Create()
            .With("CODEOWNERS", codeowners)
            .With("src/a.cs", "x")
            .With("src/b.cs", "x")
            .With(".gitignore", "out/\n")
            .With("out/1", "x")
            .With("out/2", "x")
            .With("out/3", "x")
            .With(
                "nested/catalog-info.yaml",
                Descriptors.Component("nested")
                    .Replace("team-a", codeowners.Contains("nested", StringComparison.Ordinal) ? "team-b" : owner, StringComparison.Ordinal))
            .With("nested/1", "x").With("nested/2", "x").With("nested/3", "x")
            .With(
                "org.yaml",
                Descriptors.Group("team-a")
                    .Replace("  name: team-a\n", "  name: team-a\n  annotations:\n    github.com/team-slug: acme/crew\n", StringComparison.Ordinal))
            .With("catalog-info.yaml", Descriptors.Sound.Replace("  owner: team-a\n", "", StringComparison.Ordinal));
        if (!codeowners.Contains("crew", StringComparison.Ordinal))
        {
            git.Without("org.yaml");
        }

        git.Commit();
        Run.Automation("validate", "catalog-info.yaml", "--fix").In(git.Path).Go().Ends(0);

        File.ReadAllText(git.At("catalog-info.yaml")).ShouldContain($"  owner: {owner}\n");
        Run.Automation("check", "--format", "json")
            .In(git.Path)
            .Go().Findings
            .Where(f => f.Text("file") == "catalog-info.yaml")
            .Select(f => f.Text("rule"))
            .ShouldNotContain("owners/disagree");
    }

    [Fact]
    public void A_missing_owner_whom_the_catalog_does_not_know_is_not_written()
    {
        _folder.With("CODEOWNERS", "* @acme/nobody\n").With("catalog/teams/catalog-info.yaml", Descriptors.Group("team-a"));
        var without = Descriptors.Sound.Replace("  owner: team-a\n", "", StringComparison.Ordinal);
        Write(without);

        Fix("--catalog", "catalog").Ends(1).Output.ShouldContain("CODEOWNERS names @acme/nobody (line 1), which is not in the catalog.");
        Read().ShouldBe(without);
    }

    [Fact]
    public void A_missing_kind_is_named_where_the_catalog_has_one_entity_that_fits()
    {
        _folder.With("catalog/stock/catalog-info.yaml", Descriptors.Resource("stock-db")).With("catalog/teams/catalog-info.yaml", Descriptors.Group("team-a"));
        Write(Descriptors.Component("orders", "  dependsOn: [stock-db]\n"));

        Fix("--catalog", "catalog");

        Read().ShouldBe(Descriptors.Component("orders", "  dependsOn: [resource:stock-db]\n"));
    }

    [Fact]
    public void A_missing_kind_is_named_where_the_files_given_have_one_entity_that_fits()
    {
        Write($"{Descriptors.Component("orders", "  dependsOn: [stock-db, both]\n")}---\n{Descriptors.Resource("stock-db")}---\n{Descriptors.Resource("both")}---\n{Descriptors.Component("both")}");

        Fix();

        Read().ShouldContain("  dependsOn: [resource:stock-db, both]\n");
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    public void Every_byte_beside_the_mistake_stays(string lineEnd, bool withMark)
    {
        var text = "# ünï — first\n\n" + Descriptors.Sound.TrimEnd().Replace("  lifecycle", "  \t# why\n  lifecyle", StringComparison.Ordinal)
            + "   # last, without an end";
        byte[] Bytes(string t) =>
            [.. withMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(t.Replace("\n", lineEnd, StringComparison.Ordinal))];
        File.WriteAllBytes(Descriptor, Bytes(text));

        Fix().Ends(0);

        File.ReadAllBytes(Descriptor).ShouldBe(Bytes(text.Replace("lifecyle", "lifecycle", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_second_run_finds_nothing_left_to_do()
    {
        Write(Descriptors.Sound.Replace(
            "  name: orders", "  name: orders\n  tags: [Java]\n  annotations:\n    a.b/c: 1\n    a.b/d: yes", StringComparison.Ordinal)
            .Replace("lifecycle", "lifecyle", StringComparison.Ordinal));
        Fix();
        var once = Read();

        Fix().Ends(0).Output.ShouldNotContain("help:");

        Read().ShouldBe(once);
    }

    [Fact]
    public void Nothing_is_written_if_there_is_nothing_to_fix()
    {
        Write(Descriptors.Sound);
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Descriptor, before);

        Fix().Ends(0);

        File.GetLastWriteTimeUtc(Descriptor).ShouldBe(before);
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void Without_the_option_nothing_is_written()
    {
        Write(Descriptors.Doubtful);

        Run.Automation("validate").In(_folder.Path).Go().Ends(0);

        Read().ShouldBe(Descriptors.Doubtful);
    }

    [Fact]
    public void The_mode_of_a_file_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Write(Descriptors.Doubtful);
#pragma warning disable CA1416 // Skipped there.
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Descriptor, mode);

        Fix().Ends(0);

        File.GetUnixFileMode(Descriptor).ShouldBe(mode);
#pragma warning restore CA1416
    }

    [Fact]
    public void A_link_is_not_followed_to_be_fixed()
    {
        using var outside = new TemporaryFolder().With("target.yaml", Descriptors.Doubtful);
        File.CreateSymbolicLink(Descriptor, Path.Combine(outside.Path, "target.yaml"));

        Fix().Ends(1).Output.ShouldContain("symbolic link");

        File.ReadAllText(Path.Combine(outside.Path, "target.yaml")).ShouldBe(Descriptors.Doubtful);
    }

    [Fact]
    public void Standard_input_cannot_be_fixed() =>
        Run.Automation("validate", "-", "--fix")
            .In(_folder.Path)
            .Reading(Descriptors.Doubtful)
            .Go()
            .Ends(2).Errors
            .ShouldContain("--fix cannot write to standard input");

    [Fact]
    public void A_file_that_is_not_utf_8_is_left_as_it_is()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("# caf"), 0xE9, .. Encoding.UTF8.GetBytes("\n" + Descriptors.Doubtful)];
        File.WriteAllBytes(Descriptor, bytes);

        Fix().Errors.ShouldContain("catalog-info.yaml is not valid UTF-8");

        File.ReadAllBytes(Descriptor).ShouldBe(bytes);
    }

    [Fact]
    public void A_misspelt_key_stays_where_the_right_one_is_there_too()
    {
        var text = Descriptors.Sound + "  lifecyle: old\n";
        Write(text);

        Fix();

        Read().ShouldBe(text);
    }

    [Fact]
    public void What_a_comment_accepts_is_not_fixed()
    {
        var text = Descriptors.Doubtful.Replace(
            "  consumesApi:", "  # automation: accept catalog/misspelt-key (read by our own plugin)\n  consumesApi:", StringComparison.Ordinal);
        Write(text);

        Fix().Ends(0);

        Read().ShouldBe(text);
    }

    [Fact]
    public void What_a_fix_leaves_is_reported_and_fails()
    {
        Write(Descriptors.Doubtful.Replace("kind: Component", "kind: Component\nspek: {}", StringComparison.Ordinal)
            .Replace("type: service", "type: []", StringComparison.Ordinal));

        var outcome = Fix().Ends(1);

        outcome.Output.ShouldContain("Fixed:");
        outcome.Output.ShouldContain("error[catalog/");
        Read().ShouldContain("consumesApis");
    }

    [Fact]
    public void Every_file_of_several_is_fixed()
    {
        _folder.With("a.yaml", Descriptors.Doubtful).With("d/b.yaml", Descriptors.Doubtful);

        Run.Automation("validate", "a.yaml", "d", "--fix").In(_folder.Path).Go().Ends(0).Output.ShouldContain("Fixed: 2 edits in 2 files.");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Outcome Fix(params string[] more) => Run.Automation(["validate", "catalog-info.yaml", "--fix", .. more]).In(_folder.Path).Go();

    private void Write(string text) => File.WriteAllText(Descriptor, text);

    private string Read() => File.ReadAllText(Descriptor);
}

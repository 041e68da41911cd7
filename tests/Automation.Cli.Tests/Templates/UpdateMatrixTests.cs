using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>Every way in which a template and a service can differ, through the command: no edit of the service is lost without being listed.</summary>
public sealed class UpdateMatrixTests : IDisposable
{
    private const string Template = """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: service }
        spec:
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
              size: { type: string, enum: [small, large], default: small }
          steps:
            - id: render
              action: fetch:template
              input:
                url: ./skeleton
                values: { name: '${{ parameters.name }}', size: '${{ parameters.size }}' }
        """;

    private readonly GitSandbox _template = GitSandbox.Create();
    private readonly GitSandbox _service = GitSandbox.Create();

    public void Dispose()
    {
        _template.Dispose();
        _service.Dispose();
    }

    [Fact]
    public void An_untouched_service_becomes_what_the_new_template_gives_byte_for_byte()
    {
        Scaffold(("a.txt", "${{ values.name }}\n"), ("b.txt", "b\r\n"), ("gone.txt", "x\n"), ("run.sh", "#!/bin/sh\n"), ("old/name.md", "one\ntwo\nthree\nfour\n"));
        _template.Without("skeleton/gone.txt").Without("skeleton/old/name.md")
            .With("skeleton/a.txt", "\ufeff${{ values.name }}: new\r\n").With("skeleton/b.txt", "b\nc").With("skeleton/new/deep/c.txt", "${{ values.size }}")
            .With("skeleton/new/name.md", "one\ntwo\nthree\n4\n");
        MakeProgram("skeleton/run.sh");
        _template.WithLink("skeleton/link", "a.txt").Commit();

        Update().Ends(0);

        var fresh = Made("fresh");
        foreach (var path in Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(fresh, f)))
        {
            File.ReadAllBytes(_service.At(path)).ShouldBe(File.ReadAllBytes(Path.Combine(fresh, path)), path);
            ModeOf(_service.At(path)).ShouldBe(ModeOf(Path.Combine(fresh, path)), path);
        }

        _service.Git("ls-files", "--others", "--cached", "--deduplicate").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(p => File.Exists(_service.At(p)))
            .ShouldBe(Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(fresh, f)), ignoreOrder: true);
        new FileInfo(_service.At("link")).LinkTarget.ShouldBe("a.txt");
    }

    [Fact]
    public void Both_sides_differ_in_every_way_and_each_is_listed()
    {
        const string lines = "1\n2\n3\n4\n5\n6\n7\n8\n";
        string Of(string word) => string.Concat(Enumerable.Range(1, 8).Select(i => $"{word} {i}\n"));
        var (moved, renamed, both) = (Of("moved"), Of("renamed"), Of("both"));
        Scaffold(
            ("both-apart", lines), ("both-same", lines), ("service-only", lines), ("template-only", lines), ("service-deleted", lines),
            ("service-deleted-template-changed", lines), ("template-deleted", lines), ("template-deleted-service-changed", lines),
            ("service-moved", moved), ("template-moved", renamed), ("both-moved", both), ("crlf", lines), ("bom", lines),
            ("no-final-line-end", lines), ("formatted.json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n"), ("package.json", "{\n  \"a\": 1,\n  \"z\": 1\n}\n"),
            ("package-lock.json", "{ \"lock\": 1 }\n"), ("binary", "\0b1"), ("mode", lines), ("kind", lines), ("ignored", lines));
        _service.With("both-apart", lines.Replace("1\n", "one\n")).With("both-same", lines.Replace("4\n", "four\n")).With("service-only", "mine\n")
            .Without("service-deleted").Without("service-deleted-template-changed").With("template-deleted-service-changed", lines + "9\n")
            .Without("service-moved").With("elsewhere/moved", moved).With("template-moved", renamed.Replace("2\n", "two\n"))
            .Without("both-moved").With("elsewhere/both", both)
            .With("crlf", lines.Replace("\n", "\r\n")).With("bom", "\ufeff" + lines).With("no-final-line-end", lines[..^1])
            .With("formatted.json", "{\n    \"a\": 1,\n    \"b\": 2\n}\n").With("package.json", "{\n  \"a\": 1,\n  \"mine\": 1,\n  \"z\": 1\n}\n")
            .With("package-lock.json", "{ \"lock\": 2 }\n").With("binary", "\0b2").With(".gitignore", "/ignored\n/added-by-both\n").With("added-here", "here\n");
        _service.Git("rm", "-q", "--cached", "ignored");
        _service.Without("kind").WithLink("kind", "both-same").Commit();

        string Changed(string text) => text.Replace("8\n", "eight\n");
        foreach (var path in (string[])["both-apart", "template-only", "service-deleted-template-changed", "crlf", "bom", "no-final-line-end", "kind", "ignored"])
        {
            _template.With($"skeleton/{path}", Changed(lines));
        }

        _template.With("skeleton/both-same", lines.Replace("4\n", "4 of the template\n")).With("skeleton/service-moved", Changed(moved))
            .Without("skeleton/template-moved").With("skeleton/moved/template", Changed(renamed))
            .Without("skeleton/both-moved").With("skeleton/moved/both", Changed(both))
            .Without("skeleton/template-deleted").Without("skeleton/template-deleted-service-changed")
            .With("skeleton/formatted.json", "{\n  \"a\": 1,\n  \"b\": 3\n}\n").With("skeleton/package.json", "{\n  \"a\": 1,\n  \"theirs\": 1,\n  \"z\": 1\n}\n")
            .With("skeleton/package-lock.json", "{ \"lock\": 3 }\n").With("skeleton/binary", "\0b3").With("skeleton/added-here", "there\n").With("skeleton/added", "x\n");
        MakeProgram("skeleton/mode");
        _template.Commit();

        var outcome = Update().Ends(1);

        Snapshot.Match(outcome.Output, "update-matrix.txt");
        Read("both-apart").ShouldBe(Changed(lines.Replace("1\n", "one\n")));
        Read("both-same").ShouldContain("four\n");
        Read("elsewhere/moved").ShouldEndWith("eight\n");
        Read("moved/template").ShouldBe(Changed(renamed.Replace("2\n", "two\n")));
        Read("elsewhere/both").ShouldBe(Changed(both));
        File.Exists(_service.At("moved/both")).ShouldBeFalse();
        Read("crlf").ShouldBe(Changed(lines).Replace("\n", "\r\n"));
        File.ReadAllBytes(_service.At("bom"))[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Read("no-final-line-end").ShouldBe(Changed(lines)[..^1]);
        Read("formatted.json").ShouldBe("{\n    \"a\": 1,\n    \"b\": 3\n}\n");
        Read("package.json").ShouldBe("{\n  \"a\": 1,\n  \"theirs\": 1,\n  \"mine\": 1,\n  \"z\": 1\n}\n");
        Read("package-lock.json").ShouldContain("2");
        Read("binary").ShouldBe("\0b2");
        Read("ignored").ShouldBe(lines);
        Read("added-here").ShouldBe("here\n");
        ModeOf(_service.At("mode")).ShouldBe(OperatingSystem.IsWindows() ? "" : "755");

        // The record says where the service moved files, and a second run changes nothing.
        _service.Commit();
        Update().Ends(0).Output.ShouldContain("The service already has ");
        _service.Git("status", "--porcelain").ShouldBeEmpty();
        _template.With("skeleton/moved/both", Changed(both) + "last\n").Commit();
        Update().Ends(0);
        Read("elsewhere/both").ShouldEndWith("last\n");
    }

    [Fact]
    public void A_new_parameter_has_its_default_and_is_listed()
    {
        Scaffold(("a", "${{ values.name }}\n"));
        _template.With("template.yaml", Template.Replace("size: {", "team: { type: string, default: none }\n      size: {", StringComparison.Ordinal)).Commit();

        Update().Ends(0).Output.ShouldContain("The new parameter 'team' gets its default: \"none\".");
    }

    [Fact]
    public void A_value_that_the_template_no_longer_allows_is_asked_for()
    {
        Scaffold(("a", "${{ values.size }}\n"));
        _template.With("template.yaml", Template.Replace("[small, large], default: small", "[tiny, large], default: tiny", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("'size'");
        File.WriteAllText(_service.Beside("values.yaml"), "size: large\n");
        Update("--values", _service.Beside("values.yaml")).Ends(0);
        Read("a").ShouldBe("large\n");
    }

    [Fact]
    public void A_template_declares_what_it_renamed()
    {
        Scaffold(("a", "${{ values.size }}\n"), ("old", "x\n"), ("must", "1\n"));
        _service.Without("must").With("old", "edited\n").Commit();
        _template.With("template.yaml", Template.Replace("size: { type: string, enum: [small, large], default: small }", "scale: { type: string, enum: [s, l] }", StringComparison.Ordinal)
                .Replace("parameters.size", "parameters.scale", StringComparison.Ordinal))
            .With(".automation/template.yml", "moves: { old: entirely/new }\nrequired: [must]\nparameters:\n  scale: { was: size, values: { small: s, large: l } }\n")
            .Without("skeleton/old").With("skeleton/entirely/new", "x\n").With("skeleton/must", "2\n").Commit();

        Update().Ends(0);

        Read("a").ShouldBe("s\n");
        Read("entirely/new").ShouldBe("edited\n");
        Read("must").ShouldBe("2\n");
        File.Exists(_service.At("old")).ShouldBeFalse();
    }

    [Fact]
    public void A_line_with_a_secret_keeps_the_services_value()
    {
        Scaffold("${{ secrets.TOKEN }}", ("config", "a\nb\nc\nkey: ${{ values.name }}\nd\ne\nf\n"));
        Read("config").ShouldContain("s3cr3t");
        _template.With("skeleton/config", "A\nb\nc\nkey: ${{ values.name }}\nd\ne\nf\n").Commit();

        Update().Ends(0);

        Read("config").ShouldBe("A\nb\nc\nkey: s3cr3t\nd\ne\nf\n");
        _service.Git("grep", "-l", "scaffold-secret").Trim().ShouldBe(".automation/scaffold.yml");
    }

    [Fact]
    public void A_new_file_with_a_secret_is_refused()
    {
        Scaffold("${{ secrets.TOKEN }}", ("a", "x\n"));
        _template.With("skeleton/config", "key: ${{ values.name }}\n").Commit();

        Update().Ends(1).Output.ShouldContain("'config' gets a value from a secret");
    }

    [Fact]
    public void A_commit_that_is_gone_is_replaced_by_the_services_history()
    {
        Scaffold(("a", "1\n2\n3\n"), ("b", "b\n"));
        _service.With("a", "one\n2\n3\n").Commit();
        _template.With("skeleton/a", "1\n2\nthree\n");
        _template.Git("checkout", "-q", "--orphan", "again");
        _template.Commit();
        _template.Git("branch", "-q", "-D", "main");

        var outcome = Update($"file://{_template.Path}", "--dry-run").Ends(0);

        outcome.Output.ShouldContain("is not in the template's repository");
        outcome.Output.ShouldContain("merged         a");
    }

    [Fact]
    public void A_revision_that_does_not_come_after_is_refused()
    {
        Scaffold(("a", "1\n"));
        _template.Git("checkout", "-q", "-b", "other", "HEAD~0");
        _template.Git("commit", "-q", "--amend", "-m", "Another history");

        Update().Ends(1).Output.ShouldContain("does not come after");
        Update(_template.Path, "--allow-unrelated").Ends(0);
    }

    [Fact]
    public void An_update_that_would_break_the_descriptor_is_refused()
    {
        const string descriptor = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec:\n  type: service\n  lifecycle: x\n  owner: a\n";
        Scaffold(("catalog-info.yaml", descriptor));
        _template.With("skeleton/catalog-info.yaml", descriptor.Replace("  owner: a\n", "", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("catalog-info.yaml");
        _service.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void A_service_without_a_record_is_adopted_at_the_nearest_revision()
    {
        Scaffold(("a", "${{ values.name }} 1\n"), ("b", "b\n"));
        _template.With("skeleton/a", "${{ values.name }} 2\n").Commit("Second");
        _template.With("skeleton/b", "b 3\n").Commit("Third");
        _service.Without(".automation/scaffold.yml").With("a", "orders 2\n").Commit();
        var values = _service.Beside("values.yaml");
        File.WriteAllText(values, "name: orders\n");

        var outcome = Run.Automation("template", "adopt", _service.Path, "--template", _template.At("template.yaml"), "--values", values).In(_service.Path).Go().Ends(0);

        outcome.Output.ShouldContain("2 of 2 files");
        _service.Commit();
        Update().Ends(0);
        Read("b").ShouldBe("b 3\n");
    }

    [Fact]
    public void A_secret_is_in_no_record_whoever_writes_it()
    {
        Scaffold(("a", "${{ values.name }}\n"));
        _template.With("template.yaml", Template.Replace("size: {", "token: { type: string, 'ui:field': Secret }\n      size: {", StringComparison.Ordinal)).Commit();
        var values = _service.Beside("values.yaml");
        File.WriteAllText(values, "name: orders\ntoken: s3cr3t-value\n");

        Update("--values", values).Ends(0);
        Read(".automation/scaffold.yml").ShouldNotContain("s3cr3t-value");
        Run.Automation("template", "adopt", _service.Path, "--template", _template.At("template.yaml"), "--values", values).In(_service.Path).Go().Ends(0);
        Read(".automation/scaffold.yml").ShouldNotContain("s3cr3t-value");
    }

    [Fact]
    public void An_interrupted_update_is_finished_by_the_next_run_alone()
    {
        Scaffold(("a", "1\n"));
        _template.With("skeleton/a", "2\n").Commit();
        _service.With(".automation-pending/journal", "Wa\n").With(".automation-pending/0", "2\n");

        Update("--dry-run").Ends(0);
        Read("a").ShouldBe("1\n");
        Update().Ends(0).Output.ShouldContain("was finished now");
        Read("a").ShouldBe("2\n");
        Directory.Exists(_service.At(".automation-pending")).ShouldBeFalse();
    }

    [Fact]
    public void Changes_under_way_that_are_committed_are_not_ours()
    {
        Scaffold(("a", "1\n"));
        _service.With(".automation-pending/journal", "Da\n").Commit();

        Update().Ends(2).Errors.ShouldContain("is committed");
        Read("a").ShouldBe("1\n");
    }

    [Theory]
    [InlineData("declined: []", "declined: a", "'declined' in .automation/scaffold.yml must be a list.")]
    [InlineData("pin: null", "pin: 1.0", "'pin' in .automation/scaffold.yml must be a string: put it in quotes.")]
    [InlineData("files:", "files: [1]\nothers:", "'files' in .automation/scaffold.yml must be an object.")]
    [InlineData("format: 1", "format: 2", "was written by a later version of Automation (format 2).")]
    [InlineData("once: []", "once: [", "scaffold.yml:")]
    public void A_record_of_another_form_is_refused_with_the_reason(string written, string edited, string message)
    {
        Scaffold(("a", "1\n"));
        _service.With(".automation/scaffold.yml", Read(".automation/scaffold.yml").Replace(written, edited, StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain(message);
    }

    [Fact]
    public void What_a_person_decided_stays_when_a_service_is_adopted_again()
    {
        Scaffold(("a", "1\n"));
        _service.With(".automation/scaffold.yml", Read(".automation/scaffold.yml").Replace("pin: null", "pin: 1.x", StringComparison.Ordinal)).Commit();
        File.WriteAllText(_service.Beside("values.yaml"), "name: orders\n");

        Run.Automation("template", "adopt", _service.Path, "--template", _template.At("template.yaml"), "--values", _service.Beside("values.yaml")).In(_service.Path).Go().Ends(0);

        Read(".automation/scaffold.yml").ShouldContain("pin: 1.x");
    }

    [Fact]
    public void A_service_that_is_ahead_of_the_newest_version_needs_no_update()
    {
        _template.With("template.yaml", Template).With("skeleton/a", "0\n").Commit();
        _template.Git("tag", "v1.0.0");
        Scaffold(("a", "1\n"));

        Update().Ends(0).Output.ShouldContain("The newest version of the template is v1.0.0.");
    }

    [Fact]
    public void A_run_at_a_tag_records_it()
    {
        _template.With("template.yaml", Template).With("skeleton/a", "0\n").Commit();
        _template.Git("tag", "v1.0.0");

        File.ReadAllText(Path.Combine(Made("made"), ".automation/scaffold.yml")).ShouldContain("tag: v1.0.0");
    }

    private void Scaffold(params (string Path, string Text)[] files) => Scaffold(null, files);

    private void Scaffold(string? value, params (string Path, string Text)[] files)
    {
        _template.With("template.yaml", value is null ? Template : Template.Replace("${{ parameters.name }}", value, StringComparison.Ordinal));
        foreach (var (path, text) in files)
        {
            _template.With($"skeleton/{path}", text);
        }

        _template.Commit();
        var made = Made("made");
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var target = _service.At(Path.GetRelativePath(made, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        _service.Commit();
    }

    private string Made(string name)
    {
        var made = _service.Beside(name);
        Run.Automation("template", "run", "template.yaml", "--values", "-", "--out", made, "--secret", "TOKEN=MINE").With("MINE", "s3cr3t")
            .Reading("name: orders").In(_template.Path).Go().Ends(0);
        return made;
    }

    private Outcome Update(params string[] more) => more is [['/' or 'f', ..] template, .. var rest] ? UpdateFrom(template, rest) : UpdateFrom(_template.Path, more);

    private Outcome UpdateFrom(string template, string[] more) =>
        Run.Automation(["template", "update", _service.Path, "--template", template, .. more]).In(_service.Path).Go();

    private void MakeProgram(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_template.At(path), (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    // Windows has none.
    private static string ModeOf(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private string Read(string path) => File.ReadAllText(_service.At(path));
}

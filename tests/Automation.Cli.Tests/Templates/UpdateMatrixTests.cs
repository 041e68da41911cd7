using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>Every way in which a template and a service can differ, through the command: no edit of the service is lost without being listed.</summary>
public sealed class UpdateMatrixTests : ServiceOnDisk
{
    private static readonly string WithSecret = Template.Replace("parameters.name", "secrets.TOKEN", StringComparison.Ordinal);

    [Fact]
    public void An_untouched_service_becomes_what_the_new_template_gives_byte_for_byte()
    {
        Scaffold(("a.txt", "${{ values.name }}\n"), ("b.txt", "b\r\n"), ("gone.txt", "x\n"), ("run.sh", "#!/bin/sh\n"), ("file", "f\n"), ("old/name.md", "one\ntwo\nthree\nfour\n"));
        Source.Without("skeleton/gone.txt").Without("skeleton/old/name.md")
            .With("skeleton/a.txt", "\ufeff${{ values.name }}: new\r\n").With("skeleton/b.txt", "b\nc").With("skeleton/new/deep/c.txt", "${{ values.size }}")
            .With("skeleton/new/name.md", "one\ntwo\nthree\n4\n");
        MakeProgram(Source.At("skeleton/run.sh"));
        Source.WithLink("skeleton/link", "a.txt").Without("skeleton/file").WithLink("skeleton/file", "b.txt").Commit();

        Update().Ends(0);

        var fresh = Made("fresh");
        foreach (var path in Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(fresh, f)))
        {
            File.ReadAllBytes(Service.At(path)).ShouldBe(File.ReadAllBytes(Path.Combine(fresh, path)), path);
            ModeOf(Service.At(path)).ShouldBe(ModeOf(Path.Combine(fresh, path)), path);
        }

        Service.Git("ls-files", "--others", "--cached", "--deduplicate").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(p => File.Exists(Service.At(p)))
            .ShouldBe(Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(fresh, f)), ignoreOrder: true);
        new FileInfo(Service.At("link")).LinkTarget.ShouldBe("a.txt");
        new FileInfo(Service.At("file")).LinkTarget.ShouldBe("b.txt");

        Service.Commit();
        Source.Without("skeleton/file").With("skeleton/file", "again\n").Commit();
        Update().Ends(0);
        new FileInfo(Service.At("file")).LinkTarget.ShouldBeNull();
        Read("file").ShouldBe("again\n");
        Read("b.txt").ShouldBe("b\nc");
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
            ("package-lock.json", "{ \"lock\": 1 }\n"), ("binary", "\0b1"), ("mode", lines), ("service-mode", lines), ("both-deleted", lines), ("kind", lines), ("ignored", lines));
        Service.With("both-apart", lines.Replace("1\n", "one\n")).With("both-same", lines.Replace("4\n", "four\n")).With("service-only", "mine\n")
            .Without("service-deleted").Without("service-deleted-template-changed").With("template-deleted-service-changed", lines + "9\n")
            .Without("service-moved").With("elsewhere/moved", moved).With("template-moved", renamed.Replace("2\n", "two\n"))
            .Without("both-moved").With("elsewhere/both", both)
            .With("crlf", lines.Replace("\n", "\r\n")).With("bom", "\ufeff" + lines).With("no-final-line-end", lines[..^1])
            .With("formatted.json", "{\n    \"a\": 1,\n    \"b\": 2\n}\n").With("package.json", "{\n  \"a\": 1,\n  \"mine\": 1,\n  \"z\": 1\n}\n")
            .With("package-lock.json", "{ \"lock\": 2 }\n").With("binary", "\0b2").With(".gitignore", "/ignored\n/added-by-both\n").With("added-here", "here\n");
        MakeProgram(Service.At("service-mode"));
        Service.Without("both-deleted").Git("rm", "-q", "--cached", "ignored");
        Service.Without("kind").WithLink("kind", "both-same").Commit();

        string Changed(string text) => text.Replace("8\n", "eight\n");
        foreach (var path in (string[])["both-apart", "template-only", "service-mode", "service-deleted-template-changed", "crlf", "bom", "no-final-line-end", "kind", "ignored"])
        {
            Source.With($"skeleton/{path}", Changed(lines));
        }

        Source.With("skeleton/both-same", lines.Replace("4\n", "4 of the template\n")).With("skeleton/service-moved", Changed(moved))
            .Without("skeleton/template-moved").With("skeleton/moved/template", Changed(renamed))
            .Without("skeleton/both-moved").With("skeleton/moved/both", Changed(both))
            .Without("skeleton/template-deleted").Without("skeleton/template-deleted-service-changed")
            .With("skeleton/formatted.json", "{\n  \"a\": 1,\n  \"b\": 3\n}\n").With("skeleton/package.json", "{\n  \"a\": 1,\n  \"theirs\": 1,\n  \"z\": 1\n}\n")
            .With("skeleton/package-lock.json", "{ \"lock\": 3 }\n").With("skeleton/binary", "\0b3").With("skeleton/added-here", "there\n").With("skeleton/added", "x\n")
            .With("skeleton/added-by-both", "x\n").Without("skeleton/both-deleted");
        MakeProgram(Source.At("skeleton/mode"));
        Source.Commit();

        var outcome = Update().Ends(1);

        Snapshot.Match(outcome.Output, "update-matrix.txt");
        Read("both-apart").ShouldBe(Changed(lines.Replace("1\n", "one\n")));
        Read("both-same").ShouldContain("four\n");
        Read("elsewhere/moved").ShouldEndWith("eight\n");
        Read("moved/template").ShouldBe(Changed(renamed.Replace("2\n", "two\n")));
        Read("elsewhere/both").ShouldBe(Changed(both));
        File.Exists(Service.At("moved/both")).ShouldBeFalse();
        Read("crlf").ShouldBe(Changed(lines).Replace("\n", "\r\n"));
        File.ReadAllBytes(Service.At("bom"))[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Read("no-final-line-end").ShouldBe(Changed(lines)[..^1]);
        Read("formatted.json").ShouldBe("{\n    \"a\": 1,\n    \"b\": 3\n}\n");
        Read("package.json").ShouldBe("{\n  \"a\": 1,\n  \"theirs\": 1,\n  \"mine\": 1,\n  \"z\": 1\n}\n");
        Read("package-lock.json").ShouldContain("2");
        Read("binary").ShouldBe("\0b2");
        Read("ignored").ShouldBe(lines);
        Read("added-here").ShouldBe("here\n");
        ModeOf(Service.At("mode")).ShouldBe(OperatingSystem.IsWindows() ? "" : "755");
        ModeOf(Service.At("service-mode")).ShouldBe(OperatingSystem.IsWindows() ? "" : "755");
        Read("service-mode").ShouldBe(Changed(lines));
        File.Exists(Service.At("added-by-both")).ShouldBeFalse();
        File.Exists(Service.At("both-deleted")).ShouldBeFalse();

        // The record says where the service moved files, and a second run changes nothing.
        Service.Commit();
        Update().Ends(0).Output.ShouldContain("The service already has ");
        Service.Git("status", "--porcelain").ShouldBeEmpty();
        Source.With("skeleton/moved/both", Changed(both) + "last\n").Commit();
        Update().Ends(0);
        Read("elsewhere/both").ShouldEndWith("last\n");
    }

    [Fact]
    public void A_new_parameter_has_its_default_and_is_listed()
    {
        Scaffold(("a", "${{ values.name }}\n"));
        Source.With("template.yaml", Template.Replace("size: {", "team: { type: string, default: none }\n      size: {", StringComparison.Ordinal)).Commit();

        Update().Ends(0).Output.ShouldContain("The new parameter 'team' gets its default: \"none\".");
    }

    [Fact]
    public void A_value_that_the_template_no_longer_allows_is_asked_for()
    {
        Scaffold(("a", "${{ values.size }}\n"));
        Source.With("template.yaml", Template.Replace("[small, large], default: small", "[tiny, large], default: tiny", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("'size'");
        File.WriteAllText(Service.Beside("values.yaml"), "size: large\n");
        Update("--values", Service.Beside("values.yaml")).Ends(0);
        Read("a").ShouldBe("large\n");
    }

    [Fact]
    public void A_template_declares_what_it_renamed()
    {
        Scaffold(("a", "${{ values.size }}\n"), ("old", "x\n"), ("must", "1\n"));
        Service.Without("must").With("old", "edited\n").Commit();
        Source.With("template.yaml", Template.Replace("size: { type: string, enum: [small, large], default: small }", "scale: { type: string, enum: [s, l] }", StringComparison.Ordinal)
                .Replace("parameters.size", "parameters.scale", StringComparison.Ordinal))
            .With(".automation/template.yml", "moves: { old: entirely/new }\nrequired: [must]\nparameters:\n  scale: { was: size, values: { small: s, large: l } }\n")
            .Without("skeleton/old").With("skeleton/entirely/new", "x\n").With("skeleton/must", "2\n").Commit();

        Update().Ends(0);

        Read("a").ShouldBe("s\n");
        Read("entirely/new").ShouldBe("edited\n");
        Read("must").ShouldBe("2\n");
        File.Exists(Service.At("old")).ShouldBeFalse();
    }

    [Fact]
    public void A_line_with_a_secret_keeps_the_services_value()
    {
        Scaffold(WithSecret, ("config", "a\nb\nc\nkey: ${{ values.name }}\nd\ne\nf\n"));
        Read("config").ShouldContain("s3cr3t");
        Source.With("skeleton/config", "A\nb\nc\nkey: ${{ values.name }}\nd\ne\nf\n").Commit();

        Update().Ends(0);

        Read("config").ShouldBe("A\nb\nc\nkey: s3cr3t\nd\ne\nf\n");
        Service.Git("grep", "-l", "scaffold-secret").Trim().ShouldBe(".automation/scaffold.yml");
    }

    [Fact]
    public void A_new_file_with_a_secret_is_refused()
    {
        Scaffold(WithSecret, ("a", "x\n"));
        Source.With("skeleton/config", "key: ${{ values.name }}\n").Commit();

        Update().Ends(1).Output.ShouldContain("'config' gets a value from a secret");
    }

    [Fact]
    public void A_commit_that_is_gone_is_replaced_by_the_services_history()
    {
        Scaffold(("a", "1\n2\n3\n"), ("b", "b\n"));
        Service.With("a", "one\n2\n3\n").Commit();
        Source.With("skeleton/a", "1\n2\nthree\n");
        Source.Git("checkout", "-q", "--orphan", "again");
        Source.Commit();
        Source.Git("branch", "-q", "-D", "main");

        var outcome = UpdateFrom($"file://{Source.Path}", "--dry-run").Ends(0);

        outcome.Output.ShouldContain("is not in the template's repository");
        outcome.Output.ShouldContain("merged         a");
    }

    [Fact]
    public void A_tag_that_is_gone_changes_nothing_because_the_commit_is_recorded()
    {
        Source.With("template.yaml", Template).With("skeleton/a", "1\n2\n3\n").Commit();
        Source.Git("tag", "v1.0.0");
        Make();
        Edit("a", t => t.Replace("1\n", "one\n", StringComparison.Ordinal));
        Service.Commit();
        Source.Git("tag", "-d", "v1.0.0");
        Source.With("skeleton/a", "1\n2\nthree\n").Commit();

        Update("--to", "v1.0.0").Ends(1).Output.ShouldContain("has no revision 'v1.0.0'");
        Update().Ends(0);

        Read("a").ShouldBe("one\n2\nthree\n");
    }

    [Fact]
    public void A_repository_of_templates_that_was_renamed_is_recorded_by_its_new_name()
    {
        Source.Git("remote", "add", "origin", "https://github.com/acme/templates.git");
        Scaffold(("a", "1\n"));
        Source.Git("remote", "set-url", "origin", "https://github.com/acme/golden-paths.git");
        Source.With("skeleton/a", "2\n").Commit();

        Read(".automation/scaffold.yml").ShouldContain("acme/templates");
        Update().Ends(0);

        Read("a").ShouldBe("2\n");
        Read(".automation/scaffold.yml").ShouldContain("acme/golden-paths");
        Read(".automation/scaffold.yml").ShouldNotContain("acme/templates");
    }

    [Fact]
    public void A_revision_that_does_not_come_after_is_refused()
    {
        Scaffold(("a", "1\n"));
        Source.Git("checkout", "-q", "-b", "other", "HEAD~0");
        Source.Git("commit", "-q", "--amend", "-m", "Another history");

        Update().Ends(1).Output.ShouldContain("does not come after");
        Update("--allow-unrelated").Ends(0);
    }

    [Fact]
    public void An_update_that_would_break_the_descriptor_is_refused()
    {
        const string descriptor = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec:\n  type: service\n  lifecycle: x\n  owner: a\n";
        Scaffold(("catalog-info.yaml", descriptor));
        Source.With("skeleton/catalog-info.yaml", descriptor.Replace("  owner: a\n", "", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("catalog-info.yaml");
        Service.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void A_service_without_a_record_is_adopted_at_the_nearest_revision()
    {
        Scaffold(("a", "${{ values.name }} 1\n"), ("b", "b\n"));
        Source.With("skeleton/a", "${{ values.name }} 2\n").Commit("Second");
        Source.With("skeleton/b", "b 3\n").Commit("Third");
        Service.Without(".automation/scaffold.yml").With("a", "orders 2\n").Commit();
        var values = Service.Beside("values.yaml");
        File.WriteAllText(values, "name: orders\n");

        var outcome = Run.Automation("template", "adopt", Service.Path, "--template", Source.At("template.yaml"), "--values", values).In(Service.Path).Go().Ends(0);

        outcome.Output.ShouldContain("2 of 2 files");
        Service.Commit();
        Update().Ends(0);
        Read("b").ShouldBe("b 3\n");
    }

    [Fact]
    public void A_secret_is_in_no_record_whoever_writes_it()
    {
        Scaffold(("a", "${{ values.name }}\n"));
        Source.With("template.yaml", Template.Replace("size: {", "token: { type: string, 'ui:field': Secret }\n      size: {", StringComparison.Ordinal)).Commit();
        var values = Service.Beside("values.yaml");
        File.WriteAllText(values, "name: orders\ntoken: s3cr3t-value\n");

        Update("--values", values).Ends(0);
        Read(".automation/scaffold.yml").ShouldNotContain("s3cr3t-value");
        Run.Automation("template", "adopt", Service.Path, "--template", Source.At("template.yaml"), "--values", values).In(Service.Path).Go().Ends(0);
        Read(".automation/scaffold.yml").ShouldNotContain("s3cr3t-value");
    }

    [Fact]
    public void An_interrupted_update_is_finished_by_the_next_run_alone()
    {
        Scaffold(("a", "1\n"));
        Source.With("skeleton/a", "2\n").Commit();
        Service.With(".automation-pending/journal", "Wa\n").With(".automation-pending/0", "2\n");

        Update("--dry-run").Ends(0);
        Read("a").ShouldBe("1\n");
        Update().Ends(0).Output.ShouldContain("was finished now");
        Read("a").ShouldBe("2\n");
        Directory.Exists(Service.At(".automation-pending")).ShouldBeFalse();
    }

    [Fact]
    public void Changes_under_way_that_are_committed_are_not_ours()
    {
        Scaffold(("a", "1\n"));
        Service.With(".automation-pending/journal", "Da\n").Commit();

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
        Service.With(".automation/scaffold.yml", Read(".automation/scaffold.yml").Replace(written, edited, StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain(message);
    }

    [Fact]
    public void What_a_person_decided_stays_when_a_service_is_adopted_again()
    {
        Scaffold(("a", "1\n"));
        Service.With(".automation/scaffold.yml", Read(".automation/scaffold.yml").Replace("pin: null", "pin: 1.x", StringComparison.Ordinal)).Commit();
        File.WriteAllText(Service.Beside("values.yaml"), "name: orders\n");

        Run.Automation("template", "adopt", Service.Path, "--template", Source.At("template.yaml"), "--values", Service.Beside("values.yaml")).In(Service.Path).Go().Ends(0);

        Read(".automation/scaffold.yml").ShouldContain("pin: 1.x");
    }

    [Fact]
    public void A_service_that_is_ahead_of_the_newest_version_needs_no_update()
    {
        Source.With("template.yaml", Template).With("skeleton/a", "0\n").Commit();
        Source.Git("tag", "v1.0.0");
        Scaffold(("a", "1\n"));

        Update().Ends(0).Output.ShouldContain("The newest version of the template is v1.0.0.");
    }

    [Fact]
    public void A_run_at_a_tag_records_it()
    {
        Source.With("template.yaml", Template).With("skeleton/a", "0\n").Commit();
        Source.Git("tag", "v1.0.0");

        File.ReadAllText(Path.Combine(Made("made"), ".automation/scaffold.yml")).ShouldContain("tag: v1.0.0");
    }
}

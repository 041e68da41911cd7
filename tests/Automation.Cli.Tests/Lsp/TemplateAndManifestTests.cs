using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Cli.Tests.Steps;
using Automation.Testing;

namespace Automation.Cli.Tests.Lsp;

/// <summary><c>lsp</c> on files that are no descriptors: what <c>template lint</c> and <c>gitops validate</c> report, while a person writes.</summary>
public sealed class TemplateAndManifestTests : IDisposable
{
    private const string Template = "node-service/template.yaml";
    private const string Application = "argocd/applications/payments-dev.yaml";

    private readonly GitSandbox _git = GitSandbox.Create();

    public void Dispose() => _git.Dispose();

    [Theory]
    [InlineData("templates", Template, "action: fetch:template", "action: fetch:tempate", "template/action")]
    [InlineData("templates", Template, "description: ${{ parameters.description }}", "description: ${{ parameters.descriptoin }}", "template/unknown-value")]
    [InlineData("templates", Template, "${{ parameters.name }}", "${{ parameters.name | }}", "template/expression")]
    [InlineData("gitops", Application, "project: payments", "projekt: payments", "gitops/unknown-field")]
    [InlineData("gitops", Application, "project: payments", "project: payment", "gitops/policy-project")]
    [InlineData("gitops", Application, "kind: Application", "kind: Application\nstatus: 1", "gitops/type")]
    public async Task The_diagnostics_are_what_the_command_reports_and_follow_the_text(string sample, string path, string sound, string broken, string rule)
    {
        SampleRepository.Copy(sample, _git.Path);
        _git.Git("remote", "add", "origin", $"https://github.com/acme/{sample}");
        var text = await File.ReadAllTextAsync(_git.At(path), TestContext.Current.CancellationToken);
        using var editor = await Editor.OpenAsync(_git.Path, path, text);
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldNotContain(rule);

        var start = text.IndexOf(sound, StringComparison.Ordinal);
        await editor.EditAsync(start, start + sound.Length, broken);
        var shown = await editor.DiagnosticsAsync();

        _git.With(path, editor.Text);
        string[] command = sample == "gitops" ? ["gitops", "validate", path] : ["template", "lint", path];
        var expected = Run.Automation([.. command, "--format", "json", "--fail-on", "never"]).In(_git.Path).Go().Ends(0).Json.GetProperty("findings");
        shown.Where(d => IsOf(d, sample)).Select(d => (Start: Line(d), Rule: d.Text("code"), Message: d.Text("message")))
            .ShouldBe(expected.EnumerateArray().Select(f => (f.GetProperty("line").GetInt32(), f.Text("rule"), f.Text("message"))));
        shown.Select(d => d.Text("code")).ShouldContain(rule);

        await editor.EditAsync(start, start + broken.Length, sound);
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldNotContain(rule);
    }

    [Theory]
    [InlineData("templates", Template, "action: fetch:template", "action: fetch:tempate", "tempate", "template/action")]
    [InlineData("gitops", Application, "project: payments", "projekt: payments", "projekt", "gitops/unknown-field")]
    public async Task The_page_of_the_rule_is_shown_over_the_mistake(string sample, string path, string sound, string broken, string at, string rule)
    {
        SampleRepository.Copy(sample, _git.Path);
        var text = (await File.ReadAllTextAsync(_git.At(path), TestContext.Current.CancellationToken)).Replace(sound, broken, StringComparison.Ordinal);
        using var editor = await Editor.OpenAsync(_git.Path, path, text);

        var hover = await editor.AtAsync("textDocument/hover", text.IndexOf(at, StringComparison.Ordinal) + 1);

        hover.GetProperty("contents").Text("value")!.ShouldContain($"### {rule}\n");
    }

    [Theory]
    [InlineData("copyWithoutTemplating", "copyWithoutRender", "template/copy-without-render", "Rename 'copyWithoutRender' to 'copyWithoutTemplating'", true)]
    [InlineData("fetch:template", "fetch:tempate", "template/action", "Write 'fetch:template'", false)]
    [InlineData("defaultBranch: main", "defaultBranc: main", "template/input", "Rename 'defaultBranc' to 'defaultBranch'", false)]
    public async Task A_fix_of_a_template_is_a_code_action_that_removes_its_finding(string sound, string broken, string rule, string title, bool isPreferred)
    {
        SampleRepository.Copy("templates", _git.Path);
        var whole = await File.ReadAllTextAsync(_git.At(Template), TestContext.Current.CancellationToken);
        var text = whole.Replace(sound, broken, StringComparison.Ordinal);
        using var editor = await Editor.OpenAsync(_git.Path, Template, text);
        var place = text.IndexOf(broken, StringComparison.Ordinal);
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain(rule);

        var action = (await editor.ActionsAsync(place, place)).ShouldHaveSingleItem();
        (action.Text("title"), action.GetProperty("isPreferred").GetBoolean()).ShouldBe((title, isPreferred));
        await editor.ApplyAsync(action);

        editor.Text.ShouldBe(whole);
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldNotContain(rule);
    }

    private static int Line(JsonElement diagnostic) => diagnostic.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32() + 1;

    // A template is a descriptor too, which the check reports beside it.
    private static bool IsOf(JsonElement diagnostic, string sample) =>
        diagnostic.Text("code")!.StartsWith(sample == "gitops" ? "gitops/" : "template/", StringComparison.Ordinal);
}

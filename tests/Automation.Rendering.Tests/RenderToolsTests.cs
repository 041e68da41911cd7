using System.Text;
using Automation.GitOps.Rendering;
using Automation.Rendering.Tools;

namespace Automation.Rendering.Tests;

/// <summary>The tools on files that do all the harm they can.</summary>
public sealed class RenderToolsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_kustomization_is_built()
    {
        var text = Rendered(Kustomize(("a/kustomization.yaml", "namePrefix: x-\nresources: [c.yaml]\n"), ("a/c.yaml", ConfigMap("one"))));

        text.ShouldContain("name: x-one");
    }

    [Fact]
    public void A_chart_is_rendered()
    {
        var text = Rendered(Helm(("c/Chart.yaml", Chart), ("c/templates/a.yaml", ConfigMap("{{ .Release.Name }}"))));

        text.ShouldContain("name: orders");
    }

    [Fact]
    public void A_kustomization_with_a_chart_is_built()
    {
        Assert.SkipUnless(InstalledTools.Paths.Launcher.Count == 1, "only the native program can stand in for helm 3 (AUTOMATION_PROGRAM)");
        var text = Rendered(Kustomize(
            ["a", "--enable-helm"],
            ("a/kustomization.yaml", "helmCharts: [{ name: c, releaseName: orders }]\n"), ("a/charts/c/Chart.yaml", Chart), ("a/charts/c/templates/a.yaml",
                ConfigMap("{{ .Release.Name }}"))));

        text.ShouldContain("name: orders");
    }

    [Fact]
    public void The_versions_are_known()
    {
        using var tools = InstalledTools.Create();

        tools.Versions[RenderTool.Kustomize].ShouldStartWith("kustomize v");
        tools.Versions[RenderTool.Helm].ShouldStartWith("helm v");
    }

    [Fact]
    public void Errors_name_files_of_the_repository_and_no_folder_of_the_machine()
    {
        var message = Failed(Kustomize(("a/kustomization.yaml", "resources: [missing.yaml]\n")));

        message.ShouldContain("missing.yaml");
        message.ShouldNotContain(Path.GetTempPath());
    }

    [Theory]
    [InlineData("https://github.com/acme/base//apps?ref=v1")]
    [InlineData("https://127.0.0.1:1/crds.yaml")]
    [InlineData("git@github.com:acme/base.git")]
    public void A_remote_base_opens_no_connection(string address) =>
        Failed(Kustomize(("a/kustomization.yaml", $"resources: ['{address}']\n"))).ShouldNotBeEmpty();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../../../../etc/passwd")]
    public void A_file_outside_is_not_read(string path)
    {
        var kustomization = $"configMapGenerator: [{{ name: a, files: ['{path}'] }}]\n";

        Failed(Kustomize(("a/kustomization.yaml", kustomization))).ShouldNotContain("root:");
        var unrestricted = Kustomize(["a", "--load-restrictor=LoadRestrictionsNone"], ("a/kustomization.yaml", kustomization));
        Failed(unrestricted).ShouldContain("denied");
    }

    [Fact]
    public void A_link_that_leads_outside_is_not_followed()
    {
        using var tools = InstalledTools.Create();
        var run = new ToolRun(RenderTool.Kustomize, ["a", "--load-restrictor=LoadRestrictionsNone"], Files(("a/kustomization.yaml",
            "configMapGenerator: [{ name: a, files: [x] }]\n")))
        {
            Links = new Dictionary<string, string> { ["a/x"] = "/etc/passwd" },
        };

        Failed(tools.Run(run, Cancelled)).ShouldNotContain("root:");
    }

    [Theory]
    [InlineData("exec:\n        path: ./run.sh", "a")]
    [InlineData("exec:\n        path: ./run.sh", "a", "--enable-alpha-plugins")]
    [InlineData("container:\n        image: example.com/x", "a")]
    public void Functions_are_not_executed(string function, params string[] arguments)
    {
        var trace = Path.Combine(Path.GetTempPath(), $"automation-was-executed-{Guid.NewGuid():N}");

        Kustomize(
            arguments,
            ("a/kustomization.yaml", "generators: [g.yaml]\n"),
            ("a/g.yaml", $"apiVersion: v1\nkind: X\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      {function}\n"),
            ("a/run.sh", $"#!/bin/sh\necho done > {trace}\n"));

        File.Exists(trace).ShouldBeFalse();
    }

    [Fact]
    public void An_endless_template_is_stopped()
    {
        var outcome = Helm(("c/Chart.yaml", Chart), ("c/templates/a.yaml",
            "{{- define \"a\" }}{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}{{ end }}{{ include \"a\" . }}"));

        outcome.ShouldBeOfType<ToolOutcome.Stopped>();
    }

    [Fact]
    public void A_template_that_takes_time_is_stopped()
    {
        using var tools = InstalledTools.Create(new RenderLimits(TimeSpan.FromSeconds(2), 256L << 20, 8L << 20));
        var run = HelmRun(("c/Chart.yaml", Chart), ("c/templates/a.yaml",
            "{{ range until 100000 }}{{ range until 100000 }}{{ $x := sha256sum \"a\" }}{{ end }}{{ end }}"));

        tools.Run(run, Cancelled).ShouldBe(new ToolOutcome.Stopped("2 s"));
    }

    [Fact]
    public void A_template_that_takes_memory_is_stopped()
    {
        var outcome = Helm(("c/Chart.yaml", Chart), ("c/templates/a.yaml",
            "{{ $x := repeat 1000000 \"0123456789\" }}{{ range until 1000 }}{{ $x = print $x $x }}{{ end }}"));

        outcome.ShouldBe(new ToolOutcome.Stopped("256 MiB of memory"));
    }

    [Fact]
    public void Much_output_is_stopped()
    {
        var outcome = Helm(("c/Chart.yaml", Chart), ("c/templates/a.yaml", $"{{{{ range $i := until 200000 }}}}\n---\n{ConfigMap("a-{{ $i }}")}{{{{ end }}}}"));

        outcome.ShouldBeOfType<ToolOutcome.Stopped>();
    }

    [Fact]
    public void Cancelling_ends_the_tool()
    {
        using var tools = InstalledTools.Create();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        cancelled.CancelAfter(TimeSpan.FromSeconds(1));
        var run = HelmRun(("c/Chart.yaml", Chart), ("c/templates/a.yaml",
            "{{ range until 100000 }}{{ range until 100000 }}{{ $x := sha256sum \"a\" }}{{ end }}{{ end }}"));

        Should.Throw<OperationCanceledException>(() => tools.Run(run, cancelled.Token));
    }

    [Fact]
    public void A_tool_that_is_not_installed_is_absent()
    {
        using var tools = new RenderTools(InstalledTools.Paths with { Helm = null });

        tools.Run(HelmRun(("c/Chart.yaml", Chart)), Cancelled)
            .ShouldBe(new ToolOutcome.Absent("helm is not installed here: put it on the path, or set AUTOMATION_HELM"));
        tools.Versions.Keys.ShouldBe([RenderTool.Kustomize]);
    }

    private const string Chart = "apiVersion: v2\nname: c\nversion: 1.0.0\n";

    private static string ConfigMap(string name) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n";

    private static ToolOutcome Kustomize(params (string Path, string Text)[] files) => Kustomize(["a"], files);

    private static ToolOutcome Kustomize(string[] arguments, params (string Path, string Text)[] files)
    {
        using var tools = InstalledTools.Create();
        return tools.Run(new ToolRun(RenderTool.Kustomize, arguments, Files(files)), Cancelled);
    }

    private static ToolOutcome Helm(params (string Path, string Text)[] files)
    {
        using var tools = InstalledTools.Create();
        return tools.Run(HelmRun(files), Cancelled);
    }

    private static ToolRun HelmRun(params (string Path, string Text)[] files) => new(RenderTool.Helm, ["./c", "--name-template", "orders"], Files(files));

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(params (string Path, string Text)[] files) =>
        files.ToDictionary(f => f.Path, f => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Text));

    private static string Rendered(ToolOutcome outcome) => outcome.ShouldBeOfType<ToolOutcome.Rendered>(outcome.ToString()).Text;

    private static string Failed(ToolOutcome outcome) => outcome.ShouldBeOfType<ToolOutcome.Failed>(outcome.ToString()).Message;
}

using System.Diagnostics;
using Automation.Core.Text;
using Automation.Testing;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Rendering.Tests;

/// <summary>The chart of the server, rendered by helm with each set of values (deploy/chart).</summary>
public sealed class ChartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> ValueSets { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy/chart/values"), "*.yaml").Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(ValueSets))]
    public void Every_set_of_values_renders_objects_that_validate(string values)
    {
        _folder.With("rendered/all.yaml", Rendered(values));

        var (exitCode, output) = Automation("gitops", "validate", "rendered");

        exitCode.ShouldBe(0, output);
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public void Every_server_runs_without_rights_on_its_machine(string values)
    {
        var pods = Objects(values).Where(o => o["kind"] is YamlScalar { Text: "Deployment" or "StatefulSet" })
            .Select(o => At(o, "spec", "template", "spec")).ToList();

        pods.ShouldNotBeEmpty();
        foreach (var pod in pods)
        {
            Text(pod, "securityContext", "runAsNonRoot").ShouldBe("true");
            Text(pod, "securityContext", "seccompProfile", "type").ShouldBe("RuntimeDefault");
            var container = ((YamlSequence)pod["containers"]!).Items.ShouldHaveSingleItem().ShouldBeOfType<YamlMapping>();
            Text(container, "securityContext", "readOnlyRootFilesystem").ShouldBe("true");
            Text(container, "securityContext", "allowPrivilegeEscalation").ShouldBe("false");
            Texts(At(container, "securityContext", "capabilities")["drop"]).ShouldBe(["ALL"]);
            Text(container, "readinessProbe", "httpGet", "path").ShouldBe("/readyz");
            Text(container, "livenessProbe", "httpGet", "path").ShouldBe("/healthz");
        }
    }

    [Fact]
    public void An_intake_has_neither_the_key_of_the_App_nor_a_token_of_the_cluster()
    {
        var rendered = Rendered("fleet-namespaces.yaml").Split("\n---\n");

        var intake = rendered.Single(
            o => o.Contains("kind: Deployment", StringComparison.Ordinal) && o.Contains("name: automation-intake\n", StringComparison.Ordinal));

        intake.ShouldNotContain("github-app.pem");
        intake.ShouldNotContain("GitHub__ClientSecret");
        intake.ShouldContain("automountServiceAccountToken: false");
        intake.ShouldNotContain("Health__");
    }

    [Fact]
    public void What_the_chart_lets_a_server_read_in_the_cluster_is_what_deploy_rbac_has()
    {
        var rules = Rules(Objects("embedded-health.yaml").Where(o => o["kind"] is YamlScalar { Text: "ClusterRole" or "Role" }));

        var declared = new[] { "workload-reader", "argocd-reader", "volume-reader" }.SelectMany(f => Parsed(File.ReadAllText(
            Path.Combine(Repository.Root, $"deploy/rbac/{f}.yaml")))).Where(o => o["kind"] is YamlScalar { Text: "ClusterRole" or "Role" });
        rules.ShouldBe(Rules(declared), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public void Every_setting_and_every_path_of_the_ingress_is_one_of_the_server(string values)
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/server-settings.md"));
        var rendered = Rendered(values).Split('\n').Select(l => l.Trim());

        var named = After("- name: ").Where(n => n.Contains("__", StringComparison.Ordinal)).Concat(After("- path: ")).Distinct().ToList();

        named.ShouldNotBeEmpty();
        named.Where(n => !reference.Contains($"`{n}`", StringComparison.Ordinal)).ShouldBeEmpty();

        IEnumerable<string> After(string start) => rendered.Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(l => l[start.Length..]);
    }

    [Theory]
    [InlineData("image.digest", "--set", "image.digest=")]
    [InlineData("topology", "--set", "topology=both")]
    [InlineData("WebhookSecret", "--set", "settings.GitHub__WebhookSecret=x")]
    [InlineData("replica", "--set", "fleet.intake.replica=3")]
    public void Values_that_make_no_sense_are_refused(string named, params string[] options)
    {
        var (exitCode, _, errors) = Helm("embedded.yaml", options);

        exitCode.ShouldNotBe(0);
        errors.ShouldContain(named);
    }

    [Fact]
    public void The_application_of_Argo_CD_validates()
    {
        _folder.With("argocd/application.yaml", File.ReadAllText(Path.Combine(Repository.Root, "deploy/argocd/application.yaml")));

        var (exitCode, output) = Automation("gitops", "validate", "argocd");

        exitCode.ShouldBe(0, output);
    }

    public void Dispose() => _folder.Dispose();

    private static string Rendered(string values)
    {
        var (exitCode, output, errors) = Helm(values);
        exitCode.ShouldBe(0, errors);
        return output;
    }

    private static IEnumerable<YamlMapping> Objects(string values) => Parsed(Rendered(values));

    private static IEnumerable<YamlMapping> Parsed(string text)
    {
        var documents = YamlDocuments.Of(SourceText.Of("rendered.yaml", text), YamlLimits.Source);
        return [.. Enumerable.Range(0, documents.Count).Select(i => documents.Read(i).Root).OfType<YamlMapping>()];
    }

    private static IEnumerable<string> Rules(IEnumerable<YamlMapping> roles) =>
        from role in roles
        from rule in ((YamlSequence)role["rules"]!).Items.Cast<YamlMapping>()
        from apiGroup in Texts(rule["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        select $"{verb} {apiGroup}/{resource}";

    private static IEnumerable<string> Texts(YamlNode? list) => ((YamlSequence)list!).Items.Cast<YamlScalar>().Select(s => s.Text);

    private static YamlMapping At(YamlMapping from, params string[] path) =>
        path.Aggregate(from, (at, name) => at[name].ShouldBeOfType<YamlMapping>($"{name} of {string.Join('.', path)}"));

    private static string Text(YamlMapping from, params string[] path) => ((YamlScalar)At(from, path[..^1])[path[^1]]!).Text;

    private static (int ExitCode, string Output, string Errors) Helm(string values, params string[] options) => Run(
        InstalledTools.Paths.Helm!,
        [
            "template", "automation", Path.Combine(Repository.Root, "deploy/chart"), "--namespace", "automation",
            "--values", Path.Combine(Repository.Root, "deploy/chart/values", values), .. options,
        ],
        Path.GetTempPath());

    private (int ExitCode, string Output) Automation(params string[] arguments)
    {
        var command = InstalledTools.Paths.Launcher;
        var (exitCode, output, errors) = Run(command[0], [.. command.Skip(1), .. arguments], _folder.Path);
        return (exitCode, output + errors);
    }

    private static (int ExitCode, string Output, string Errors) Run(string program, IReadOnlyList<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}

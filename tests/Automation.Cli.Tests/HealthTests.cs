using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation health</c>: what runs, whether it is healthy, and who must act.</summary>
public sealed class HealthTests : IDisposable
{
    private const string Clusters = "samples/acme/infrastructure/clusters";
    private const string At = "2026-11-29T09:00:00Z";
    private const string Secret = "hunter2-s3cr3t";

    private const string Failed = $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: import, namespace: shop }
        spec: { restartPolicy: Never, containers: [{ name: app, image: "x:1" }] }
        status:
          phase: Failed
          containerStatuses: [{ name: app, state: { terminated: { exitCode: 3, reason: Error, message: "password={{Secret}}" } } }]

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_clusters_read_well() =>
        Snapshot.Match(Run.Automation("health", "assess", Clusters, "--at", At).In(Repository.Root).Go().Ends(1).Output, "health-assess.txt");

    [Theory]
    [InlineData("orders", 0)]
    [InlineData("checkout", 1)]
    [InlineData("notifications", 1)]
    public void An_owner_learns_where_a_service_runs_and_who_must_act(string service, int exitCode)
    {
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples/acme"), "--out", "catalog").In(_folder.Path).Go();

        var shown = Run.Automation("health", "show", service, "--catalog", "catalog", "--state", Path.Combine(Repository.Root, Clusters), "--at", At).In(_folder.Path).Go();

        Snapshot.Match(shown.Ends(exitCode).Output, $"health-show-{service}.txt");
    }

    [Fact]
    public void Each_resource_has_a_line_with_status_and_message()
    {
        _folder.With("a.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: shop }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n");

        Run.Automation("health", "assess", "a.yaml", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Output.ShouldBe("""
            {"file":"a.yaml","document":0,"kind":"Service","name":"s","namespace":"shop","status":"Healthy","message":""}
            {"file":"a.yaml","document":1,"kind":"ConfigMap","name":"c","namespace":null,"status":null,"message":null}

            """);
    }

    [Fact]
    public void Kstatus_is_the_second_engine()
    {
        _folder.With("a.yaml", "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nstatus: { phase: Pending }\n");

        var line = Run.Automation("health", "assess", ".", "--engine", "kstatus", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines.ShouldHaveSingleItem();

        line.Text("status").ShouldBe("InProgress");
        line.Text("message").ShouldBe("PVC is not Bound. phase: Pending");
    }

    [Fact]
    public void A_list_as_kubectl_writes_it_stands_for_its_items()
    {
        _folder.With("all.yaml", "apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Service, metadata: { name: a } }\n- { apiVersion: v1, kind: Service, metadata: { name: b } }\n");

        Run.Automation("health", "assess", "all.yaml", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines.Select(l => l.Text("name")).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void A_termination_message_is_in_no_report(string format)
    {
        _folder.With("a.yaml", Failed);

        var outcome = Run.Automation("health", "assess", "a.yaml", "--format", format, "--verbose").In(_folder.Path).Go().Ends(1);

        outcome.Output.ShouldContain("ends with code 3");
        (outcome.Output + outcome.Errors).ShouldNotContain(Secret);
    }

    [Fact]
    public void Argo_CDs_message_is_complete_for_programs()
    {
        _folder.With("a.yaml", Failed);

        Run.Automation("health", "assess", "a.yaml", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines.ShouldHaveSingleItem().Text("message").ShouldBe($"password={Secret}");
    }

    [Fact]
    public void Three_services_of_two_namespaces_are_one_incident()
    {
        foreach (var (name, space) in (ReadOnlySpan<(string, string)>)[("orders", "shop"), ("payments", "pay"), ("checkout", "shop")])
        {
            _folder.With($"prod/{name}.yaml", $$"""
                apiVersion: v1
                kind: Pod
                metadata: { name: {{name}}, namespace: {{space}} }
                spec: { containers: [{ name: app, image: "registry.example.com/{{name}}:1" }] }
                status:
                  phase: Pending
                  containerStatuses: [{ name: app, state: { waiting: { reason: ErrImagePull, message: "dial tcp: lookup registry.example.com: no such host" } } }]

                """);
        }

        Snapshot.Match(Run.Automation("health", "assess", ".", "--at", At).In(_folder.Path).Go().Ends(1).Output, "health-incident.txt");
    }

    [Fact]
    public void What_cannot_be_read_is_reported()
    {
        _folder.With("a.yaml", "a: [\n");

        Run.Automation("health", "assess", "a.yaml").In(_folder.Path).Go().Ends(0).Output.ShouldContain("not read: document 0 of a.yaml");
    }

    [Theory]
    [InlineData("--engine takes argo or kstatus", "assess", ".", "--engine", "flux")]
    [InlineData("'soon' is not a time", "assess", ".", "--at", "soon")]
    [InlineData("There is no stitched catalog", "show", "orders", "--state", ".")]
    public void Wrong_usage_is_2(string message, params string[] arguments) =>
        Run.Automation(["health", .. arguments]).In(_folder.Path).Go().Ends(2).Errors.ShouldContain(message);

    [Fact]
    public void Control_characters_reach_no_terminal()
    {
        _folder.With("a.yaml", Failed.Replace("name: import", "name: \"im\\e[31mport\\n::error::x\"", StringComparison.Ordinal));

        var output = Run.Automation("health", "assess", "a.yaml").In(_folder.Path).Go().Ends(1).Output;

        output.ShouldNotContain("\u001b");
        output.Split('\n').ShouldNotContain(l => l.StartsWith("::", StringComparison.Ordinal));
    }
}

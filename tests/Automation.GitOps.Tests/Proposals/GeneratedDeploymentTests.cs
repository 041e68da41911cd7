using System.Text;
using Automation.Core;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Proposals;
using Automation.GitOps.Schemas;
using Automation.GitOps.Settings;
using Automation.GitOps.Validation;
using Automation.Testing;

namespace Automation.GitOps.Tests.Proposals;

/// <summary>What is generated for a service is valid in every layer, and the same each time.</summary>
public sealed class GeneratedDeploymentTests
{
    private const int Services = 200;

    // Each overlay takes a process of 50 ms.
    private const int OverlaysInTheGate = 40;

    public static TheoryData<Topology, Layout> Forms => new(
        from topology in Enum.GetValues<Topology>() from layout in Enum.GetValues<Layout>() select (topology, layout));

    [Theory]
    [MemberData(nameof(Forms))]
    public void All_of_it_passes_every_layer_with_the_definitions_of_argo_cd(Topology topology, Layout layout)
    {
        var validation = new ManifestValidation(SchemaSet.With(Definitions()));
        for (var seed = 0; seed < Services; seed++)
        {
            var files = Files(topology, layout, seed);

            var validated = files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal))
                .SelectMany(f => validation.Run(ManifestFile.Read(SourceText.Of(f.Key, f.Value)))).ToList();
            var projects = new ProjectCheck(validated.Select(v => v.Manifest!));
            validated.SelectMany(v => v.Findings.Concat(projects.Run(v.Manifest!))).Select(f => $"{seed} {f.File}: {f.Rule.Id} {f.Message}").ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_same_service_gives_the_same_bytes(Topology topology, Layout layout)
    {
        for (var seed = 0; seed < Services; seed++)
        {
            Files(topology, layout, seed).ShouldBe(Files(topology, layout, seed));
        }
    }

    // One service after the other: what is there already is not changed by generating it again.
    [Theory]
    [MemberData(nameof(Forms))]
    public void Services_of_one_repository_share_projects_and_leave_them_as_they_were(Topology topology, Layout layout)
    {
        var (settings, files) = (RandomServices.Settings(topology, layout, 1), new SortedDictionary<string, string>(StringComparer.Ordinal));
        var generate = new GenerateDeployment(settings, DeploymentTemplate.BuiltIn, RandomServices.Repository);
        var owner = new EntityRef("Group", "default", "team-a");
        var services = Enumerable.Range(1, 5)
            .Select(i => new DeployedService(new EntityRef("Component", "default", $"service-{i}")) { Owner = owner, System = owner }).ToList();
        var states = new List<Dictionary<string, string>>();
        foreach (var service in services)
        {
            states.Add(new(files));
            Take(generate.Run(service, TestContext.Current.CancellationToken));
        }

        var all = new Dictionary<string, string>(files);
        services.ForEach(s => generate.Share(generate.Run(s, TestContext.Current.CancellationToken), Read).ShouldBeEmpty());

        foreach (var service in Enumerable.Reverse(services))
        {
            var generated = generate.Run(service, TestContext.Current.CancellationToken);
            var kept = services.Take(services.IndexOf(service)).SelectMany(o => generate.Run(o, TestContext.Current.CancellationToken).Record.Applications).ToList();
            foreach (var (path, text) in GenerateDeployment.Unshare(generated.Record.Applications, kept, Read))
            {
                files.Remove(path);
                if (text is not null)
                {
                    files[path] = text;
                }
            }

            generated.Files.Keys.ToList().ForEach(p => files.Remove(p));
            files.ShouldBe(states[services.IndexOf(service)]);
        }

        all.Count.ShouldBeGreaterThan(5);

        void Take(GeneratedDeployment generated)
        {
            foreach (var (path, text) in generated.Files.Concat(generate.Share(generated, Read)))
            {
                files[path] = text;
            }
        }

        string? Read(string path) => files.GetValueOrDefault(path);
    }

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        for (var seed = 0; seed < Services; seed++)
        {
            var record = Generate(Topology.EksManaged, (Layout)(seed % 2), seed).Record;

            var read = DeploymentRecord.Read(record.Write())!;

            read.Write().ShouldBe(record.Write());
            read.Applications.ShouldBe(record.Applications);
        }
    }

    [Fact]
    public void Names_of_services_are_names_in_a_cluster()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var name = RandomServices.Service(seed).Name;
            (name.Length is > 0 and <= 63 && char.IsAsciiLetterLower(name[0]) && name[^1] != '-').ShouldBeTrue(name);
        }
    }

    [Fact]
    public void A_service_of_a_hub()
    {
        var text = new StringBuilder();
        foreach (var (path, content) in Shop(Topology.HubAndSpoke, Layout.Overlays))
        {
            text.Append($"=== {path}\n{content}");
        }

        Snapshot.Match(text.ToString(), "service-of-a-hub.txt");
    }

    [Fact]
    public void A_service_that_a_generator_picks_up()
    {
        var text = new StringBuilder();
        var files = Shop(Topology.EksManaged, Layout.GeneratedFromFolders);
        foreach (var (path, content) in files.Where(f => f.Key.StartsWith("argocd/", StringComparison.Ordinal)))
        {
            text.Append($"=== {path}\n{content}");
        }

        Snapshot.Match(text.ToString(), "service-of-a-set.txt");
    }

    // GITOPS_TOOLS is a folder with kubectl (specs, packages: "kubectl, kustomize, helm"); EVERY_OVERLAY=1 builds all.
    [Fact]
    public void Kustomize_builds_the_overlays()
    {
        var kubectl = Kubectl.Find();
        Assert.SkipWhen(kubectl is null, "kubectl is not installed, and GITOPS_TOOLS names no folder with it.");
        var isAll = Environment.GetEnvironmentVariable("EVERY_OVERLAY") == "1";
        var built = 0;
        foreach (var row in Forms)
        {
            var (topology, layout) = row.Data;
            for (var seed = 0; seed < (isAll ? Services : 2); seed++)
            {
                using var folder = new TemporaryFolder();
                var files = Files(topology, layout, seed);
                foreach (var (path, text) in files)
                {
                    var full = Path.Combine(folder.Path, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                    File.WriteAllText(full, text);
                }

                var overlays = files.Keys.Where(p => p.Contains("/overlays/", StringComparison.Ordinal)).Select(p => Path.GetDirectoryName(p)!);
                foreach (var overlay in overlays.Distinct())
                {
                    if (isAll || built < OverlaysInTheGate)
                    {
                        kubectl!.Kustomize(Path.Combine(folder.Path, overlay)).ShouldContain("kind: Deployment");
                        built++;
                    }
                }
            }
        }

        built.ShouldBeGreaterThanOrEqualTo(OverlaysInTheGate);
    }

    internal static SortedDictionary<string, string> Shop(Topology topology, Layout layout)
    {
        var settings = new GitOpsSettings
        {
            Topology = topology,
            Layout = layout,
            Environments =
            [
                new DeploymentEnvironment { Name = "staging", Clusters = ["staging"], Prune = true, SelfHeal = true, Merge = MergePolicy.Automatic },
                new DeploymentEnvironment { Name = "production", Clusters = ["production-eu", "production-us"], Automated = false },
            ],
            Clusters = new Dictionary<string, ClusterFacts>(StringComparer.Ordinal)
            {
                ["staging"] = new() { Server = "arn:aws:eks:eu-central-1:123456789012:cluster/staging" },
                ["production-eu"] = Production("eu-central-1"),
                ["production-us"] = Production("us-east-1"),
            },
        };
        var service = new DeployedService(new EntityRef("Component", "default", "orders"))
        {
            Owner = new EntityRef("Group", "default", "team-shop"),
            System = new EntityRef("System", "default", "shop"),
            Type = "service",
            Repository = new Uri("https://github.com/acme/orders"),
            Source = "acme/orders",
        };
        return All(new GenerateDeployment(settings, DeploymentTemplate.BuiltIn, RandomServices.Repository), service);

        static ClusterFacts Production(string region) => new()
        {
            Server = $"arn:aws:eks:{region}:123456789012:cluster/production",
            Labels = new Dictionary<string, string> { ["environment"] = "production" },
        };
    }

    private static SortedDictionary<string, string> Files(Topology topology, Layout layout, int seed) => All(
        new GenerateDeployment(RandomServices.Settings(topology, layout, seed), DeploymentTemplate.BuiltIn, RandomServices.Repository),
        RandomServices.Service(seed));

    private static GeneratedDeployment Generate(Topology topology, Layout layout, int seed) =>
        new GenerateDeployment(RandomServices.Settings(topology, layout, seed), DeploymentTemplate.BuiltIn, RandomServices.Repository)
            .Run(RandomServices.Service(seed), default);

    private static SortedDictionary<string, string> All(GenerateDeployment generate, DeployedService service)
    {
        generate.Incomplete.ShouldBeNull();
        var generated = generate.Run(service, TestContext.Current.CancellationToken);
        var all = generated.Files.Concat(generate.Share(generated, _ => null)).Append(new(generated.RecordPath, generated.Record.Write()));
        return new(all.ToDictionary(), StringComparer.Ordinal);
    }

    private static List<KindSchema> Definitions() =>
        [.. Directory.EnumerateFiles(Conformance.PathOf("crds")!).SelectMany(f => CrdReader.Read(SourceText.Decode(f, File.ReadAllBytes(f))))];
}

using System.Text;
using Automation.Core;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Tests.Proposals;

/// <summary>Components and settings that vary in everything that names and texts can have; the same ones for a seed.</summary>
internal static class RandomServices
{
    public const string Repository = "https://github.com/acme/gitops.git";

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static DeployedService Service(int seed)
    {
        var random = new Random(seed);
        return new DeployedService(new EntityRef("Component", random.Next(5) == 0 ? Name(random, 63) : EntityRef.DefaultNamespace, Name(random, 63)))
        {
            Owner = random.Next(10) == 0 ? null : new EntityRef(random.Next(4) == 0 ? "User" : "Group", EntityRef.DefaultNamespace, Name(random, 63)),
            System = random.Next(3) == 0 ? null : new EntityRef("System", EntityRef.DefaultNamespace, random.Next(20) == 0 ? "default" : Name(random, 63)),
            Type = "service",
            Repository = random.Next(3) == 0 ? null : new Uri($"https://github.com/acme/{Name(random, 40)}"),
            Source = "acme/some",
            Annotations = Annotations(random),
        };
    }

    public static GitOpsSettings Settings(Topology topology, Layout layout, int seed)
    {
        var random = new Random(seed);
        var names = (string[])["dev", "test", "staging", "production"];
        var clusters = names.SelectMany(n => random.Next(2) == 0 ? [n] : new[] { $"{n}-eu", $"{n}-us" }).ToList();
        return new GitOpsSettings
        {
            Topology = topology,
            Layout = layout,
            ProjectPer = random.Next(2) == 0 ? ProjectScope.System : ProjectScope.Team,
            Environments =
            [
                .. names.Select(n => new DeploymentEnvironment
                {
                    Name = n,
                    Clusters = [.. clusters.Where(c => c.StartsWith(n, StringComparison.Ordinal))],
                    Namespace = random.Next(3) switch { 0 => "{service}", 1 => "{system}-{environment}", _ => "{service}-{environment}" },
                    Automated = random.Next(4) != 0,
                    Prune = random.Next(2) == 0,
                    SelfHeal = random.Next(2) == 0,
                }),
            ],
            Clusters = clusters.ToDictionary(
                c => c,
                c => new ClusterFacts
                {
                    Server = $"arn:aws:eks:eu-central-1:123456789012:cluster/{c}",
                    Labels = random.Next(2) == 0 ? new Dictionary<string, string> { ["environment"] = c.Split('-')[0] } : new Dictionary<string, string>(),
                },
                StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, string> Annotations(Random random)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        if (random.Next(3) == 0)
        {
            annotations[DeployedService.Image] = random.Next(3) switch
            {
                0 => "registry.acme.example:5000/shop/orders:1.20",
                1 => $"ghcr.io/acme/orders@sha256:{new string('a', 64)}",
                _ => "ghcr.io/acme/orders",
            };
        }

        if (random.Next(3) == 0)
        {
            annotations[DeployedService.KubernetesId] = random.Next(2) == 0 ? "orders" : "not a label: \"value\"\n";
        }

        return annotations;
    }

    // As Backstage allows names: letters, digits, '-', '_' and '.' inside.
    private static string Name(Random random, int longest)
    {
        var text = new StringBuilder().Append(Letters[random.Next(Letters.Length)]);
        for (var length = random.Next(longest - 1); text.Length <= length;)
        {
            var isEnd = text.Length == length;
            text.Append(!isEnd && random.Next(6) == 0 ? "-_."[random.Next(3)] : Letters[random.Next(Letters.Length)]);
        }

        return random.Next(15) switch { 0 => "yes", 1 => "1e3", 2 => "0x1F", 3 => "null", _ => text.ToString() };
    }
}

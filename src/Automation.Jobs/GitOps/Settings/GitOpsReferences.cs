using Automation.Core.Text;
using Automation.GitOps.Settings;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps.Settings;

/// <summary>What one part of <c>.automation/gitops.yml</c> says about another: environments name clusters, and policies name environments.</summary>
internal static class GitOpsReferences
{
    public static void Check(SettingNode root, GitOpsSettings settings)
    {
        var names = settings.Environments.Select(e => e.Name).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var environment in Field(root, "environments") is { } list ? Items(list) : [])
        {
            if (Field(environment, "name") is { Value: YamlScalar { Text: { } name } } node && !seen.Add(name))
            {
                node.Report(ConfigurationRules.WrongValue, $"There are two environments {Quoted.Of(name)}. Give each a name of its own.");
            }

            if (Field(environment, "clusters") is { } clusters)
            {
                ShouldExist(clusters, settings.Clusters.Keys, "cluster", "clusters");
            }
        }

        foreach (var key in Field(root, "policy") is { } policy ? new[] { Field(policy, "no-prune"), Field(policy, "no-self-heal") } : [])
        {
            if (key is { } node)
            {
                ShouldExist(node, names, "environment", "environments");
            }
        }
    }

    private static void ShouldExist(SettingNode list, IEnumerable<string> known, string what, string key)
    {
        var names = known.ToList();
        foreach (var item in Items(list))
        {
            if (item.Value is not YamlScalar { Type: YamlType.String, Text: var name } || names.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            var better = DidYouMean.Closest(name, names);
            item.Report(
                ConfigurationRules.WrongValue,
                $"There is no {what} {Quoted.Of(name)} under '{key}'. {(better is null ? "Add it there." : $"Did you mean '{better}'?")}",
                WordFix.For(item.Problems.Source, item.Value, better));
        }
    }

    private static SettingNode? Field(SettingNode node, string key) =>
        node.Value is YamlMapping mapping && mapping.TryGet(key, out var entry) ? node.Of(entry) : null;

    private static IEnumerable<SettingNode> Items(SettingNode node) => node.Value is YamlSequence list ? list.Items.Select(node.Item) : [];
}

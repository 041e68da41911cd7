using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Objects;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Expansion;

/// <summary>The cluster generator, from declared facts (Argo CD: applicationset/generators/cluster.go).</summary>
/// <param name="settings">The facts.</param>
/// <param name="interpolation">How expressions are read.</param>
/// <param name="usesServer">Whether the ApplicationSet may use the addresses of clusters.</param>
internal sealed class ClusterGenerator(GitOpsSettings settings, Interpolation interpolation, bool usesServer)
{
    private const string Local = "in-cluster";
    private const string LocalServer = "https://kubernetes.default.svc";

    // Every secret of a cluster has it.
    private const string SecretType = "argocd.argoproj.io/secret-type";

    /// <summary>The sets of parameters.</summary>
    public IEnumerable<GoMap> Run(JsonObject generator)
    {
        if (settings.Clusters.Count == 0)
        {
            throw new NotExpandedException($"no clusters are declared in {GitOpsSettings.Path}, and its generator takes them", isMistake: false);
        }

        var selector = new GeneratorSelector(generator.Object("selector"));
        var found = settings.Clusters.OrderBy(c => c.Key, StringComparer.Ordinal).Where(c => selector.Matches(Labels(c.Value)))
            .Select(c => Parameters(c.Key, c.Value)).ToList();
        if (!selector.HasConditions && !settings.Clusters.Any(c => c.Key == Local || c.Value.Server == LocalServer))
        {
            found.Add(new GoMap { ["name"] = Local, ["nameNormalized"] = Local, ["server"] = LocalServer, ["project"] = "" });
        }

        foreach (var parameters in found)
        {
            ParameterSets.AddValues(parameters, generator.TextMap("values"), interpolation);
        }

        return generator.IsTrue("flatList") ? [new GoMap { ["clusters"] = found.Cast<object?>().ToList() }] : found;
    }

    private static GoMap Labels(ClusterFacts facts) =>
        GoMap.Of(facts.Labels.Select(l => KeyValuePair.Create(l.Key, (object?)l.Value)).Prepend(KeyValuePair.Create(SecretType, (object?)"cluster")),
            isOfText: true);

    private GoMap Parameters(string name, ClusterFacts facts)
    {
        if (facts.Server is null && name != Local && usesServer)
        {
            throw new NotExpandedException($"the address of the cluster '{name}' is not declared as 'server' in {GitOpsSettings.Path}", isMistake: false);
        }

        var parameters = new GoMap
        {
            ["name"] = name,
            ["nameNormalized"] = GoTexts.Normalize(name),
            ["server"] = facts.Server ?? (name == Local ? LocalServer : ""),
            ["project"] = "",
        };
        var annotations = GoMap.Of(facts.Annotations.Select(a => KeyValuePair.Create(a.Key, (object?)a.Value)), isOfText: true);
        if (interpolation.IsGo)
        {
            var metadata = new GoMap { ["labels"] = Labels(facts) };
            if (annotations.Count > 0)
            {
                metadata["annotations"] = annotations;
            }

            parameters["metadata"] = metadata;
            return parameters;
        }

        foreach (var (key, value) in annotations)
        {
            parameters[$"metadata.annotations.{key}"] = value;
        }

        foreach (var (key, value) in Labels(facts))
        {
            parameters[$"metadata.labels.{key}"] = value;
        }

        return parameters;
    }
}

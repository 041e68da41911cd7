using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Settings;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>The layer policy for one manifest. What an expression decides later counts as allowed.</summary>
/// <param name="settings">The settings of the GitOps repository.</param>
public sealed class ManifestPolicyCheck(GitOpsSettings settings)
{
    private const string Kustomize = "kustomize.config.k8s.io/";

    // What a remote base begins with (kustomize, "remote targets").
    private static readonly string[] Remote = ["https://", "http://", "ssh://", "git@", "git::", "github.com/"];

    /// <summary>What the policy does not allow.</summary>
    public IReadOnlyList<Finding> Run(Manifest manifest)
    {
        var (findings, spec) = (new ManifestFindings(manifest), JsonPointer.Root.Field("spec"));
        if (manifest.ApiVersion.StartsWith(Kustomize, StringComparison.Ordinal))
        {
            Kustomization(manifest.Root, findings);
        }
        else if (manifest is { IsOfArgo: true, Spec: { } found, Kind: "Application" })
        {
            Application(found, spec, findings);
        }
        else if (manifest is { IsOfArgo: true, Spec: { } set, Kind: "ApplicationSet" })
        {
            Set(set, spec, findings);
            new ClusterFactCheck(settings, findings).Run(set, spec);
            if ((set["template"] as YamlMapping)?["spec"] is YamlMapping template)
            {
                Application(template, spec.Field("template").Field("spec"), findings);
            }
        }

        return findings.All;
    }

    private void Application(YamlMapping spec, JsonPointer at, ManifestFindings findings)
    {
        if (settings.Policy.Projects is { } allowed && Manifest.TextOf(spec["project"]) is { } project && !IsExpression(project)
            && !allowed.Any(p => p.Matches(project.Length == 0 ? "default" : project)))
        {
            findings.Add(ManifestPolicyRules.Project, $"The policy does not allow the project {Quoted.Of(project)}.", at.Field("project"), spec["project"]!);
        }

        if (settings.Policy.PinnedSources)
        {
            Sources(spec, at, findings);
        }

        if ((spec["syncPolicy"] as YamlMapping)?["automated"] is YamlMapping automated && spec["destination"] is YamlMapping destination)
        {
            var environments = EnvironmentsOf(destination);
            var pointer = at.Field("syncPolicy").Field("automated");
            Automated(automated, "prune", settings.Policy.NoPrune, ManifestPolicyRules.Prune, "deletes what is missing in git");
            Automated(automated, "selfHeal", settings.Policy.NoSelfHeal, ManifestPolicyRules.SelfHeal, "reverts changes in the cluster");

            void Automated(YamlMapping policy, string field, IReadOnlyList<string> refusing, Rule rule, string what)
            {
                if (policy[field] is YamlScalar { Type: YamlType.Boolean, IsFalsy: false } on
                    && environments.FirstOrDefault(refusing.Contains) is { } environment)
                {
                    findings.Add(rule, $"'{field}: true' {what}, which the policy does not allow in '{environment}'.", pointer.Field(field), on);
                }
            }
        }
    }

    private void Sources(YamlMapping spec, JsonPointer at, ManifestFindings findings)
    {
        var sources = spec["sources"] is YamlSequence { Items.Count: > 0 } several
            ? several.Items.Select((s, i) => (Source: s as YamlMapping, At: at.Field("sources").Item(i)))
            : [(spec["source"] as YamlMapping, at.Field("source"))];
        foreach (var (source, pointer) in sources.Where(s => s.Source is not null))
        {
            var (repository, revision) = (Manifest.TextOf(source!["repoURL"]) ?? "", Manifest.TextOf(source["targetRevision"]) ?? "");
            var isChart = Manifest.TextOf(source["chart"]) is { Length: > 0 };
            if (!IsExpression(repository + revision) && !IsOwn(repository) && !PinnedRevision.Is(revision, isChart))
            {
                var named = revision.Length == 0 ? "names no revision" : $"names {Quoted.Of(revision)}, which moves";
                findings.AddMissing(
                    ManifestPolicyRules.Pinned,
                    $"The source {Quoted.Of(repository)} {named}: name a {(isChart ? "version" : "commit or a tag")}.",
                    pointer.Field("targetRevision"),
                    source);
            }
        }
    }

    private void Set(YamlMapping spec, JsonPointer at, ManifestFindings findings)
    {
        var policy = spec["syncPolicy"] as YamlMapping;
        var isPreserving = policy?["preserveResourcesOnDeletion"] is YamlScalar { Type: YamlType.Boolean, IsFalsy: false };
        var sync = Manifest.TextOf(policy?["applicationsSync"]) ?? "sync";
        if (settings.Policy.ProtectGenerated && !isPreserving && sync is "sync" or "create-delete")
        {
            findings.AddMissing(
                ManifestPolicyRules.Generated,
                $"The set may delete its applications with their workload, because 'applicationsSync' is '{sync}': add 'preserveResourcesOnDeletion: true'.",
                at.Field("syncPolicy"),
                policy ?? spec);
        }
    }

    private void Kustomization(YamlMapping root, ManifestFindings findings)
    {
        foreach (var field in (string[])["resources", "bases", "components"])
        {
            foreach (var (item, i) in ((root[field] as YamlSequence)?.Items ?? []).Select((item, i) => (item, i)))
            {
                if (settings.Policy.PinnedSources && Manifest.TextOf(item) is { } target && Remote.Any(r => target.StartsWith(r, StringComparison.Ordinal))
                    && !PinnedRevision.Is(RefOf(target), isChart: false))
                {
                    findings.Add(
                        ManifestPolicyRules.Pinned,
                        $"The remote base {Quoted.Of(target)} is not pinned: add '?ref=' with a commit or a tag.",
                        JsonPointer.Root.Field(field).Item(i),
                        item);
                }
            }
        }
    }

    private static string RefOf(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? "" : target[(query + 1)..].Split('&').Select(p => p.Split('=', 2)).FirstOrDefault(p => p is ["ref" or "version", _])?[1] ?? "";
    }

    // The environments of which a destination's cluster is one.
    private List<string> EnvironmentsOf(YamlMapping destination)
    {
        var (name, server) = (Manifest.TextOf(destination["name"]), Manifest.TextOf(destination["server"]));
        return [.. settings.Environments
            .Where(e => e.Clusters.Any(c => c == name || (server is not null && settings.Clusters.GetValueOrDefault(c)?.Server == server)))
            .Select(e => e.Name)];
    }

    private bool IsOwn(string repository) => settings.Repositories.Any(r => Plain(r) == Plain(repository));

    private static string Plain(string address) => address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address;

    private static bool IsExpression(string text) => text.Contains("{{", StringComparison.Ordinal);
}

/// <summary>Whether a revision stays what it is.</summary>
internal static class PinnedRevision
{
    private const int Commit = 40;

    /// <summary>Whether it is a commit, a tag of a version, or the one version of a chart.</summary>
    public static bool Is(string revision, bool isChart)
    {
        var text = revision.StartsWith("refs/tags/", StringComparison.Ordinal) ? revision["refs/tags/".Length..] : revision;
        if (text.Length != revision.Length || (text.Length == Commit && text.All(char.IsAsciiHexDigit)))
        {
            return true;
        }

        text = text.StartsWith('v') ? text[1..] : text;
        var numbers = text.Split('-', '+')[0].Split('.');

        // A chart's version with two numbers or one is a range (Masterminds/semver).
        return numbers.Length >= (isChart ? 3 : 2) && numbers.All(n => n.Length > 0 && n.All(char.IsAsciiDigit));
    }
}

using Automation.Core.Text;

namespace Automation.Descriptors.Rules;

/// <summary>Annotations that Backstage and its widespread plugins read.</summary>
/// <remarks>Source: Backstage's documentation, "Well-known annotations on catalog entities", and the plugins' own.</remarks>
internal static class WellKnownAnnotations
{
    private static readonly string[] All =
    [
        "backstage.io/adr-location", "backstage.io/code-coverage", "backstage.io/edit-url", "backstage.io/kubernetes-cluster",
        "backstage.io/kubernetes-id", "backstage.io/kubernetes-label-selector", "backstage.io/kubernetes-namespace", "backstage.io/linguist",
        "backstage.io/managed-by-location", "backstage.io/managed-by-origin-location", "backstage.io/orphan", "backstage.io/source-location",
        "backstage.io/source-template", "backstage.io/techdocs-entity", "backstage.io/techdocs-entity-path", "backstage.io/techdocs-ref",
        "backstage.io/view-url", "argocd/app-name", "argocd/app-selector", "argocd/project-name", "buildkite.com/project-slug",
        "circleci.com/project-slug", "datadoghq.com/dashboard-url", "dev.azure.com/build-definition", "dev.azure.com/project",
        "dev.azure.com/project-repo", "github.com/project-slug", "github.com/team-slug", "github.com/user-login", "github.com/workflows",
        "gitlab.com/instance", "gitlab.com/project-id", "gitlab.com/project-slug", "google.com/cloudbuild-project-slug",
        "grafana/alert-label-selector", "grafana/dashboard-selector", "grafana/overview-dashboard", "grafana/tag-selector",
        "graph.microsoft.com/group-id", "graph.microsoft.com/tenant-id", "graph.microsoft.com/user-id", "jenkins.io/job-full-name",
        "jira/component", "jira/project-key", "lighthouse.com/website-url", "newrelic.com/dashboard-guid", "opsgenie.com/component-selector",
        "opsgenie.com/team", "pagerduty.com/integration-key", "pagerduty.com/service-id", "rollbar.com/project-slug",
        "sentry.io/project-slug", "snyk.io/org-id", "snyk.io/org-name", "snyk.io/project-ids", "snyk.io/target-id", "sonarqube.org/project-key",
        "vault.io/secrets-path",
    ];

    private static readonly HashSet<string> Known = new(All, StringComparer.Ordinal);

    public static bool IsKnown(string key) => Known.Contains(key);

    /// <summary>
    /// The annotation that a key probably means: one letter away, or in a different letter case. Null if it is known itself, or similar to none.
    /// </summary>
    public static string? MeantBy(string key)
    {
        if (Known.Contains(key))
        {
            return null;
        }

        // Most keys are custom: letters are compared only if the prefix or the name is equal.
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        foreach (var known in All)
        {
            if (slash > 0
                && Math.Abs(known.Length - key.Length) <= 1
                && SharesHalf(key, slash, known)
                && DidYouMean.Closest(key, [known], mostEdits: 1) is not null)
            {
                return known;
            }
        }

        return null;
    }

    private static bool SharesHalf(string key, int slash, string known) =>
        known.AsSpan().StartsWith(key.AsSpan(0, slash + 1), StringComparison.OrdinalIgnoreCase)
            || known.AsSpan().EndsWith(key.AsSpan(slash), StringComparison.OrdinalIgnoreCase);
}

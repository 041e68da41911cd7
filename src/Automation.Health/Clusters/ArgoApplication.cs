using Automation.Core;
using Automation.Core.Text;
using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>
/// An Application as Argo CD reports it. Its messages can contain the output of hooks, so that only statuses, revisions and the types of conditions are
/// taken (specification: Argo CD's Application custom resource, <c>status</c>).
/// </summary>
/// <param name="application">The resource.</param>
/// <param name="cluster">The cluster that Argo CD runs in.</param>
public sealed class ArgoApplication(ClusterObject application, string cluster)
{
    private const int LongestWord = 100;
    private const int MostImages = 20;

    // Argo CD compares every 3 minutes by default; after ten of these, it does not look any more.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(30);

    private readonly ResourceField _status = application.Status;

    /// <summary>The cluster that Argo CD runs in.</summary>
    public string Hub => cluster;

    public string? Namespace => application.Namespace;

    public string Name => application.Name;

    /// <summary>The cluster that it deploys to, by name or address; empty if it names none.</summary>
    public string Destination => application.Spec["destination"]["name"].Text is { Length: > 0 } name
        ? Word(name) : Word(application.Spec["destination"]["server"].TextOrEmpty);

    /// <summary>The namespace that it deploys to.</summary>
    public string DestinationNamespace => Word(application.Spec["destination"]["namespace"].TextOrEmpty);

    /// <summary><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>.</summary>
    public string Sync => Word(_status["sync"]["status"].Text ?? "Unknown");

    /// <summary>The health of what it deploys.</summary>
    public string Health => Word(_status["health"]["status"].Text ?? "Unknown");

    /// <summary>Since when it has this health.</summary>
    public DateTimeOffset? HealthSince => _status["health"]["lastTransitionTime"].Time;

    /// <summary>The revision that was compared; that of the first source, if there are several.</summary>
    public string Revision => Word(_status["sync"]["revision"].Text is { Length: > 0 } one ? one : First(_status["sync"]["revisions"]));

    /// <summary>The revision that was last deployed.</summary>
    public string Deployed => Word(Last["revision"].Text is { Length: > 0 } revision ? revision : First(Last["revisions"]));

    /// <summary>When it was.</summary>
    public DateTimeOffset? DeployedAt => Last["deployedAt"].Time;

    /// <summary>The address of the repository that it is deployed from; of the first source, if there are several.</summary>
    public string Repository
    {
        get
        {
            var source = application.Spec["source"];
            if (!source.Exists)
            {
                foreach (var one in application.Spec["sources"].Items)
                {
                    source = one;
                    break;
                }
            }

            return VisibleText.Of(source["repoURL"].TextOrEmpty, 300);
        }
    }

    /// <summary>The environment, as our manifests label it; empty if there is no label.</summary>
    public string Environment => Word(application.Label(EntityLabel.Environment) ?? "");

    /// <summary>The phase of the last operation, such as <c>Succeeded</c> or <c>Failed</c>; empty if there was none.</summary>
    public string Operation => Word(_status["operationState"]["phase"].TextOrEmpty);

    /// <summary>The types of the conditions that are errors, such as <c>ComparisonError</c>.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var types = new List<string>();
            foreach (var condition in _status["conditions"].Items)
            {
                var type = Word(condition["type"].TextOrEmpty);
                if (type.EndsWith("Error", StringComparison.Ordinal) && !types.Contains(type) && types.Count < 10)
                {
                    types.Add(type);
                }
            }

            return types;
        }
    }

    /// <summary>The images that it runs.</summary>
    public IReadOnlyList<string> Images
    {
        get
        {
            var images = new List<string>();
            foreach (var image in _status["summary"]["images"].Items)
            {
                if (images.Count < MostImages)
                {
                    images.Add(VisibleText.Of(image.TextOrEmpty, 300));
                }
            }

            return images;
        }
    }

    /// <summary>Since when Argo CD has not compared it any more; null if it does.</summary>
    /// <param name="now">The time of the reading.</param>
    public DateTimeOffset? StaleSince(DateTimeOffset now) => _status["reconciledAt"].Time is { } at && now - at > Stale ? at : null;

    private ResourceField Last
    {
        get
        {
            ResourceField last = default;
            foreach (var one in _status["history"].Items)
            {
                last = one;
            }

            return last;
        }
    }

    private static string First(ResourceField revisions)
    {
        foreach (var one in revisions.Items)
        {
            return one.TextOrEmpty;
        }

        return "";
    }

    private static string Word(string text) => VisibleText.Of(text, LongestWord);
}

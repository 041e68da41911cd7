using System.Text.Json;
using Automation.Health.Objects;
using Automation.Kubernetes.Access;

namespace Automation.Kubernetes.Reading;

/// <summary>What the caller may do in a namespace, as the API server says. Where it says that its answer is incomplete, nothing is certain.</summary>
internal sealed class OwnPermissions
{
    private readonly HashSet<(string Group, string Resource)> _lists = [];
    private readonly bool _isCertain;

    private OwnPermissions(ResourceField status)
    {
        // An authorizer that cannot list its rules, such as a webhook, makes the answer incomplete.
        _isCertain = status.Exists && !status["incomplete"].IsTrue;
        foreach (var rule in status["resourceRules"].Items)
        {
            // A rule for named resources does not permit to list all.
            if (rule["resourceNames"].Count == 0 && Has(rule["verbs"], "list"))
            {
                foreach (var group in rule["apiGroups"].Items)
                {
                    foreach (var resource in rule["resources"].Items)
                    {
                        _lists.Add((group.TextOrEmpty, resource.TextOrEmpty));
                    }
                }
            }
        }
    }

    public static async Task<OwnPermissions> Read(ClusterConnection connection, string space, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.ReviewOwnRules(space, cancellationToken).ConfigureAwait(false);
            return new OwnPermissions(answer.IsFine ? new ResourceField(answer.Body)["status"] : default);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The lists themselves will say what is wrong.
            return new OwnPermissions(default);
        }
    }

    /// <summary>Whether a list can succeed.</summary>
    public bool MayList(ResourceKind kind) => !_isCertain
        || _lists.Contains((kind.Group, kind.Resource))
        || _lists.Contains((kind.Group, "*"))
        || _lists.Contains(("*", kind.Resource))
        || _lists.Contains(("*", "*"));

    private static bool Has(ResourceField verbs, string verb)
    {
        foreach (var one in verbs.Items)
        {
            if (one.IsOneOf(verb, "*"))
            {
                return true;
            }
        }

        return false;
    }
}

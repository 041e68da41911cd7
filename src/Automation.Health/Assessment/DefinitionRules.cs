using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rule for CustomResourceDefinition.</summary>
internal static class DefinitionRules
{
    public static HealthResult Of(ClusterObject definition)
    {
        var conditions = definition.Status["conditions"];
        if (conditions.Count == 0)
        {
            return HealthResult.Of(Progressing, "Status conditions not found");
        }

        var isEstablished = false;
        foreach (var condition in conditions.Items)
        {
            var (type, isTrue, message) = (condition["type"].Text, condition["status"].Is("True"), condition["message"].TextOrEmpty);
            switch (type)
            {
                case "Terminating" when isTrue:
                    return HealthResult.Quoted(Progressing, $"CRD is terminating: {message}");
                case "NamesAccepted" when condition["status"].Is("False"):
                    return HealthResult.Quoted(Degraded, $"CRD names have not been accepted: {message}");
                case "NonStructuralSchema" when isTrue:
                    return HealthResult.Quoted(Degraded, $"Schema violations found: {message}");
                case "Established" when !isTrue && condition["reason"].Is("Installing"):
                    return HealthResult.Of(Progressing, "CRD is being installed");
                case "Established":
                    isEstablished |= isTrue;
                    break;
                default:
                    break;
            }
        }

        return isEstablished ? HealthResult.Of(Healthy, "CRD is healthy") : HealthResult.Of(Degraded, "CRD is not established");
    }
}

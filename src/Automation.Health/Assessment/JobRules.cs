using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rules for what ends: Job, CronJob, Workflow.</summary>
internal static class JobRules
{
    // That a condition is present decides, not whether it is true; except for Suspended.
    public static HealthResult Job(ClusterObject job)
    {
        string? failure = null;
        var (isOver, isSuspended, message) = (false, false, "");
        foreach (var condition in job.Status["conditions"].Items)
        {
            var type = condition["type"];
            if (!type.IsOneOf("Failed", "Complete", "Suspended"))
            {
                continue;
            }

            isOver = true;
            if (type.Is("Failed"))
            {
                failure = condition["message"].TextOrEmpty;
                continue;
            }

            message = condition["message"].TextOrEmpty;
            isSuspended |= type.Is("Suspended") && condition["status"].Is("True");
        }

        return !isOver ? HealthResult.Of(Progressing)
            : failure is not null ? HealthResult.Quoted(Degraded, failure)
            : HealthResult.Quoted(isSuspended ? Suspended : Healthy, message);
    }

    // Argo CD reports a suspended CronJob as healthy (argo-cd#24428), and one that never succeeded too (argo-cd#24429).
    public static HealthResult CronJob(ClusterObject job)
    {
        if (job.Spec["suspend"].IsTrue)
        {
            return HealthResult.Of(Healthy, "CronJob is Suspended");
        }

        var status = job.Status;
        if (!status.Exists)
        {
            return HealthResult.Of(Progressing, "Waiting for CronJob");
        }

        return status["lastScheduleTime"].Text is not { } scheduled ? HealthResult.Of(Healthy, "CronJob has not been scheduled yet")
            : status["lastSuccessfulTime"].Text is not { } succeeded
                ? HealthResult.Of(Healthy, "The CronJob never completed successfully. It may not be healthy")
            : status["active"].Count > 0 ? HealthResult.Of(Healthy, "The job is running. Its last execution may not have been successful")
            : string.CompareOrdinal(succeeded, scheduled) < 0
                ? HealthResult.Of(Degraded, "CronJob has not completed its last execution successfully")
            : HealthResult.Of(Healthy, "CronJob has completed its last execution successfully");
    }

    public static HealthResult Workflow(ClusterObject workflow) => HealthResult.Quoted(
        workflow.Status["phase"].TextOrEmpty switch
        {
            "" or "Pending" or "Running" => Progressing,
            "Succeeded" => Healthy,
            "Failed" or "Error" => Degraded,
            _ => Unknown,
        },
        workflow.Status["message"].TextOrEmpty);
}

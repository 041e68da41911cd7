using Automation.Core.Text;
using Automation.Health.Clusters;
using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A task that failed for good, and a schedule that does not start its tasks.</summary>
internal static class JobCause
{
    // A start may be late by this much without a sign of trouble.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    /// <summary>A Job whose last word is that it failed.</summary>
    public static Cause? OfJob(ClusterObject job)
    {
        if (job.ConditionOf("Failed") is not { IsTrue: true } failed || job.ConditionOf("Complete") is { IsTrue: true })
        {
            return null;
        }

        var cause = failed.Reason switch
        {
            "BackoffLimitExceeded" => Cause.Team(
                "job/failed",
                "The job failed as often as it may.",
                "the program is its own",
                $"Read its log: {Kubectl("logs", $"job/{job.Name}", job.Namespace)}"),
            "DeadlineExceeded" => Cause.Team(
                "job/deadline",
                $"The job ran longer than it may{(job.Spec["activeDeadlineSeconds"].Number is { } seconds ? $" ({seconds} s)" : "")}.",
                "program and deadline are its own",
                "Raise 'activeDeadlineSeconds', or find out why it is slow."),
            "PodFailurePolicy" => Cause.Team(
                "job/failure-policy",
                "The job ended in a way that its failure policy does not retry.",
                "program and policy are its own",
                $"Read its log: {Kubectl("logs", $"job/{job.Name}", job.Namespace)}"),
            _ => Cause.Team("job/failed", "The job failed.", "the program is its own", $"Read its log: {Kubectl("logs", $"job/{job.Name}", job.Namespace)}"),
        };
        return cause with
        {
            Since = failed.Since,
            IsFinal = true,
            Evidence = [$"Job {job.Name}: condition Failed is True, reason {Word(failed.Reason) ?? "unknown"}"],
        };
    }

    /// <summary>A CronJob that should have started since.</summary>
    public static Cause? OfSchedule(Workload workload, DateTimeOffset now)
    {
        if (workload.Object is not { } cron
            || cron.Spec["suspend"].IsTrue
            || CronSchedule.Parse(cron.Spec["schedule"].TextOrEmpty) is not { } schedule
            || (cron.Status["lastScheduleTime"].Time ?? cron.Created) is not { } last
            || cron.Status["active"].Count > 0)
        {
            return null;
        }

        // In another time zone, the start is at most a day away from that in UTC.
        var tolerance = cron.Spec["timeZone"].Exists ? Late + TimeSpan.FromHours(26) : Late;
        return schedule.After(last) is { } due && now - due > tolerance
            ? Cause.Team(
                "cronjob/not-started",
                $"No job was started since {ShownTime.Of(last)}, although one was due at {ShownTime.Of(due)}.",
                "schedule, concurrency and starting deadline are in its own manifest",
                $"Read the events: {Kubectl("describe", $"cronjob {workload.Name}", workload.Namespace)}")
                with
            { Since = due, Evidence = [$"CronJob {workload.Name}: lastScheduleTime {last.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"] }
            : null;
    }
}

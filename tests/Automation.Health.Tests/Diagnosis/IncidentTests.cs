using Automation.Core.Findings;
using Automation.Health.Clusters;
using static Automation.Health.Tests.Diagnosis.ErrorClasses;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>One cause that several services of several owners have at once is the platform's, once.</summary>
public sealed class IncidentTests
{
    private const string NoSuchHost = "dial tcp: lookup registry.example.com: no such host";

    [Fact]
    public void Three_services_of_two_owners_with_one_platform_cause_are_one_incident()
    {
        var incident = Failing("orders", "payments", "checkout").Diagnose(Owners).Incidents.ShouldHaveSingleItem();

        incident.Cause.ShouldBe("image/network");
        incident.Services.ShouldBe(["component:default/checkout", "component:default/orders", "component:default/payments"]);
        incident.Owners.ShouldBe(["group:default/shop", "group:default/team-payments"]);
        incident.Findings.Count.ShouldBe(3);
    }

    [Fact]
    public void Two_services_are_no_incident() => Failing("orders", "payments").Diagnose(Owners).Incidents.ShouldBeEmpty();

    [Fact]
    public void Three_services_of_one_owner_are_no_incident() => Failing("orders", "basket", "checkout").Diagnose(Owners).Incidents.ShouldBeEmpty();

    [Fact]
    public void Services_that_fail_at_other_times_are_no_incident() =>
        Failing("orders", "payments").Deployment(name: "checkout").Pod(Wait("ErrImagePull", NoSuchHost), phase: "Pending", name: "checkout", age: 100)
            .Diagnose(Owners).Incidents.ShouldBeEmpty();

    [Fact]
    public void Three_workloads_of_one_service_are_no_incident() =>
        Failing("orders", "payments", "checkout").Diagnose(_ => new ServiceOwner("component:default/shop", "group:default/shop")).Incidents.ShouldBeEmpty();

    [Fact]
    public void What_reads_as_the_teams_alone_is_the_platforms_together()
    {
        var state = new ClusterBuilder();
        foreach (var name in (string[])["orders", "payments", "checkout"])
        {
            state.Deployment(name: name).Pod(Wait("ErrImagePull", "unexpected status: 403 Forbidden"), phase: "Pending", name: name);
        }

        var diagnosis = state.Diagnose(Owners);

        diagnosis.Incidents.ShouldHaveSingleItem().Cause.ShouldBe("image/refused");
        diagnosis.Findings.ShouldAllBe(f => f.Responsible == Responsible.PlatformTeam);
    }

    [Fact]
    public void Crashes_of_a_team_are_no_incident()
    {
        var state = new ClusterBuilder();
        foreach (var name in (string[])["orders", "payments", "checkout"])
        {
            state.Deployment(name: name).Pod(
                $"ready: false, restartCount: 3, state: {{ waiting: {{ reason: CrashLoopBackOff }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{ClusterBuilder.Ago(2)}\" }} }}",
                name: name, node: $"node-{name}");
        }

        state.Diagnose(Owners).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public void Containers_of_several_owners_that_crash_on_one_node_are_the_platforms()
    {
        var state = new ClusterBuilder();
        foreach (var name in (string[])["orders", "payments", "checkout"])
        {
            state.Deployment(name: name, space: name).Pod(
                $"ready: false, restartCount: 3, state: {{ waiting: {{ reason: CrashLoopBackOff }} }}, lastState: {{ terminated: {{ exitCode: 1, reason: Error, finishedAt: \"{ClusterBuilder.Ago(2)}\" }} }}",
                name: name, space: name);
        }

        state.Diagnose().Findings.ShouldAllBe(f => f.Cause == "crash/node" && f.Responsible == Responsible.PlatformTeam);
    }

    private static ClusterBuilder Failing(params string[] names)
    {
        var state = new ClusterBuilder();
        foreach (var name in names)
        {
            state.Deployment(name: name).Pod(Wait("ErrImagePull", NoSuchHost), phase: "Pending", name: name);
        }

        return state;
    }

    private static ServiceOwner? Owners(Objects.ClusterObject one) =>
        new($"component:default/{one.Name.Split('-')[0]}", one.Name.StartsWith("payments", StringComparison.Ordinal) ? "group:default/team-payments" : "group:default/shop");
}

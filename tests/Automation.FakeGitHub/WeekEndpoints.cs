using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Workloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

/// <summary>What a long run needs beside the usual control: GitHub sends deliveries by itself, and its history by its clock is asked for.</summary>
internal static class WeekEndpoints
{
    public static void Map(WebApplication control, FakeGitHub gitHub, OrganisationTraffic organisation, Lock turn)
    {
        var history = new OrganisationHistory(gitHub);
        control.MapPost("/week/found", (int repositories, int partner) => InTurn(() => organisation.Found(repositories, partner)));
        control.MapPost("/week/act", (string what) => InTurn(() => Act(organisation, what)));
        control.MapPost("/week/receiver", (string? address) => InTurn(() => gitHub.SendTo(address is null ? null : new Uri(address))));
        control.MapPost("/week/lose", (int deliveries) => InTurn(() => gitHub.Faults.LoseDeliveries(deliveries)));
        control.MapPost("/week/suspend", (string organisation) => InTurn(() => gitHub.Organisation(organisation).Suspend()));
        control.MapPost("/week/unsuspend", (string organisation) => InTurn(() => gitHub.Organisation(organisation).Unsuspend()));
        control.MapGet("/week/heads", () => Json(history.Heads));
        control.MapGet("/week/delays", () => Json(history.Delays));
        control.MapGet("/week/answered", () => Json(history.Answered));
        control.MapGet("/week/calls", () => Json(history.Calls));
        control.MapGet("/week/failed", () => $"{history.Failed()}");

        void InTurn(Action act)
        {
            lock (turn)
            {
                act();
                history.Note();
            }
        }

        IResult Json(Func<JsonNode> of)
        {
            lock (turn)
            {
                return Results.Text(of().ToJsonString(), "application/json");
            }
        }
    }

    private static void Act(OrganisationTraffic organisation, string what)
    {
        try
        {
            Perform(organisation, what);
        }
        catch (InvalidOperationException)
        {
            // It has happened, and the App is not told: it is suspended there.
        }
    }

    private static void Perform(OrganisationTraffic organisation, string what)
    {
        switch (what)
        {
            case "open":
                organisation.Open();
                break;
            case "push":
                organisation.PushToDefaultBranch();
                break;
            case "repository":
                organisation.ChangeRepository();
                break;
            default:
                organisation.Act();
                break;
        }
    }
}

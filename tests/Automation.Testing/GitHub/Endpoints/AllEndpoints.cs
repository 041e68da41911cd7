using System.Collections.Immutable;
using Automation.Testing.GitHub.Http;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Everything the fake answers to.</summary>
internal static class AllEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        .. AppEndpoints.Routes,
        .. HookDeliveryEndpoints.Routes,
        .. RepositoryEndpoints.Routes,
        .. NewRepositoryEndpoints.Routes,
        .. RepositorySettingEndpoints.Routes,
        .. DeploymentEndpoints.Routes,
        .. IssueEndpoints.Routes,
        .. WorkflowEndpoints.Routes,
        .. GitRefEndpoints.Routes,
        .. GitObjectEndpoints.Routes,
        .. CommitEndpoints.Routes,
        .. StatusEndpoints.Routes,
        .. ContentEndpoints.Routes,
        .. PullRequestEndpoints.Routes,
        .. ReviewEndpoints.Routes,
        .. IssueCommentEndpoints.Routes,
        .. CheckRunEndpoints.Routes,
        .. CheckSuiteEndpoints.Routes,
        .. OrganisationEndpoints.Routes,
        .. SignInEndpoints.Routes,
        .. GraphQlEndpoint.Routes,
    ];
}

using System.Text.RegularExpressions;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.Portal;

/// <summary>
/// An organisation with an open and a secret repository, the server that follows it, whose pages its operator sees, and one whose pages its members see, each
/// what they can read.
/// </summary>
internal sealed partial class LivePortal : IAsyncDisposable
{
    /// <summary>A part of every name that only the secret repository has.</summary>
    public const string Canary = "canary";

    private const string Sources = "sources:\n  - github-people: acme\n  - github: acme/svc-*\n";

    private LivePortal(FollowedOrganisation organisation, RunningServer members) => (Organisation, Members) = (organisation, members);

    public FollowedOrganisation Organisation { get; }

    public FakeGitHub GitHub => Organisation.GitHub;

    /// <summary>The server that does everything; its pages open by link.</summary>
    public RunningServer Operators => Organisation.App.Server;

    /// <summary>The server with pages for members, from the same ledger.</summary>
    public RunningServer Members { get; }

    public static async Task<LivePortal> StartAsync(
        Func<ServerSettings, ServerSettings>? members = null, TimeProvider? clock = null, CapturedLog? log = null)
    {
        static ServerSettings Here(ServerSettings s) => s with { ServerUrl = new Uri(s.ApiUrl), PortalEvery = TimeSpan.FromMilliseconds(50) };
        var organisation = await FollowedOrganisation.StartAsync(settings: Here, sources: Sources);
        organisation.GitHub.Organisation("acme").WithMembers("kim", "nan").WithTeam("team-a", "kim");
        organisation.GitHub.Repository("acme/svc-shop").WithCollaborator("kim", "read").Commit(
            "main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("shop", rest: "  dependsOn: ['component:canary-vault']\n")));
        organisation.GitHub.Repository("acme/svc-canary-repo").Commit("main", "Describe", ("catalog-info.yaml", string.Join(
            "---\n",
            FollowedOrganisation.Component("canary-vault", rest: "  system: canary-system\n  dependsOn: ['component:shop']\n"),
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: canary-system\nspec:\n  owner: canary-owners\n",
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: canary-api\n  tags: [canary-tag]\nspec:\n  type: openapi\n  lifecycle: canary-stage\n"
                + "  owner: team-a\n  definition: canary definition\n")));
        await organisation.UntilAsync(() => organisation.Entities().Contains("canary-api") && organisation.Entities().Contains("shop"), "the catalog");
        await organisation.SettledAsync();
        var server = await RunningServer.StartAsync(
            settings: s =>
            {
                var here = Here(organisation.App.Settings(s)) with
                {
                    Role = Role.Portal,
                    SignIn = new SignInSettings($"Iv23li{organisation.GitHub.App.Id:D14}", GitHubApp.ClientSecret, "acme"),
                };
                return members?.Invoke(here) ?? here;
            },
            data: organisation.App.Server.Data,
            clock: clock,
            change: services => log?.AddTo(services));
        return new LivePortal(organisation, server);
    }

    /// <summary>A member who has signed in with GitHub.</summary>
    public async Task<Visitor> MemberAsync(string login)
    {
        GitHub.SignInAs(login);
        var visitor = new Visitor(Members);
        (await visitor.GetAsync("/sign-in/github?return=/checks")).Page.ShouldContain(login);
        return visitor;
    }

    /// <summary>A member who has signed in while GitHub does not say what they can read.</summary>
    public async Task<Visitor> MemberDeniedAsync(string login)
    {
        GitHub.SignInAs(login);
        var visitor = new Visitor(Members);
        (await visitor.GetAsync("/sign-in/github?return=/checks")).Status.ShouldBe(503);
        return visitor;
    }

    /// <summary>Waits until the portal of a visitor has a page.</summary>
    public static Task UntilAsync(Visitor visitor, string path) =>
        RunningServer.UntilAsync(() => visitor.GetAsync(path).GetAwaiter().GetResult().Status == 200, () => $"there is no {path}");

    /// <summary>All pages and files that links lead to, from the first page.</summary>
    public static async Task<Dictionary<string, (int Status, string Text)>> CrawlAsync(Visitor visitor)
    {
        var found = new Dictionary<string, (int Status, string Text)>(StringComparer.Ordinal);
        var open = new Queue<string>(["/"]);
        var root = new Uri("http://portal");
        while (open.TryDequeue(out var path))
        {
            if (!found.TryAdd(path, default))
            {
                continue;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var response = await visitor.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            found[path] = ((int)response.StatusCode, $"{response.Headers}\n{response.Content.Headers}\n{text}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html" || response.RequestMessage!.RequestUri!.PathAndQuery != path)
            {
                continue;
            }

            foreach (Match link in Link().Matches(text))
            {
                var target = new Uri(new Uri(root, path), System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
                if (target.Authority == root.Authority && target.AbsolutePath is not ("/deliveries" or "/sign-in"))
                {
                    open.Enqueue(target.PathAndQuery);
                }
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Members.DisposeAsync();
        await Organisation.DisposeAsync();
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}

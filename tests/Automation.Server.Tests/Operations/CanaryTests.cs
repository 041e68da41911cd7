using Automation.GitHub.Access;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Operations;

/// <summary>Secrets go in wherever they can, everything that can fail fails, and then they are looked for wherever people look.</summary>
public sealed class CanaryTests
{
    private const string WebhookSecret = "c4n&ry +/<wêbhook>\"=secret";
    private const string PreviousSecret = "c4n&ry +/<previoüs>\"=secret";
    private const string Token = "ghp_C4naryInAnAnnotation0123456789abcdef";
    private const string Password = "C4naryPasswordInASpec";
    private const string AccessKey = "AKIAC4NARY0123456789";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJjNG5hcnkiOiJpbiBhIGxhYmVsIn0.C4naryQssw5c0123456789";

    private static readonly string Descriptor = $$"""
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: Orders_
          anotations: {}
          annotations:
            acme.example/{{Token}}: x
            acme.example/token: {{Token}}
            acme.example/database: postgres://orders?password={{Password}}
          links:
            - url: javascript:{{Token}}
              title: ""
          tags: [{{Token}}, Java]
          labels:
            acme.example/jwt: {{Jwt}}
        spec:
          type: {{Token}}
          owner: {{Token}}
          lifecycle: password={{Password}}
          system: {{Jwt}}
          subcomponentOf: {{AccessKey}}
          dependsOn: [component:{{Token}}, 'resource::{{AccessKey}}', 'bad::{{Token}}']
          {{Token}}: 1
          consumesApi: []

        """;

    [Theory]
    [InlineData("Text")]
    [InlineData("Json")]
    public async Task No_secret_gets_where_people_look_though_everything_fails(string format)
    {
        var log = new CapturedLog();
        await using var app = await InstalledApp.StartAsync(
            settings: s =>
                s with { WebhookSecret = WebhookSecret, PreviousWebhookSecret = PreviousSecret, LogFormat = Enum.Parse<LogFormat>(format), Attempts = 4 },
            change: log.AddTo);
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "required: []\n"));
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Descriptor));
        app.GitHub.Repository("acme/orders").WithCollaborator("ada");
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        // Once without faults; then each part of the way fails; then an item is given up; then people ask.
        (await app.SettleAsync(pull.Opened, WebhookSecret)).State.ShouldBe(DeliveryState.Done);
        string[] calls =
        [
            "POST /app/installations/*",
            "GET /repos/acme/orders/pulls/*",
            "GET /repos/acme/orders/git/*",
            "PATCH /repos/acme/orders/check-runs/*",
            "GET /repos/acme/orders/issues/*",
            "GET /app",
        ];
        Fault[] faults =
        [
            new Fault.ServerError(401),
            new Fault.ServerError(500),
            new Fault.ServerError(403),
            new Fault.ServerError(422),
            new Fault.ResetBeforeEffect(),
            new Fault.ResetAfterEffect(),
        ];
        foreach (var (call, index) in calls.Select((c, i) => (c, i)))
        {
            app.GitHub.Faults.Next(3, call, faults[index]);
            await app.SettleAsync(pull.Push(("catalog-info.yaml", Descriptor + $"# {index}\n")), PreviousSecret);
            app.GitHub.Faults.Clear();
        }

        app.GitHub.Faults.Sometimes(1, new Fault.ServerError(400));
        (await app.SettleAsync(pull.Push(("catalog-info.yaml", Descriptor)), WebhookSecret)).State.ShouldBe(DeliveryState.Dead);
        app.GitHub.Faults.Clear();
        await app.SettleAsync(pull.Comment($"/automation explain {Token}", by: "ada"), WebhookSecret);
        await app.SettleAsync(pull.Comment($"/automation {Token}", by: "ada"), WebhookSecret);
        await app.SettleAsync(pull.Push(("catalog-info.yaml", Descriptor + "# last\n")), WebhookSecret);
        await app.SettleAsync(app.GitHub.Repository("acme/orders").Press(pull.CheckRuns.Single(), "fix"), WebhookSecret);
        (await app.Server.DeliverAsync("push", $$"""{"secret":"{{Token}}"}""", secret: "wrong")).ShouldBe(401);
        using var odd = await app.Server.Client.PostAsync(
            $"/github/webhooks?{Uri.EscapeDataString(WebhookSecret)}", null, TestContext.Current.CancellationToken);

        var places = new Dictionary<string, string>
        {
            ["the log"] = log.Text,
            ["the ledger"] = Ledger(app),
            ["what is on GitHub"] = OnGitHub(app, pull),
            ["/metrics"] = await app.Server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken),
        };
        places["the pages"] = await PagesAsync(app);
        places["the pages"].ShouldContain("conclude check run");
        places["the pages"].ShouldContain("given up");
        places["the log"].ShouldContain("start 1 failed");
        places["the log"].ShouldContain("given up");
        places["the ledger"].ShouldContain("conclude check run");
        places["what is on GitHub"].ShouldContain("catalog/");
        pull.Comments.Count(c => c.App is not null).ShouldBe(2);
        foreach (var canary in Canaries(app))
        {
            foreach (var (place, text) in places)
            {
                canary.ShouldBeAbsentFrom(place, text);
            }
        }
    }

    private static IEnumerable<Canary> Canaries(InstalledApp app)
    {
        yield return new Canary("the webhook secret", WebhookSecret);
        yield return new Canary("the previous webhook secret", PreviousSecret);
        yield return new Canary("a token in a descriptor", Token);
        yield return new Canary("a password in a descriptor", Password);
        yield return new Canary("a signed token in a descriptor", Jwt);
        yield return new Canary("an access key in a descriptor", AccessKey);
        foreach (var line in app.GitHub.App.PrivateKey.Split('\n').Where(l => l.Length > 20 && !l.StartsWith('-')))
        {
            yield return new Canary("a line of the private key", line);
        }

        app.GitHub.IssuedTokens.ShouldNotBeEmpty();
        foreach (var token in app.GitHub.IssuedTokens)
        {
            yield return new Canary("an installation's token", token);
        }

        using var key = new AppKey(app.GitHub.App.Id, app.GitHub.App.PrivateKey, TimeProvider.System);
        yield return new Canary("the App's token", string.Join('.', key.Token().Split('.')[..1]));
    }

    private static string Ledger(InstalledApp app) => string.Join('\n', new[]
    {
        "SELECT what || key || deliveries || coalesce(reason, '') FROM audit",
        "SELECT what || coalesce(text, '') FROM work_events",
        "SELECT state || coalesce(outcome, '') FROM earlier_runs",
        "SELECT key || topic || content || state || coalesce(outcome, '') FROM work",
        "SELECT id || event || headers || state || coalesce(outcome, '') FROM deliveries",
        "SELECT name || content FROM dirty_sources",
    }.SelectMany(sql => app.Server.Read(l => l.Rows(sql, r => r.GetString(0)))));

    // Payloads among them: what GitHub sends holds what people wrote.
    private static async Task<string> PagesAsync(InstalledApp app)
    {
        using var visitor = await Visitor.ByLinkAsync(app.Server);
        var pages = new List<string>
        {
            (await visitor.GetAsync("/deliveries")).Page,
            (await visitor.GetAsync("/deliveries?state=dead")).Page,
            (await visitor.GetAsync("/audit")).Page,
        };
        foreach (var delivery in app.Server.List())
        {
            pages.Add((await visitor.GetAsync($"/deliveries/{delivery.Id}")).Page);
        }

        return string.Join('\n', pages);
    }

    private static string OnGitHub(InstalledApp app, Testing.GitHub.Drivers.PullRequestDriver pull) => string.Join('\n', [
        .. app.GitHub.Repository("acme/orders").CheckRuns
            .Select(
                r =>
                    $"{r.Title}\n{r.Summary}\n{r.Text}\n{r.ExternalId}\n{string.Join('\n', r.Annotations.Select(a => $"{a.Path} {a.Title} {a.Message} {a.RawDetails}"))}"),
        .. pull.Comments.Where(c => c.App is not null).Select(c => c.Body),
        .. pull.Reviews.Select(r => r.Body),
        .. pull.ReviewComments.Select(c => c.Body),
    ]);
}

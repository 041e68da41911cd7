using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.SignIn;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.SignIn;

/// <summary>People sign in with GitHub: a GitHub that is here, and a browser that goes where it is sent.</summary>
public sealed class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_signs_in_and_replays_under_their_name()
    {
        await using var app = await StartAsync();
        app.GitHub.Organisation("acme").WithMembers("mona");
        app.GitHub.SignInAs("mona");
        app.GitHub.Repository("acme/orders").WithCollaborator("mona", "read");
        await app.Server.DeliverAsync("workflow_run", """{"action":"completed","repository":{"full_name":"acme/orders"}}""", "a-1");
        await app.Server.UntilAsync("a-1", DeliveryState.Ignored);
        using var visitor = new Visitor(app.Server);

        (await visitor.GetAsync("/deliveries/a-1")).Page.ShouldContain("/sign-in/github?return=%2Fdeliveries%2Fa-1");
        var (_, page) = await visitor.GetAsync("/sign-in/github?return=%2Fdeliveries%2Fa-1");
        page.ShouldContain("mona");
        page.ShouldContain("a-1");
        (await visitor.PressAsync(page, "/deliveries/a-1/replay")).Status.ShouldBe(200);

        app.Server.Read(l => AuditLog.List(l, null, null, 10)).Single().Who.ShouldBe("mona");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_person_who_is_not_a_member_sees_nothing()
    {
        await using var app = await StartAsync();
        app.GitHub.Organisation("acme").WithMembers("mona");
        app.GitHub.SignInAs("eve");
        using var visitor = new Visitor(app.Server);

        var (status, page) = await visitor.GetAsync("/sign-in/github");

        status.ShouldBe(403);
        page.ShouldContain("did not confirm");
        (await visitor.GetAsync("/deliveries")).Page.ShouldNotContain("No deliveries yet");
    }

    [Fact]
    public async Task Membership_is_asked_for_again_after_an_hour()
    {
        var clock = new ShiftedClock();
        await using var app = await StartAsync(clock: clock);
        app.GitHub.Organisation("acme").WithMembers("mona");
        app.GitHub.SignInAs("mona");
        using var visitor = new Visitor(app.Server);
        await visitor.GetAsync("/sign-in/github");

        clock.Advance(TimeSpan.FromMinutes(58));
        (await visitor.GetAsync("/deliveries")).Page.ShouldContain("No deliveries yet");
        clock.Advance(TimeSpan.FromMinutes(3));

        (await visitor.GetAsync("/deliveries")).Page.ShouldContain("Sign in with GitHub");
        app.GitHub.SignInAs("eve");
        (await visitor.GetAsync("/sign-in/github")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task An_answer_without_a_request_is_rejected()
    {
        await using var app = await StartAsync();
        app.GitHub.Organisation("acme").WithMembers("mona");
        app.GitHub.SignInAs("mona");
        using var visitor = new Visitor(app.Server);

        (await visitor.GetAsync("/sign-in/callback?code=stolen&state=made-up")).Status.ShouldBe(403);
        (await visitor.GetAsync("/sign-in/callback?error=access_denied")).Status.ShouldBe(403);

        app.GitHub.Requests.ShouldNotContain(r => r.Path.Contains("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_way_to_GitHub_carries_a_challenge_and_leads_back_under_the_public_address()
    {
        await using var app = await StartAsync(s => s with { PublicUrl = new Uri("https://automation.acme.example") });
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Server.Address };

        using var response = await browser.GetAsync("/sign-in/github", Cancel);

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        response.Headers.Location.AbsolutePath.ShouldBe("/login/oauth/authorize");
        query["redirect_uri"].ToString().ShouldBe("https://automation.acme.example/sign-in/callback");
        query["code_challenge_method"].ToString().ShouldBe("S256");
        query["state"].ToString().Length.ShouldBeGreaterThan(40);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("secure");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/deliveries")]
    [InlineData("/deliveries\\..\\evil")]
    public async Task After_signing_in_there_is_no_redirect_to_another_site(string elsewhere)
    {
        await using var app = await StartAsync();
        app.GitHub.Organisation("acme").WithMembers("mona");
        app.GitHub.SignInAs("mona");
        using var visitor = new Visitor(app.Server);

        (await visitor.GetAsync($"/sign-in/github?return={Uri.EscapeDataString(elsewhere)}")).Page.ShouldContain("No deliveries yet");
    }

    [Fact]
    public async Task Once_people_sign_in_with_GitHub_the_link_is_over()
    {
        await using var app = await StartAsync();
        var link = (SignInLink)app.Server.Services.GetService(typeof(SignInLink))!;
        using var visitor = new Visitor(app.Server);

        (await visitor.GetAsync(link.At(app.Server.Address.AbsoluteUri).AbsoluteUri)).Status.ShouldBe(404);
    }

    [Fact]
    public void A_half_configured_sign_in_is_reported_at_the_start()
    {
        var problems = new List<string>();

        SignInSettings.Read("Iv1", null, null, problems).ShouldBeNull();

        problems.Single().ShouldStartWith("GitHub__ClientSecret and GitHub__SignInOrganization are not set");
    }

    private static Task<InstalledApp> StartAsync(Func<ServerSettings, ServerSettings>? settings = null, TimeProvider? clock = null) =>
        InstalledApp.StartAsync(
            settings: s =>
            {
                var signIn = s with { ServerUrl = new Uri(s.ApiUrl), SignIn = new SignInSettings($"Iv23li{s.AppId:D14}", GitHubApp.ClientSecret, "acme") };
                return settings?.Invoke(signIn) ?? signIn;
            },
            clock: clock);
}

using System.Net;
using System.Text.Json.Nodes;
using Automation.Server.Commands;
using Automation.Server.Hosting;
using Automation.Server.Setup;
using Automation.Server.SignIn;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Server.Tests.Setup;

/// <summary>From the printed link to the files, through a real browser's requests and a GitHub that is here.</summary>
public sealed class SetupTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_app_is_registered_and_its_key_written_for_the_owner_alone()
    {
        await using var setup = await RunningSetup.StartAsync();
        var code = setup.GitHub.ManifestCode("automation-of-acme");

        var (target, state, manifest) = await setup.OpenAsync();
        target.AbsolutePath.ShouldBe("/organizations/acme/settings/apps/new");
        target.Authority.ShouldBe(setup.GitHub.Url.Authority);
        manifest["redirect_url"]!.GetValue<string>().ShouldBe(new Uri(setup.Link, "/callback").AbsoluteUri);
        manifest["hook_attributes"]!.ToJsonString().ShouldBe("""{"url":"https://automation.acme.example/github/webhooks","active":true}""");
        var (status, page) = await setup.ReturnAsync(code, state);

        status.ShouldBe(200);
        var app = (await setup.Outcome).ShouldBeOfType<SetupOutcome.Registered>().App;
        var (pem, env) = (Path.Combine(setup.Data, "github-app.pem"), Path.Combine(setup.Data, "github-app.env"));
        File.ReadAllText(pem).ShouldBe(app.PrivateKey);
        File.ReadAllText(env)
            .ShouldBe($"GitHub__AppId={app.Id}\nGitHub__PrivateKeyPath={pem}\nGitHub__WebhookSecret='It'\\''s a Secret to "
                + $"Everybody'\nGitHub__ClientId={app.ClientId}\nGitHub__ClientSecret={GitHubApp.ClientSecret}\nGitHub__SignInOrganization=acme\n"
                + $"Server__PublicUrl=https://automation.acme.example\nGitHub__ApiUrl={setup.GitHub.Url}\n");
        manifest["callback_urls"]!.ToJsonString().ShouldBe("""["https://automation.acme.example/sign-in/callback"]""");
        (ModeOf(pem), ModeOf(env)).ShouldBe((OwnerOnly, OwnerOnly));
        ModeOf(setup.Data).ShouldBe(OwnerOnly | UnixFileMode.UserExecute);
        foreach (var text in new[] { page, setup.Output })
        {
            text.ShouldNotContain("Secret");
            text.ShouldNotContain(GitHubApp.ClientSecret);
            text.ShouldNotContain("PRIVATE KEY");
            text.ShouldNotContain(app.PrivateKey.Split('\n')[1]);
            text.ShouldNotContain(code);
        }

        setup.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_shell_reads_the_settings_as_they_were_meant_and_the_server_takes_them()
    {
        await using var setup = await RunningSetup.StartAsync();
        await setup.ReturnAsync(setup.GitHub.ManifestCode("automation"), (await setup.OpenAsync()).State);
        await setup.Outcome;

        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"set -a; . '{setup.Data}/github-app.env'; env -0"]) { RedirectStandardOutput = true };
        using var shell = System.Diagnostics.Process.Start(start)!;
        var read = (await shell.StandardOutput.ReadToEndAsync(Cancel))
            .Split('\0')
            .Where(l => l.StartsWith("GitHub__", StringComparison.Ordinal))
            .Select(l => l.Split('=', 2))
            .ToDictionary(l => l[0].Replace("__", ":", StringComparison.Ordinal), l => (string?)l[1]);
        var settings = ServerSettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(read).Build());

        settings.WebhookSecret.ShouldBe("It's a Secret to Everybody");
        settings.MissingForGitHub.ShouldBeEmpty();
        settings.SignIn.ShouldBe(new SignInSettings(settings.SignIn!.ClientId, GitHubApp.ClientSecret, "acme"));
        settings.ApiUrl.ShouldBe(setup.GitHub.Url.AbsoluteUri);
    }

    [Fact]
    public async Task Without_an_organisation_the_sign_in_is_kept_for_later()
    {
        await using var setup = await RunningSetup.StartAsync(s => s with { Organization = null, Webhook = null });
        var (_, state, manifest) = await setup.OpenAsync();
        await setup.ReturnAsync(setup.GitHub.ManifestCode("automation"), state);
        await setup.Outcome;

        manifest["callback_urls"]!.ToJsonString().ShouldBe("""["http://127.0.0.1:8080/sign-in/callback"]""");
        var lines = File.ReadAllLines(Path.Combine(setup.Data, "github-app.env"));
        lines.ShouldContain($"# GitHub__ClientSecret={GitHubApp.ClientSecret}");
        lines.ShouldContain("# GitHub__SignInOrganization=");
        setup.Output.ShouldContain("until then, the server prints a link");
    }

    [Fact]
    public async Task An_answer_with_another_state_is_turned_away_and_the_right_one_still_counts()
    {
        await using var setup = await RunningSetup.StartAsync();
        var code = setup.GitHub.ManifestCode("automation");
        var (_, state, _) = await setup.OpenAsync();

        (await setup.ReturnAsync(code, (state[0] == 'x' ? "y" : "x") + state[1..])).Status.ShouldBe(400);
        (await setup.ReturnAsync(code, "")).Status.ShouldBe(400);
        (await setup.ReturnAsync("", state)).Status.ShouldBe(400);
        setup.GitHub.Requests.ShouldBeEmpty();

        (await setup.ReturnAsync(code, state)).Status.ShouldBe(200);
        (await setup.Outcome).ShouldBeOfType<SetupOutcome.Registered>();
    }

    [Fact]
    public async Task The_link_opens_once()
    {
        await using var setup = await RunningSetup.StartAsync();
        (await setup.Browser.GetAsync(new Uri(setup.Link, "/setup/" + new string('A', 43)), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await setup.OpenAsync();

        using var again = await setup.Browser.GetAsync(setup.Link, Cancel);

        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("manifest");
    }

    [Fact]
    public async Task An_unused_link_expires_after_ten_minutes()
    {
        var clock = new FakeTimeProvider();
        await using var setup = await RunningSetup.StartAsync(clock: clock);

        clock.Advance(TimeSpan.FromMinutes(9.9));
        setup.Outcome.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(0.1));

        (await setup.Outcome).ShouldBeOfType<SetupOutcome.Failed>().Message.ShouldContain("again");
    }

    [Fact]
    public async Task Who_has_opened_it_in_time_has_an_hour_for_GitHubs_page()
    {
        var clock = new FakeTimeProvider();
        await using var setup = await RunningSetup.StartAsync(clock: clock);
        clock.Advance(TimeSpan.FromMinutes(9));
        var (_, state, _) = await setup.OpenAsync();
        clock.Advance(TimeSpan.FromMinutes(59));

        (await setup.ReturnAsync(setup.GitHub.ManifestCode("automation"), state)).Status.ShouldBe(200);
    }

    [Fact]
    public void A_word_that_came_too_late_does_not_open()
    {
        var clock = new FakeTimeProvider();
        var token = new OneTimeToken(TimeSpan.FromMinutes(10), clock);
        clock.Advance(TimeSpan.FromMinutes(10));

        token.Use(token.Value).ShouldBe(TokenUse.Expired);
    }

    [Fact]
    public async Task A_code_that_GitHub_does_not_know_writes_nothing()
    {
        await using var setup = await RunningSetup.StartAsync();
        var (_, state, _) = await setup.OpenAsync();

        var (status, page) = await setup.ReturnAsync("canary/../code", state);

        status.ShouldBe(502);
        page.ShouldContain("GitHub answered 404");
        var failed = (await setup.Outcome).ShouldBeOfType<SetupOutcome.Failed>();
        (failed.Message + page + setup.Output).ShouldNotContain("canary");
        Directory.EnumerateFileSystemEntries(setup.Data).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_there_already_is_never_overwritten_unasked()
    {
        using var folder = new TemporaryFolder().With("github-app.pem", "the only copy");

        (await Should.ThrowAsync<SettingsException>(() => RunningSetup.StartAsync(s => s with { Data = folder.Path }))).Message.ShouldContain("--force");

        File.ReadAllText(Path.Combine(folder.Path, "github-app.pem")).ShouldBe("the only copy");
    }

    [Fact]
    public async Task With_force_it_is_replaced()
    {
        using var folder = new TemporaryFolder().With("github-app.pem", "old");
        await using var setup = await RunningSetup.StartAsync(s => s with { Data = folder.Path, Force = true });
        await setup.ReturnAsync(setup.GitHub.ManifestCode("automation"), (await setup.OpenAsync()).State);
        await setup.Outcome;

        var pem = Path.Combine(folder.Path, "github-app.pem");
        File.ReadAllText(pem).ShouldContain("PRIVATE KEY");
        ModeOf(pem).ShouldBe(OwnerOnly);
    }

    [Fact]
    public async Task A_page_allows_nothing_but_its_form_and_shows_text_as_text()
    {
        await using var setup = await RunningSetup.StartAsync(s => s with { Webhook = new Uri("https://acme.example/\"><script>alert(1)</script>") });

        using var response = await setup.Browser.GetAsync(setup.Link, Cancel);

        response.Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldBe($"default-src 'none'; style-src 'self'; form-action {setup.GitHub.Url.GetLeftPart(UriPartial.Authority)}; base-uri 'none'; frame-ancestors 'none'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("<script");
    }

    [Fact]
    public async Task A_browser_that_came_by_another_name_is_turned_away()
    {
        await using var setup = await RunningSetup.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, setup.Link);
        request.Headers.Host = "rebound.example";

        (await setup.Browser.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await setup.OpenAsync();
    }

    [Fact]
    public async Task Without_an_address_events_are_not_sent_anywhere_yet()
    {
        await using var setup = await RunningSetup.StartAsync(s => s with { Webhook = null, Organization = null });

        var (target, state, manifest) = await setup.OpenAsync();
        await setup.ReturnAsync(setup.GitHub.ManifestCode("automation"), state);
        await setup.Outcome;

        target.AbsolutePath.ShouldBe("/settings/apps/new");
        manifest["hook_attributes"]!["active"]!.GetValue<bool>().ShouldBeFalse();
        setup.Output.ShouldContain("make it active");
    }

    [Fact]
    public async Task The_manifest_differs_from_the_committed_one_only_where_the_place_does()
    {
        await using var setup = await RunningSetup.StartAsync();
        var committed = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "github-app.manifest.json")))!.AsObject();

        var (_, _, manifest) = await setup.OpenAsync();

        foreach (var name in new[] { "name", "url", "redirect_url", "callback_urls", "hook_attributes" })
        {
            committed.Remove(name).ShouldBeTrue();
            manifest.Remove(name).ShouldBeTrue();
        }

        manifest.ToJsonString().ShouldBe(committed.ToJsonString());
    }

    [Fact]
    public async Task The_command_ends_with_0_and_prints_the_next_steps()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var folder = new TemporaryFolder();
        using var browser = new HttpClient();
        using var process = ServerProcess.Start(
            ["setup", "--urls", "http://127.0.0.1:0", "--organization", "acme", "--data", folder.Path], ("GitHub__ApiUrl", gitHub.Url.AbsoluteUri));
        await RunningServer.UntilAsync(() => process.Log.Contains("/setup/", StringComparison.Ordinal), () => process.Log);
        var link = new Uri(process.Log.Split('\n').Single(l => l.Contains("/setup/", StringComparison.Ordinal)).Trim());
        var page = await browser.GetStringAsync(link, Cancel);
        var state = page.Split("?state=")[1].Split('"')[0];

        using var back = await browser.GetAsync(new Uri(link, $"/callback?code={gitHub.ManifestCode("automation")}&state={state}"), Cancel);

        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await process.EndAsync()).ShouldBe(0, process.Log);
        process.Log.ShouldContain($". {folder.Path}/github-app.env; exec automation-server --data {folder.Path}");
    }

    [Theory]
    [InlineData("--urls must be one address of this machine", "--urls", "http://0.0.0.0:8081")]
    [InlineData("--urls must be one address of this machine", "--urls", "http://automation.acme.example:8081")]
    [InlineData("--urls must be one address of this machine", "--urls", "http://127.0.0.1:8081;http://0.0.0.0:8082")]
    [InlineData("--organization must be", "--organization", "acme/../other")]
    [InlineData("--webhook-url must be the https address", "--webhook-url", "http://automation.acme.example/github/webhooks")]
    [InlineData("--webhook-url must be the https address", "--webhook-url", "https://localhost/github/webhooks")]
    public async Task What_is_wrong_is_reported_before_anything_is_shown(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        (await ServerProgram.InvokeAsync(["setup", .. options, "--data", folder.Path], output, error)).ShouldBe(2);

        error.ToString().ShouldContain(message);
        output.ToString().ShouldBeEmpty();
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException("Windows has no modes.") : File.GetUnixFileMode(path);
}

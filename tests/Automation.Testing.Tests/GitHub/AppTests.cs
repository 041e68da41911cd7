using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Testing.Tests.GitHub;

public sealed class AppTests
{
    [Fact]
    public async Task The_app_signs_in_with_its_key()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Api.AsApp(gitHub);

        var app = await api.Get("/app");

        app.Status.ShouldBe(200);
        ((string?)app["slug"]).ShouldBe("automation");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_refused()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = new Api(gitHub, gitHub.AppToken()[..^4] + "AAAA");

        var app = await api.Get("/app");

        app.Status.ShouldBe(401);
        app.Message.ShouldBe("A JSON web token could not be decoded");
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-02T03:04:05Z"));
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = clock });
        using var api = new Api(gitHub, gitHub.AppToken());
        clock.Advance(TimeSpan.FromMinutes(6));

        var app = await api.Get("/app");

        app.Status.ShouldBe(401);
        app.Message.ShouldStartWith("'Expiration time' claim ('exp') must be");
    }

    [Fact]
    public async Task An_installation_token_ends_after_an_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-02T03:04:05Z"));
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = clock });
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "b"));
        using var app = Api.AsApp(gitHub);
        var installation = await app.Get("/repos/acme/orders/installation");
        var token = await app.Post($"/app/installations/{installation["id"]}/access_tokens", new JsonObject());
        using var api = new Api(gitHub, (string?)token["token"]);

        (await api.Get("/repos/acme/orders")).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromHours(1));

        ((string?)token["expires_at"]).ShouldBe("2026-01-02T04:04:05Z");
        var late = await api.Get("/repos/acme/orders");
        (late.Status, late.Message).ShouldBe((401, "Bad credentials"));
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_token_for_one_repository_does_not_see_the_others()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        gitHub.Repository("acme/payments");
        using var app = Api.AsApp(gitHub);
        var id = (await app.Get("/orgs/acme/installation"))["id"];
        var token = await app.Post(
            $"/app/installations/{id}/access_tokens",
            new JsonObject { ["repositories"] = new JsonArray("orders"), ["permissions"] = new JsonObject { ["checks"] = "read" } });
        using var api = new Api(gitHub, (string?)token["token"]);

        (await api.Get("/repos/acme/orders")).Status.ShouldBe(200);
        (await api.Get("/repos/acme/payments")).Status.ShouldBe(404);
        ((int)(await api.Get("/installation/repositories"))["total_count"]).ShouldBe(1);
        var write = await api.Post("/repos/acme/orders/check-runs", new JsonObject { ["name"] = "x", ["head_sha"] = "y" });
        (write.Status, write.Message).ShouldBe((403, "Resource not accessible by integration"));
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task More_than_was_granted_is_not_given()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        using var app = Api.AsApp(gitHub);
        var id = (await app.Get("/orgs/acme/installation"))["id"];

        var permission = await app.Post(
            $"/app/installations/{id}/access_tokens", new JsonObject { ["permissions"] = new JsonObject { ["administration"] = "write" } });
        var repository = await app.Post($"/app/installations/{id}/access_tokens", new JsonObject { ["repositories"] = new JsonArray("unknown") });

        (permission.Status, permission.Message).ShouldBe((422, "The permissions requested are not granted to this installation."));
        repository.Status.ShouldBe(422);
    }

    [Fact]
    public async Task No_owner_gets_nothing()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        using var wrong = new Api(gitHub, "ghs_wrong");
        using var http = new HttpClient { BaseAddress = gitHub.Url };

        (await wrong.Get("/repos/acme/orders")).Message.ShouldBe("Bad credentials");
        (await http.GetAsync(new Uri("/installation/repositories", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_answers_under_the_addresses_of_an_enterprise_server_too()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        using var api = new Api(gitHub);

        (await api.Get("/api/v3/repos/acme/orders")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_manifest_is_exchanged_for_an_app_once()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Api.AsApp(gitHub);
        var code = gitHub.ManifestCode("fresh");

        var app = await api.Post($"/app-manifests/{code}/conversions", new JsonObject());

        app.Status.ShouldBe(201);
        ((string)app["pem"]!).ShouldStartWith("-----BEGIN RSA PRIVATE KEY-----");
        (await api.Post($"/app-manifests/{code}/conversions", new JsonObject())).Status.ShouldBe(404);
        gitHub.ShouldHonourTheContract();
    }
}

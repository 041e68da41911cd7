using System.Collections.Concurrent;
using System.Net;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Octokit.Webhooks;
using Octokit.Webhooks.AspNetCore;
using Octokit.Webhooks.Events;
using Octokit.Webhooks.Events.PullRequest;

namespace Automation.Cli.Tests;

/// <summary><c>automation deliver</c> against a receiver that is not ours: the endpoint of Octokit.Webhooks.AspNetCore, over https.</summary>
public sealed class DeliverToOctokitTests : IAsyncLifetime
{
    private const string Secret = "a canary";

    private readonly LocalCertificate _certificate = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Received _received = new();
    private WebApplication _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system's own store decides what is trusted.");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate.WithKey)));
        builder.Services.AddSingleton<WebhookEventProcessor>(_received);
        _receiver = builder.Build();
        _receiver.MapGitHubWebhooks(secret: Secret);
        await _receiver.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }

        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_takes_the_signature_and_reads_the_pull_request()
    {
        await SavePayloadAsync();

        Deliver(Secret).Ends(0).Output.ShouldStartWith("200 ");

        _received.PullRequests.ShouldBe(["opened acme/orders"]);
    }

    [Fact]
    public async Task It_refuses_another_secret()
    {
        await SavePayloadAsync();

        Deliver("another").Ends(1).Output.ShouldStartWith("400 ");
    }

    // With every member that GitHub sends: Octokit's types require them.
    private async Task SavePayloadAsync()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1"));
        repository.Commit("change", "Second", ("a", "2"));
        gitHub.OpenPullRequest("acme/orders", "change");
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.Path, "pull_request.opened.json"),
            gitHub.Deliveries.Last(d => d.Event == "pull_request").Body,
            TestContext.Current.CancellationToken);
    }

    private Outcome Deliver(string secret) => AutomationProcess.Run(
        _folder.Path,
        new Dictionary<string, string> { ["SSL_CERT_FILE"] = _certificate.Path, ["GitHub__WebhookSecret"] = secret },
        "deliver", "pull_request.opened.json", "--url", $"{_receiver.Urls.Single()}/api/github/webhooks");

    private sealed class Received : WebhookEventProcessor
    {
        public ConcurrentQueue<string> PullRequests { get; } = new();

        protected override ValueTask ProcessPullRequestWebhookAsync(
            WebhookHeaders headers, PullRequestEvent pullRequestEvent, PullRequestAction action, CancellationToken cancellationToken = default)
        {
            PullRequests.Enqueue($"{pullRequestEvent.Action} {pullRequestEvent.Repository?.FullName}");
            return ValueTask.CompletedTask;
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
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
    }

    [Fact]
    public void It_takes_the_signature_and_reads_the_pull_request()
    {
        Deliver("pull_request.opened.json", Secret).Ends(0).Output.ShouldStartWith("200 ");

        _received.PullRequests.ShouldHaveSingleItem().ShouldStartWith("opened acme/");
    }

    [Fact]
    public void It_refuses_another_secret() => Deliver("pull_request.opened.json", "another").Ends(1).Output.ShouldStartWith("400 ");

    private Outcome Deliver(string payload, string secret) => AutomationProcess.Run(
        Path.Combine(Repository.Root, "samples", "payloads"),
        new Dictionary<string, string> { ["SSL_CERT_FILE"] = _certificate.Path, ["GitHub__WebhookSecret"] = secret },
        "deliver", payload, "--url", $"{_receiver.Urls.Single()}/api/github/webhooks");

    private sealed class Received : WebhookEventProcessor
    {
        public ConcurrentQueue<string> PullRequests { get; } = new();

        protected override ValueTask ProcessPullRequestWebhookAsync(WebhookHeaders headers, PullRequestEvent pullRequestEvent, PullRequestAction action, CancellationToken cancellationToken = default)
        {
            PullRequests.Enqueue($"{pullRequestEvent.Action} {pullRequestEvent.Repository?.FullName}");
            return ValueTask.CompletedTask;
        }
    }
}

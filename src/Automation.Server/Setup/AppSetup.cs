namespace Automation.Server.Setup;

/// <summary>
/// Registers the GitHub App: prints a link, shows a page that sends the manifest to GitHub, and writes the key and the settings to files. No secret is
/// shown.
/// </summary>
internal sealed class AppSetup(SetupSettings settings, TimeProvider clock, TextWriter output)
{
    /// <summary>Runs until the App is registered, the link has expired, or it is stopped.</summary>
    public async Task<SetupOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var files = new AppFiles(settings.Data, settings.Force);
        files.Prepare();
        using var endpoints = new SetupEndpoints(settings, files, clock);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls(settings.Address.AbsoluteUri);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        endpoints.Map(app);
        await app.StartAsync(cancellationToken);
        await AskAsync(new Uri(new Uri(app.Urls.First()), endpoints.LinkPath));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        var outcome = await endpoints.OutcomeAsync(stop.Token);
        await app.StopAsync(CancellationToken.None);
        if (outcome is SetupOutcome.Registered registered)
        {
            await ReportNextStepAsync(registered, files);
        }

        return outcome;
    }

    private async Task AskAsync(Uri link)
    {
        await output.WriteLineAsync($"Open this link in a browser on this machine, within {SetupEndpoints.LinkLife.TotalMinutes} minutes. It works once.");
        await output.WriteLineAsync();
        await output.WriteLineAsync($"    {link}");
        await output.WriteLineAsync();
        await output.FlushAsync();
    }

    private async Task ReportNextStepAsync(SetupOutcome.Registered registered, AppFiles files)
    {
        var app = registered.App;
        await output.WriteLineAsync($"The App {app.Name} is registered: {app.Page}");
        await output.WriteLineAsync($"Its key is in {files.Key}, its settings in {files.Settings}; only you can read them.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("Next:");
        await output.WriteLineAsync($"  - install it in your repositories: {app.Page.AbsoluteUri.TrimEnd('/')}/installations/new");
        if (settings.Webhook is null)
        {
            await output.WriteLineAsync("  - in the App's settings on GitHub, set the webhook's address, https://HOST/github/webhooks, and make it active");
        }

        await output.WriteLineAsync(settings.Organization is { } organization
            ? $"  - members of {organization} sign in to the pages with GitHub, at {settings.SignInCallback.GetLeftPart(UriPartial.Authority)}"
            : $"  - for sign-in with GitHub, name an organisation in {files.Settings}; until then, the server prints a link");
        if (app.WebhookSecret is null)
        {
            await output.WriteLineAsync($"  - in the App's settings on GitHub, set a webhook secret, and the same in {files.Settings}");
        }

        await output.WriteLineAsync(
            $"  - start the server: (set -a; . {AppFiles.Quoted(files.Settings)}; exec automation-server --data {AppFiles.Quoted(settings.Data)})");
    }
}

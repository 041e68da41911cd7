using Automation.GitHub.Access;
using Automation.Jobs.Portal.Serving;
using Automation.Server.SignIn;

namespace Automation.Server.Setup;

/// <summary>
/// The two addresses of the setup: the link, which shows the button, and the one that GitHub sends the browser back to. Each opens once. Wrong tokens are
/// rejected and change nothing, so that others cannot disturb the setup.
/// </summary>
internal sealed class SetupEndpoints(SetupSettings settings, AppFiles files, TimeProvider clock) : IDisposable
{
    /// <summary>How long the link is valid.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for GitHub's response: its code is valid for an hour (GitHub: "Registering a GitHub App from a manifest").</summary>
    public static readonly TimeSpan AnswerLife = TimeSpan.FromHours(1);

    private readonly OneTimeToken _link = new(LinkLife, clock);
    private readonly OneTimeToken _state = new(LinkLife + AnswerLife, clock);
    private readonly TaskCompletionSource<SetupOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _deadline = new(LinkLife, clock);

    public string LinkPath => $"/setup/{_link.Value}";

    /// <summary>The outcome, at the latest when the link has expired.</summary>
    public async Task<SetupOutcome> OutcomeAsync(CancellationToken stop)
    {
        await using var late = _deadline.Token.Register(
            () => _outcome.TrySetResult(new SetupOutcome.Failed("The link has expired and no App was registered. Run 'automation-server setup' again.")));
        await using var stopped = stop.Register(() => _outcome.TrySetResult(new SetupOutcome.Stopped()));
        return await _outcome.Task;
    }

    public void Map(WebApplication app)
    {
        app.Use(Guarded);
        app.MapGet("/setup/{word}", ShowAsync);
        app.MapGet("/callback", ReceiveAsync);
        app.MapGet($"/{SetupPages.StyleSheet}", StyleAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _deadline.Dispose();

    private async Task Guarded(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; form-action {settings.Pages.GetLeftPart(UriPartial.Authority)}; "
            + "base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin";
        if (!Loopback.IsNamed(context.Request.Host))
        {
            await WriteAsync(context, 400, SetupPages.Message("Not available here", "Open the link exactly as it was printed."));
            return;
        }

        await next(context);
    }

    private async Task ShowAsync(HttpContext context, string word)
    {
        switch (_link.Use(word))
        {
            case TokenUse.Good:
                _deadline.CancelAfter(AnswerLife);
                var here = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
                await WriteAsync(context, 200, SetupPages.Start(Target(), AppManifest.For(settings, new Uri(here, "callback")), settings));
                break;
            case TokenUse.Wrong:
                await WriteAsync(context, 404, SetupPages.Message("Not found", "This link does not exist. Open the link that was printed."));
                break;
            default:
                await WriteAsync(
                    context,
                    410,
                    SetupPages.Message(
                        "The link has expired", "It works once, within ten minutes. Stop 'automation-server setup' and run it again for a new one."));
                break;
        }
    }

    private static Task StyleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        return context.Response.Body.WriteAsync(ReaderPortal.Assets[SetupPages.StyleSheet]).AsTask();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var (code, state) = (context.Request.Query["code"].ToString(), context.Request.Query["state"].ToString());
        if (code.Length == 0 || _state.Use(state) != TokenUse.Good)
        {
            await WriteAsync(
                context,
                400,
                SetupPages.Message(
                    "Not from this setup",
                    "This response does not belong to this setup, so nothing was done. If GitHub sent you here, run 'automation-server setup' again."));
            return;
        }

        var outcome = await RegisterAsync(code);
        await (outcome is SetupOutcome.Failed failed
            ? WriteAsync(context, 502, SetupPages.Message("The App could not be set up", failed.Message))
            : WriteAsync(context, 200, SetupPages.Message("The App is registered", "Its key is saved. Close this page and continue in the terminal.")));
        _outcome.TrySetResult(outcome);
    }

    private async Task<SetupOutcome> RegisterAsync(string code)
    {
        RegisteredApp app;
        try
        {
            app = await new ManifestConversion(settings.Api).RunAsync(code);
        }
        catch (GitHubRefusalException e)
        {
            return new SetupOutcome.Failed(
                $"{e.Message}. Nothing was written. If GitHub lists the App anyway, delete it there and run 'automation-server setup' again.");
        }

        try
        {
            files.Write(app, settings);
            return new SetupOutcome.Registered(app);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SetupOutcome.Failed($"The App is registered, but its key could not be written: {e.Message} Create a new key at {app.Page}, or delete "
                + "the App there and run 'automation-server setup' again.");
        }
    }

    // GitHub: "Registering a GitHub App from a manifest".
    private Uri Target() =>
        new(settings.Pages, $"{(settings.Organization is { } owner ? $"organizations/{owner}/" : "")}settings/apps/new?state={_state.Value}");

    private static Task WriteAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page);
    }
}

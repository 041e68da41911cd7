using System.CommandLine;
using Automation.Server.Hosting;
using Automation.Server.Setup;

namespace Automation.Server.Commands;

/// <summary><c>automation-server setup</c>: registers the GitHub App, from a page on this machine.</summary>
internal static class SetupCommand
{
    private static readonly Option<string?> Organization = new("--organization")
    {
        Description = "The organisation that owns the App (default: your own account)",
        HelpName = "ORG",
    };
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Where to show the page, on this machine (default: {SetupSettings.DefaultUrls})",
        HelpName = "URL",
    };
    private static readonly Option<string?> Webhook = new("--webhook-url")
    {
        Description = "Where GitHub sends events: https://HOST/github/webhooks",
        HelpName = "URL",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace the key and the settings of an earlier setup" };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("setup", "Register the GitHub App, and write its key and settings to files.") { Organization, Urls, Webhook, Force };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, output, error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var configuration = ServerConfiguration.Read(new Dictionary<string, string?> { ["Server:Data"] = parsed.GetValue(DataOption.Data) });
        var settings = SetupSettings.Read(
            configuration, parsed.GetValue(Urls), parsed.GetValue(Organization), parsed.GetValue(Webhook), parsed.GetValue(Force));
        switch (await new AppSetup(settings, TimeProvider.System, output).RunAsync(cancellationToken))
        {
            case SetupOutcome.Registered:
                return ServerExitCode.Fine;
            case SetupOutcome.Failed(var message):
                await error.WriteLineAsync($"automation-server: {message}");
                return ServerExitCode.OutsideWorld;
            default:
                return ServerExitCode.Cancelled;
        }
    }
}

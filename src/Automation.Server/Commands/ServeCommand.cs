using System.CommandLine;
using Automation.Server.Hosting;
using Automation.Server.Serving;
using Automation.Server.SignIn;

namespace Automation.Server.Commands;

/// <summary><c>automation-server</c>: serves until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = $"Where to listen (default: {ServerSettings.DefaultUrls})", HelpName = "URL" };
    private static readonly Option<string?> Role = new("--role")
    {
        Description = "What runs in this process: all, intake, worker or portal (default: all)",
        HelpName = "ROLE",
    };

    private const string NoLink =
        $"""

        Sign-in to the pages is not configured: set GitHub__ClientId, GitHub__ClientSecret and GitHub__SignInOrganization.
        A sign-in link is printed only if the server listens on a local address, such as {ServerSettings.DefaultUrls}.

        """;

    public static void AddTo(RootCommand root, TextWriter output)
    {
        root.Add(Urls);
        root.Add(Role);
        root.Add(DataOption.Data);
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed, output, cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken cancellationToken)
    {
        var configuration = ServerConfiguration.Read(new Dictionary<string, string?>
        {
            ["Server:Urls"] = parsed.GetValue(Urls),
            ["Server:Role"] = parsed.GetValue(Role),
            ["Server:Data"] = parsed.GetValue(DataOption.Data),
        });
        await using var app = ServerHost.Build(ServerSettingsReader.Read(configuration));
        await app.StartAsync(CancellationToken.None);
        if (app.Services.GetService<SignInLink>() is { IsOpen: true } link)
        {
            await output.WriteLineAsync($"\nOpen the deliveries in a browser on this machine. The link works once, within {SignInLink.Life.TotalMinutes} "
                + $"minutes:\n\n    {link.At(app.Urls.First())}\n");
            await output.FlushAsync(cancellationToken);
        }

        else if (app.Services.GetService<SignInLink>() is { IsWanted: true })
        {
            await output.WriteLineAsync(NoLink);
            await output.FlushAsync(cancellationToken);
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
        return ServerExitCode.Fine;
    }
}

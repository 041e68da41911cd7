using System.Diagnostics;
using Automation.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>The portal of the samples with health, built by the program, served under a path as GitHub Pages does, and a browser that opens it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string BasePath = "/catalog";

    // The copy beside the tests lacks what the web server of the tests brings along.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Automation.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "automation.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly ChromiumFixture _chromium = new();
    private WebApplication? _server;

    /// <summary>The address of the site.</summary>
    public string Address { get; private set; } = "";

    public string Site => Path.Combine(_folder.Path, "site");

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        if (_chromium.IsThere)
        {
            Build();
            Address = await ServeAsync();
        }
    }

    /// <summary>A page of its own; skips the test where there is no browser.</summary>
    /// <param name="messages">Gets what the console and the scripts of the page report.</param>
    public async Task<IPage> OpenAsync(string address, BrowserNewContextOptions? options = null, List<string>? messages = null)
    {
        var context = await _chromium.OpenContextAsync(options);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => messages?.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => messages?.Add(error);
        await page.GotoAsync(Address + address);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private void Build()
    {
        var samples = Path.Combine(Repository.Root, "samples", "acme");
        string[] made = [Made("pricing", "v2.1.0"), Made("vouchers", "v2.0.0")];
        var sources = Directory.EnumerateDirectories(samples).Order(StringComparer.Ordinal).Concat(made)
            .Select(f => $"  - directory: {f}\n    repository: acme/{Path.GetFileName(f)}\n    documents: true\n    scorecards: true\n");
        _folder.With("sources.yml", $"sources:\n{string.Concat(sources)}");
        string[] catalog = ["catalog", "build", "--sources", "sources.yml", "--out", "out"];
        Run(0, catalog);
        Run(1, "health", "report", "--catalog", "out", "--state", Path.Combine(samples, "infrastructure", "clusters"), "--at", "2026-11-29T09:00:00Z", "--out", "health");
        Run(0, [.. catalog, "--site", "site", "--base-path", $"{BasePath}/", "--health", "health", "--at", "2026-11-29T09:05:00Z"]);
    }

    // A service that was made from a version of a template of the samples.
    private string Made(string name, string version)
    {
        _folder.With($"{name}/catalog-info.yaml", $"""
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: {name}
              description: Made from a template
            spec:
              type: service
              lifecycle: production
              owner: ordering

            """);
        _folder.With($"{name}/CODEOWNERS", "* @acme/ordering\n");
        _folder.With($"{name}/.automation/scaffold.yml", $$"""
            format: 1
            template:
              ref: template:default/dotnet-service
              path: dotnet-service/template.yaml
              commit: 0123456789abcdef0123456789abcdef01234567
              tag: {{version}}
            values: {}
            steps: []
            files: {}

            """);
        return Path.Combine(_folder.Path, name);
    }

    private void Run(int exitCode, params string[] arguments)
    {
        using var process = Process.Start(ProgramProcess.Begin(_folder.Path, ["dotnet", Program, .. arguments]))!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBeOneOf([0, exitCode], errors.Result);
    }

    private async Task<string> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.UsePathBase(BasePath);
        var types = new FileExtensionContentTypeProvider { Mappings = { [".txt"] = "text/plain" } };
        _server.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(Site),
            StaticFileOptions = { ContentTypeProvider = types },
        });
        await _server.StartAsync();
        return $"{_server.Urls.Single()}{BasePath}/";
    }
}

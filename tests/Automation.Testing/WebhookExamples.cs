using System.Diagnostics;
using System.Text.Json;

namespace Automation.Testing;

/// <summary>GitHub's own examples of webhook payloads, of npm's <c>@octokit/webhooks-examples</c>; fetched once into <c>artifacts/</c>.</summary>
public sealed class WebhookExamples
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<WebhookExamples> Only = new(() => new WebhookExamples());

    private readonly string _file = Path.Combine(
        Repository.Root, "artifacts", "webhook-examples", "node_modules", "@octokit", "webhooks-examples", "api.github.com", "index.json");

    private WebhookExamples()
    {
        if (!File.Exists(_file))
        {
            WhyNot = Install();
        }
    }

    /// <summary>The examples of this run.</summary>
    public static WebhookExamples Here => Only.Value;

    /// <summary>Why they cannot be had; null where they are there.</summary>
    public string? WhyNot { get; }

    /// <summary>All examples, each as the name of its event and its JSON.</summary>
    public IReadOnlyList<(string Event, string Payload)> All()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(_file));
        return [.. from e in index.RootElement.EnumerateArray()
                   from example in e.GetProperty("examples").EnumerateArray()
                   select (e.GetProperty("name").GetString()!, example.GetRawText())];
    }

    // Several test programs may ask at once: each installs beside the others, and the first moves its own into place.
    private string? Install()
    {
        var target = Path.GetFullPath(Path.Combine(_file, "..", "..", "..", "..", ".."));
        var folder = $"{target}-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
            {
                File.Copy(Path.Combine(Repository.Root, "tests", "interop", "webhooks", name), Path.Combine(folder, name), overwrite: true);
            }

            using var npm =
                Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"])
                {
                    WorkingDirectory = folder,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                })!;
            var said = npm.StandardError.ReadToEndAsync();
            if (!npm.WaitForExit(Patience))
            {
                npm.Kill(entireProcessTree: true);
                return "npm cannot be reached: it did not end in time.";
            }

            if (npm.ExitCode != 0)
            {
                return $"npm cannot be reached: it ended with {npm.ExitCode}.";
            }

            _ = said.GetAwaiter().GetResult();
            if (!Directory.Exists(target))
            {
                Directory.Move(folder, target);
            }

            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed.";
        }
        catch (IOException) when (File.Exists(_file))
        {
            return null; // Another test program was first.
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

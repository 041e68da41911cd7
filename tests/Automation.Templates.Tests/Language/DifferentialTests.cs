using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing;

namespace Automation.Templates.Tests.Language;

/// <summary>Random templates give what the engine of Backstage's scaffolder gives, npm's <c>nunjitsu</c>: the same text, or an error in both.</summary>
public sealed class DifferentialTests : IDisposable
{
    private const int Count = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Random_templates_render_as_in_the_scaffolder()
    {
        var reason = Install();
        Assert.SkipWhen(reason is not null, reason ?? "");
        var sources = Enumerable.Range(0, Count).Select(seed => new RandomTemplate(seed).ToString()).ToList();
        var requests = sources.Select(s => new JsonObject { ["template"] = s, ["context"] = new JsonObject { ["values"] = Rendering.Values } }.ToJsonString(Readable));

        var answers = Ended("node", ["render.mjs"], string.Join('\n', requests)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        answers.Length.ShouldBe(Count);
        sources.Zip(answers, Difference).OfType<string>().ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string? Difference(string source, string answer)
    {
        var theirs = (string?)JsonNode.Parse(answer)!["text"];
        var ours = Rendering.Result(source);
        return ours.Text == theirs ? null : $"{source}\n   gives {theirs ?? answer}\n   here  {ours.Text ?? ours.Error!.Message}";
    }

    // Why the engine is not installed; null where it is.
    private string? Install()
    {
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc", "render.mjs" })
        {
            File.Copy(Path.Combine(Repository.Root, "tests", "interop", "templates", name), Path.Combine(_folder.Path, name));
        }

        try
        {
            var (exitCode, _) = Ended("npm", ["ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"], "");
            return exitCode == 0 ? null : $"npm cannot be reached: it ended with {exitCode}.";
        }
        catch (Win32Exception)
        {
            return "npm is not installed.";
        }
        catch (TimeoutException)
        {
            return "npm cannot be reached: it did not end in time.";
        }
    }

    private (int ExitCode, string Output) Ended(string program, string[] arguments, string input)
    {
        var start = ProgramProcess.Begin(_folder.Path, [program, .. arguments]);
        (start.RedirectStandardInput, start.StandardInputEncoding) = (true, new UTF8Encoding(false));
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end.");
        }

        _ = errors.GetAwaiter().GetResult();
        return (process.ExitCode, output.GetAwaiter().GetResult());
    }
}

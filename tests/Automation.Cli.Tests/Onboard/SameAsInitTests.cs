using System.Text;
using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Onboard;

/// <summary>What <c>onboard</c> proposes for a repository on GitHub is what <c>init</c> writes in a clone of it.</summary>
public sealed class SameAsInitTests
{
    private const int MostCalls = 10;

    private static readonly string Samples = Path.Combine(Repository.Root, "samples/acme");

    public static TheoryData<string> Repositories { get; } =
        [.. Directory.EnumerateDirectories(Samples).Select(d => Path.GetFileName(d)!).Where(n => n != "org").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Both_infer_the_same(string name)
    {
        var files = WithoutDescriptors(name);
        await using var acme = await Organisation.StartAsync();
        acme.Repository(name).Commit("main", files);
        using var clone = GitSandbox.Create();
        clone.Git("remote", "add", "origin", $"https://github.com/acme/{name}.git");
        foreach (var (path, text) in files)
        {
            clone.With(path, text!);
        }

        clone.Commit();
        var before = acme.GitHub.Requests.Count;
        var proposed = acme.Onboard("--dry-run", "--catalog", Samples, "--format", "json").Ends(0).Json;

        var repository = proposed.GetProperty("waves")[0].GetProperty("repositories")[0];
        var inferred = Run.Automation("init", "--dry-run", "--no-input", "--catalog", Samples, "--format", "json").In(clone.Path).Go().Ends(0).Json;
        Texts(repository.GetProperty("descriptors")).ShouldBe(Texts(inferred.GetProperty("descriptors")));
        (acme.GitHub.Requests.Count - before).ShouldBeLessThan(MostCalls);
        acme.GitHub.ShouldHonourTheContract();
    }

    private static Dictionary<string, string?> WithoutDescriptors(string name)
    {
        var folder = Path.Combine(Samples, name);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetFileName(f).StartsWith("catalog-info", StringComparison.Ordinal))
            .Select(f => (Path: Path.GetRelativePath(folder, f).Replace('\\', '/'), Text: File.ReadAllText(f, Encoding.UTF8)))
            .Where(f => !f.Path.EndsWith("automation.yml", StringComparison.Ordinal))
            .ToDictionary(f => f.Path, f => (string?)f.Text, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Texts(JsonElement descriptors) =>
        [.. descriptors.EnumerateArray().Select(d => $"{d.GetProperty("file").GetString()}\n{d.GetProperty("text").GetString()}")];
}

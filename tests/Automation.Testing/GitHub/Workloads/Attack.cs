using System.Globalization;
using System.Text;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>Pull requests from a fork that cost as much as its owner can make them cost, and an ordinary one beside them.</summary>
public static class Attack
{
    private const int Items = 20_000;
    private const int Longest = 256;

    /// <summary>Opens one, in a repository of its own.</summary>
    /// <param name="gitHub">Where.</param>
    /// <param name="kind"><c>descriptors</c>, <c>bytes</c>, <c>bomb</c>, or <c>none</c> for an ordinary one.</param>
    public static PullRequestDriver Open(FakeGitHub gitHub, string kind)
    {
        var repository = gitHub.Repository($"acme/{kind}");
        repository.Commit("main", "First", ("README.md", kind));
        if (kind == "none")
        {
            repository.Commit("change", "Describe it", (Descriptors.Path, Descriptors.Text(Quality.Good)));
            return repository.OpenPullRequest("change");
        }

        var fork = repository.Fork("mallory");
        switch (kind)
        {
            case "descriptors":
                fork.Commit("change", Files(6_000, 0), by: "mallory");
                break;
            case "bytes":
                fork.Commit("change", Files(30, 5 << 20), by: "mallory");
                break;
            case "bomb":
                fork.CommitTreeBomb("change", folders: 120, files: 99_999);
                break;
            default:
                throw new ArgumentException($"There is no attack '{kind}'.", nameof(kind));
        }

        return repository.OpenPullRequest("mallory:change", by: "mallory");
    }

    private static Dictionary<string, string?> Files(int count, int size) => Enumerable.Range(0, count).ToDictionary(
        i => string.Create(CultureInfo.InvariantCulture, $"services/s{i:D4}/catalog-info.yaml"), i => (string?)Text(i, size), StringComparer.Ordinal);

    // Short values, no comments: what is parsed costs more than what is skipped.
    private static string Text(int number, int size)
    {
        var text = new StringBuilder();
        for (var document = 0; document == 0 || text.Length + Longest < size; document++)
        {
            text.Append(document == 0 ? "" : "---\n");
            text.Append(Descriptors.Text(Quality.Good)
                .Replace("name: ", string.Create(CultureInfo.InvariantCulture, $"name: s{number}-{document}-"), StringComparison.Ordinal));
            if (size > 0)
            {
                text.Append("  dependsOn:\n").Insert(text.Length, "  - resource:a\n", Math.Min(Items, (size - text.Length) / Longest));
            }
        }

        return text.ToString();
    }
}

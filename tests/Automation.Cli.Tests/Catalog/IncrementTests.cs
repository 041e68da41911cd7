using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A git source that is built commit by commit gives the artifact of a build from nothing at the last commit, byte for byte.</summary>
public sealed class IncrementTests
{
    private const int Commits = 12;
    private const int Files = 14;

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "services")]
    [InlineData(4, "services")]
    public void Any_sequence_of_commits_gives_the_same_bytes(int seed, string folder)
    {
        using var git = GitSandbox.Create();
        using var acme = new Acme();
        var random = new Random(seed);
        acme.With(
            "sources.yml",
            $"sources:\n  - git: {git.Path}\n    name: shop\n    repository: acme/shop\n{(folder.Length == 0 ? "" : $"    folder: {folder}\n")}  - directory: "
            + "hub\n");

        // What it leads to comes and goes; it stays.
        acme.With(
            "hub/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: hub\nspec:\n  "
            + $"targets:\n{string.Concat(Enumerable.Range(0, Files).Select(i => $"    - https://github.com/acme/shop/blob/main/{PathOf(i)}\n"))}");
        git.With("services/README.md", "x").Commit();
        for (var i = 0; i < Commits; i++)
        {
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                Edit(git, random);
            }

            git.Commit();
            // Now and then two commits at once.
            if (random.Next(4) > 0 || i == Commits - 1)
            {
                acme.Build("--sources", "sources.yml", "--confirm-removal", "shop").Ends(0);
            }
        }

        acme.BuildInto("anew", "--sources", "sources.yml").Ends(0);

        acme.Artifact("out").ShouldBe(acme.Artifact("anew"));
    }

    // Components come, change, go, move, and refer to one another; some folders hold no descriptors at all, some are left out.
    private static void Edit(GitSandbox git, Random random)
    {
        var (path, other) = (PathOf(random.Next(Files)), PathOf(random.Next(Files)));
        switch (random.Next(6))
        {
            case 0 when File.Exists(git.At(path)):
                git.Without(path);
                break;
            case 1 when File.Exists(git.At(path)) && !File.Exists(git.At(other)):
                Directory.CreateDirectory(Path.GetDirectoryName(git.At(other))!);
                File.Move(git.At(path), git.At(other));
                break;
            case 2:
                git.With(Path.Combine(Path.GetDirectoryName(path)!, "README.md"), $"{random.Next()}");
                break;
            default:
                git.With(
                    path,
                    string.Join(
                        "---\n",
                        Enumerable.Range(0, random.Next(1, 4))
                            .Select(_ => Acme.Component($"c{random.Next(12)}", $"  dependsOn: [component:c{random.Next(12)}]\n"))));
                break;
        }
    }

    private static string PathOf(int number) => number switch
    {
        < 8 => $"services/s{number}/catalog-info.yaml",
        < 11 => $"libraries/l{number}/deep/catalog-info.yml",
        12 => "services/node_modules/p/catalog-info.yaml",
        13 => "services/s1/other.yaml",
        _ => "catalog-info.yaml",
    };
}

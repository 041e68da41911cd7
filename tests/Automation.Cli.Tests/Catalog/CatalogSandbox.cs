using System.Globalization;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A catalog repository, bare, and folders of descriptors beside it.</summary>
internal sealed class CatalogSandbox : IDisposable
{
    private readonly GitSandbox _repository = GitSandbox.Create();

    public CatalogSandbox() => _repository.Git("config", "core.bare", "true");

    /// <summary>The bare repository.</summary>
    public string Repository => _repository.At(".git");

    /// <summary>A place beside it.</summary>
    public string Beside(string name) => _repository.Beside(name);

    /// <summary>Runs git in it.</summary>
    public string Git(params string[] arguments) => _repository.Git(arguments);

    /// <summary>Puts a component into a source.</summary>
    public CatalogSandbox With(string source, string component, string type = "service")
    {
        var folder = Path.Combine(Beside(source), component);
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "catalog-info.yaml"),
            $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {component}\nspec:\n  type: {type}\n  lifecycle: production\n  owner: "
            + "team-a\n");
        return this;
    }

    /// <summary>Takes a component out of a source.</summary>
    public CatalogSandbox Without(string source, string component)
    {
        Directory.Delete(Path.Combine(Beside(source), component), recursive: true);
        return this;
    }

    /// <summary>The arguments that publish some sources to it.</summary>
    public string[] Publishing(params string[] sources) =>
        ["catalog", "publish", .. sources.SelectMany(s => (string[])["--source", Beside(s)]), "--to", Repository];

    /// <summary>Publishes in this process.</summary>
    public Outcome Publish(string[] sources, params string[] more) =>
        Run.Automation([.. Publishing(sources), .. more]).In(Path.GetDirectoryName(Repository)!).Go();

    /// <summary>The components on the branch.</summary>
    public IReadOnlyList<string> Components(string revision = "main") =>
        [
            .. Git("ls-tree", "-r", "--name-only", revision, "entities/component/")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Path.GetFileNameWithoutExtension(p).Split('.', 2)[1])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The branch; null where there is none.</summary>
    public string? Tip => Git("for-each-ref", "--format=%(objectname)", "refs/heads/main") is { Length: > 0 } sha ? sha : null;

    /// <summary>How many commits lead to the branch.</summary>
    public int Commits => int.Parse(Git("rev-list", "--count", "main"), CultureInfo.InvariantCulture);

    /// <summary>Fails unless everything that a ref leads to is sound, and history is one line.</summary>
    public void IsSound()
    {
        Git("fsck", "--full", "--strict", "--no-dangling").ShouldBeEmpty();
        Git("rev-list", "--merges", "main").ShouldBeEmpty();
        Git("rev-list", "--count", "--max-parents=0", "main").ShouldBe("1");
    }

    /// <inheritdoc/>
    public void Dispose() => _repository.Dispose();
}

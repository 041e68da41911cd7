using System.Text;
using Automation.Core.Trees;
using Automation.GitOps.Affected;
using Automation.GitOps.Comparing;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Tests.Affected;

/// <summary>
/// The affected applications of random changes in random repositories are those whose objects or fields differ when everything is rendered on both
/// sides: none is missed, and few are too many.
/// </summary>
public sealed class RandomRepositoryTests
{
    private const string Address = "https://github.com/acme/gitops";

    [Fact]
    public void No_affected_application_is_missed_and_few_are_too_many()
    {
        // By hand once with 200 repositories and 1,000 changes: AUTOMATION_RANDOM_REPOSITORIES=200x1000.
        var (repositories, changes) = Environment.GetEnvironmentVariable("AUTOMATION_RANDOM_REPOSITORIES")?.Split('x') is [var r, var c]
            ? (int.Parse(r, System.Globalization.CultureInfo.InvariantCulture), int.Parse(c, System.Globalization.CultureInfo.InvariantCulture))
            : (20, 100);
        var (affected, differing) = (0, 0);
        for (var repository = 0; repository < repositories; repository++)
        {
            var random = new Choices((ulong)(repository + 1) * 7919);
            var files = Repository(random);
            var manifests = new DeclaredManifests();
            var before = Side.Of(files, manifests);
            for (var change = 0; change < changes; change++)
            {
                var (path, text) = Change(files, random);
                var changed = new SortedDictionary<string, string>(files, StringComparer.Ordinal);
                if (text is null)
                {
                    changed.Remove(path);
                }
                else
                {
                    changed[path] = text;
                }

                var after = Side.Of(changed, manifests);
                var comparison = new AffectedApplications(before.Applications, after.Applications, TestContext.Current.CancellationToken);
                var found = comparison.Run().Select(Name).ToHashSet(StringComparer.Ordinal);
                var truth = comparison.Pairs().Where(p => Differs(p, before, after)).Select(Name).ToHashSet(StringComparer.Ordinal);
                truth.Except(found).ShouldBeEmpty($"repository {repository}, change of {path}");
                (affected, differing) = (affected + found.Count, differing + truth.Count);
            }
        }

        differing.ShouldBeGreaterThan(repositories * changes / 10);
        ((affected - differing) / (double)differing).ShouldBeLessThanOrEqualTo(0.05, $"{affected} of {differing}");
    }

    private static string Name(ApplicationPair pair) => $"{pair.Before?.Application.Name}>{pair.After?.Application.Name} {pair.Shown.File}";

    private static bool Differs(ApplicationPair pair, Side before, Side after) => pair is not { Before: { } old, After: { } fresh }
        || new ApplicationComparison(old.Application, fresh.Application).Run(before.Applications.Rendered(old),
            after.Applications.Rendered(fresh)) is not { Objects.Count: 0, Fields.Count: 0 };

    // Folders with shared names, applications of each kind of folder source, sets over folders and files, and applications of applications.
    private static SortedDictionary<string, string> Repository(Choices random)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = "text" };
        string[] folders = ["apps/foo", "apps/foobar", "apps/foo/sub", "base", "base/deep", "sets/one", "sets/two", "lib"];
        foreach (var folder in folders)
        {
            for (var i = 0; i <= random.Next(3); i++)
            {
                files[$"{folder}/m{i}.yaml"] = Manifest($"{folder.Replace('/', '-')}-{i}", random.Next(1000));
            }

            if (random.Next(3) == 0)
            {
                files[$"{folder}/notes.txt"] = "notes";
            }
        }

        for (var i = 0; i < 4 + random.Next(5); i++)
        {
            var folder = folders[random.Next(folders.Length)];
            string[] options = ["", ", directory: { recurse: true }", ", directory: { include: 'm0.yaml' }",
                ", directory: { recurse: true, exclude: '**/m1.yaml' }"];
            var revision = random.Next(8) switch { 0 => "v1.0.0", 1 => "main", _ => "HEAD" };
            var source = $"{{ repoURL: {Address}, path: {folder}, targetRevision: {revision}{options[random.Next(options.Length)]} }}";
            var second = random.Next(4) == 0 ? $"sources: [{source}, {{ repoURL: {Address}, path: lib }}]" : $"source: {source}";
            files[$"argocd/app{i}.yaml"] = Application($"app{i}", second);
        }

        files["argocd/set.yaml"] = Set("folders", $"git: {{ repoURL: {Address}, revision: HEAD, directories: [{{ path: sets/* }}] }}", "{{ .path.basename }}",
            "{{ .path.path }}");
        files["argocd/files.yaml"] = Set("files", $"git: {{ repoURL: {Address}, revision: HEAD, files: [{{ path: 'config/*.yaml' }}] }}", "{{ .name }}",
            "{{ .folder }}");
        files["config/a.yaml"] = "name: file-a\nfolder: base\n";
        files["config/b.yaml"] = "name: file-b\nfolder: apps/foo\n";
        files["argocd/root.yaml"] = Application("root", $"source: {{ repoURL: {Address}, path: children }}");
        files["children/child.yaml"] = Application("child", $"source: {{ repoURL: {Address}, path: {folders[random.Next(folders.Length)]} }}");
        files["children/self.yaml"] = Application("self", $"source: {{ repoURL: {Address}, path: children }}");
        if (random.Next(2) == 0)
        {
            files["base/.argocd-source.yaml"] = "directory: { recurse: true }\n";
        }

        return files;
    }

    private static (string Path, string? Text) Change(SortedDictionary<string, string> files, Choices random)
    {
        var paths = files.Keys.ToList();
        var path = paths[random.Next(paths.Count)];
        return random.Next(6) switch
        {
            0 => (path, null),
            1 => ($"{RepositoryPath.FolderOf(path)}/new{random.Next(3)}.yaml".TrimStart('/'), Manifest($"new-{random.Next(50)}", 1)),
            2 => ($"sets/new{random.Next(3)}/m.yaml", Manifest("x", 1)),
            3 => ($"config/c{random.Next(3)}.yaml", $"name: file-c\nfolder: {(random.Next(2) == 0 ? "lib" : "base")}\n"),
            4 when path.StartsWith("argocd/app", StringComparison.Ordinal) => (path, files[path].Replace("name: dev", "name: prod", StringComparison.Ordinal)),
            _ when path.EndsWith(".yaml", StringComparison.Ordinal) && files[path].Contains("v: ", StringComparison.Ordinal) =>
                (path, files[path] + $"  w: '{random.Next(1000)}'\n"),
            _ => (path, files[path] + $"# {random.Next(1000)}\n"),
        };
    }

    private static string Manifest(string name, int value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}\ndata:\n  v: '{value}'\n";

    private static string Application(string name, string sources) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {name}, namespace: argocd }}\nspec:\n  project: default\n"
            + $"  destination: {{ name: dev, namespace: {name} }}\n  {sources}\n";

    private static string Set(string name, string generator, string application, string path) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{ name: {name}, namespace: argocd }}\nspec:\n  goTemplate: true\n"
            + $"  generators: [{{ {generator} }}]\n"
            + $"  template:\n    metadata: {{ name: '{application}' }}\n    spec:\n      project: default\n"
            + $"      destination: {{ name: dev, namespace: x }}\n      source: {{ repoURL: {Address}, path: '{path}' }}\n";

    private sealed record Side(RevisionApplications Applications)
    {
        public static Side Of(SortedDictionary<string, string> files, DeclaredManifests manifests)
        {
            var own = new Checkout("", new InMemoryTree(files.Select(f => KeyValuePair.Create(f.Key, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Value)))));
            var graph = new FileGraph(new Checkouts(own, [Address], ["main"], new Dictionary<string, Checkout>()));
            var renderer = new ApplicationRenderer(graph, GitOpsSettings.Default, new ObjectScopes([], own), null, new NoTools());
            return new Side(RevisionApplications.Find(
                graph, GitOpsSettings.Default, manifests, a => renderer.Render(a.Application, TestContext.Current.CancellationToken),
                    TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Numbers that are the same each time.</summary>
    private sealed class Choices(ulong seed)
    {
        private ulong _state = seed;

        public int Next(int below)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}

/// <summary>A machine without the tools.</summary>
internal sealed class NoTools : IRenderTools
{
    public IReadOnlyDictionary<RenderTool, string> Versions { get; } = new Dictionary<RenderTool, string>();

    public ToolOutcome Run(ToolRun run, CancellationToken cancellationToken) => new ToolOutcome.Absent("it is not installed");
}

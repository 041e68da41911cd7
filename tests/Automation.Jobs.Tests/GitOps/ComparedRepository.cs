using Automation.Core.Trees;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>GitOps repositories in memory, and the comparison of a change without tools.</summary>
internal static class ComparedRepository
{
    public const string Address = "https://github.com/acme/gitops";

    public static TestRepository Repository(params (string Path, string Text)[] files) => new(files);

    public static string Text(GitOpsDiff diff)
    {
        var output = new StringWriter();
        new GitOpsDiffTextWriter(new TerminalOptions()).Write(diff, output);
        return output.ToString();
    }

    public static RepositorySnapshot Snapshot(IEnumerable<(string Path, string Text)> files, RepositorySlug? repository) =>
        new(InMemoryTree.Of([.. files]), "", repository);

    public static string App(string name, string path, string? space = null) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {name}, namespace: argocd }}\nspec:\n  project: shop\n"
            + $"  destination: {{ name: dev, namespace: {space ?? name} }}\n"
            + $"  syncPolicy: {{ automated: {{ prune: false, selfHeal: false }} }}\n  source: {{ repoURL: {Address}, path: {path}, targetRevision: HEAD }}\n";

    public static string Set(string name, string folders) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{ name: {name}, namespace: argocd }}\nspec:\n  goTemplate: true\n"
            + $"  generators: [{{ list: {{ elements: [] }} }}, {{ git: {{ repoURL: {Address}, revision: HEAD, directories: [{{ path: '{folders}' }}] }} }}]\n"
            + "  template: { metadata: { name: '{{ .path.basename }}' }, spec: { project: shop, destination: { name: dev }, "
            + $"source: {{ repoURL: {Address}, path: '{{{{ .path.path }}}}' }} }} }}\n";

    public static string Map(string name, string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}\ndata: {{ v: '{value}' }}\n";
}

/// <summary>A repository before a change.</summary>
internal sealed record TestRepository((string Path, string Text)[] Files)
{
    public GitOpsDiff Diff(params (string Path, string? Text)[] changes)
    {
        var after = Files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        foreach (var (path, text) in changes)
        {
            _ = text is null ? after.Remove(path) : (after[path] = text).Length > 0;
        }

        var repository = new RepositorySlug("github.com", "acme", "gitops");
        return new DiffRepository(ComparedRepository.Snapshot(Files, repository), ComparedRepository.Snapshot(after.Select(f => (f.Key, f.Value)), repository), new AbsentTools())
            .Run(TestContext.Current.CancellationToken);
    }
}

using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Reporting.Markdown;
using Automation.Reporting.Wording;
using Automation.Testing;

namespace Automation.Rendering.Tests;

/// <summary>The comment on a pull request of samples/acme/gitops, rendered with the real tools.</summary>
public sealed class CheckCommentTests
{
    [Fact]
    public void A_reader_sees_what_it_deploys_where_and_what_it_deletes()
    {
        var folder = Path.Combine(Repository.Root, "samples", "acme", "gitops");
        var before = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
        var after = new Dictionary<string, string>(before, StringComparer.Ordinal);
        Edit("apps/orders/overlays/production/kustomization.yaml", "newTag: 4.7.1", "newTag: 4.8.0");
        Edit("apps/parcel-labels/values-production.yaml", "replicas: 2", "replicas: 4");
        Edit("argocd/applications/parcel-labels-production.yaml", "automated: { prune: false, selfHeal: false }", "automated: { prune: false, selfHeal: true }");
        after.Remove("argocd/applications/payments-staging.yaml");
        after.Remove("apps/notifications/overlays/dev/kustomization.yaml");
        using var tools = InstalledTools.Create();
        var @base = Tree(before);
        var (_, report) = new CheckChange(new RepositorySnapshot(Tree(after), "", new RepositorySlug("github.com", "acme", "gitops")))
        {
            Policy = @base,
            Base = @base,
            GitOps = new GitOpsInputs(tools),
        }.Run(TestContext.Current.CancellationToken);

        using var comment = new StringWriter { NewLine = "\n" };
        new CommentWriter(ReportLinks.None).Write(report!, comment);

        Snapshot.Match(comment.ToString(), "check-comment.md");

        void Edit(string file, string old, string fresh)
        {
            after[file].ShouldContain(old);
            after[file] = after[file].Replace(old, fresh, StringComparison.Ordinal);
        }
    }

    private static InMemoryTree Tree(Dictionary<string, string> files) => InMemoryTree.Of([.. files.Select(f => (f.Key, f.Value))]);
}

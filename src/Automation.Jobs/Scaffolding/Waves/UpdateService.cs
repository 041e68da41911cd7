using Automation.Core;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Actions;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Reporting.Model;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>Updates one service to a revision of a template, by a pull request. Repeating the request finds the same pull request.</summary>
/// <param name="request">What to bring.</param>
/// <param name="calls">The repository of the service, as the catalog names it.</param>
/// <param name="access">Reads files of a repository.</param>
/// <param name="service">The service.</param>
/// <param name="template">The ref of the template.</param>
/// <param name="target">The commit that all services get, but for those that take other versions.</param>
internal sealed class UpdateService(
    WavesRequest request, RepositoryCalls calls, Func<RepositoryName, RepositoryAccess> access, TemplatedService service, EntityRef template, string target)
{
    private const long CacheOfOne = 64L << 20;
    private const long LargestIgnore = 1 << 20;

    // Each takes a call.
    private const int MostIgnores = 20;
    private const int MostBlobs = 200;

    private RepositoryCalls? _present;
    private int _blobs;

    private RepositoryCalls Calls => _present ?? calls;

    /// <summary>Updates the service, and reports the result.</summary>
    public async Task<WaveService> RunAsync(CancellationToken cancellationToken)
    {
        if (await calls.Rest.FindAsync(calls.Path, cancellationToken) is not { } repository)
        {
            return Row(WaveServiceState.Unreachable, $"GitHub has no repository {calls.Repository}, or the token may not read it.");
        }

        // It may have been renamed since the catalog was stitched.
        _present = RepositoryName.Parse(repository["full_name"].Text) is { } present ? calls with { Repository = present } : calls;

        if (repository["archived"].IsTrue)
        {
            return Row(WaveServiceState.OptedOut, "The repository is archived.");
        }

        var main = repository["default_branch"].Text ?? "";
        if (await BranchTip.FindAsync(Calls, main, cancellationToken) is not { } tip)
        {
            return Row(WaveServiceState.Unreachable, "The repository is empty.");
        }

        var tree = await GitHubTree.OpenAsync(access(Calls.Repository), tip.Commit, new BlobCache(CacheOfOne), cancellationToken);
        var (folder, ignored) = (FolderOf(tree), Ignored(tree, cancellationToken));
        if (tree.Unreadable.FirstOrDefault(u => Overlap(u.Path, folder)) is { } unlisted)
        {
            // What is not listed would look like a file that the service does not have.
            var where = unlisted.Path.Length == 0 ? "Its files are not all listed" : $"The files in '{unlisted.Path}' are not all listed";
            return Row(WaveServiceState.Refused, $"{where}: {unlisted.Reason}. Run 'automation template update' in a clone.");
        }

        var update = new UpdateTemplate(new UpdateRequest(tree, request.Template)
        {
            Folder = folder,
            To = request.To,
            Path = request.Path,
            IsIgnored = path => ignored.Excludes(folder.Length == 0 ? path : $"{folder}/{path}"),
            ObjectAt = id => BlobAsync(id, cancellationToken).GetAwaiter().GetResult(),
        });
        var report = await update.RunAsync(cancellationToken);
        if (report.Refusal is { } refusal)
        {
            return Row(WaveServiceState.Refused, refusal);
        }

        if (report.IsCurrent)
        {
            return report.To.Commit == target
                ? Row(WaveServiceState.Adopted, "")
                : Row(WaveServiceState.OptedOut, $"Its 'pin' keeps it at {report.To}.");
        }

        if (!report.ChangesFiles && !report.Conflicts.Any())
        {
            return Row(WaveServiceState.Adopted, "No file differs.");
        }

        var changes = update.Changes.ToDictionary(
            c => folder.Length == 0 ? c.Key : $"{folder}/{c.Key}", c => c.Value is null ? null : GitFile.Of(c.Value), StringComparer.Ordinal);
        var pull = new UpdatePull(Calls, main, tip, BranchOf(folder), Marker(report)) { IsDryRun = request.IsDryRun };
        return Row(await pull.RunAsync(report, changes, cancellationToken), report);
    }

    private WaveService Row(PullState pull, UpdateReport report)
    {
        var conflicts = report.Conflicts.Count();
        var (state, detail) = pull switch
        {
            { IsDeclined: true } => (WaveServiceState.OptedOut, "Its pull request was closed."),
            { IsPlanned: true } => (
                WaveServiceState.Planned,
                $"{report.Files.Count(f => f.Changes):N0} files would change{(conflicts > 0 ? $", {conflicts:N0} need a decision" : "")}."),
            { IsHeld: true } => (
                WaveServiceState.Conflicted,
                pull.Url is null
                    ? "The branch of the update has commits by other people and no pull request: open one, or delete the branch."
                    : "The open pull request is for another revision and has commits by other people: merge or close it first."),
            { FailedCheck: { } check } when conflicts == 0 || pull.IsDecided => (WaveServiceState.CheckFailed, check),
            _ when conflicts > 0 && !pull.IsDecided => (
                WaveServiceState.Conflicted,
                $"{conflicts:N0} to decide: {string.Join(", ", report.Conflicts.Select(c => c.Path))}"),
            { ArePending: true } => (WaveServiceState.Pending, ""),
            _ => (WaveServiceState.Open, ""),
        };
        return Row(state, detail) with { PullRequest = pull.Url, Conflicts = state == WaveServiceState.Conflicted ? conflicts : 0 };
    }

    private WaveService Row(WaveServiceState state, string detail) => UpdateServices.Row(service with { Repository = Calls.Repository }, state, detail);

    private static bool Overlap(string folder, string other) =>
        folder == other || RepositoryPath.Within(folder, other) is not null || RepositoryPath.Within(other, folder) is not null;

    // The record is beside the descriptor, or above it.
    private string FolderOf(FileTree tree)
    {
        for (var folder = service.Folder; folder.Length > 0; folder = RepositoryPath.FolderOf(folder))
        {
            if (tree.Find($"{folder}/{ScaffoldRecord.FilePath}") is not null)
            {
                return folder;
            }
        }

        return "";
    }

    private static IgnoredPaths Ignored(FileTree tree, CancellationToken cancellationToken)
    {
        var files = tree.List(cancellationToken)
            .Where(f => f is { Kind: FileKind.File, Size: <= LargestIgnore } && $"/{f.Path}".EndsWith("/.gitignore", StringComparison.Ordinal))
            .Take(MostIgnores)
            .Select(f => (f.Path, Content: tree.Read(f.Path, LargestIgnore, cancellationToken) as FileContent.Whole))
            .Where(f => f.Content is not null)
            .ToDictionary(f => f.Path, f => new GitFile(GitFile.Ordinary, f.Content!.Bytes), StringComparer.Ordinal);
        return new IgnoredPaths(files);
    }

    // One branch for each template and folder, so that a newer revision finds the pull request of the one before. A folder is one segment: 'a' and 'a/b' cannot
    // both be branches.
    private string BranchOf(string folder)
    {
        var name = template.Namespace == EntityRef.DefaultNamespace ? template.Name : $"{template.Namespace}.{template.Name}";
        return $"automation/template/{name.ToLowerInvariant()}{(folder.Length == 0 ? "" : $"+{folder.Replace('/', '+')}")}";
    }

    private string Marker(UpdateReport report) => $"<!-- automation:template-update {template} {report.To.Commit} -->";

    private async Task<ReadOnlyMemory<byte>?> BlobAsync(string id, CancellationToken cancellationToken)
    {
        if (_blobs++ == MostBlobs)
        {
            throw new StepException($"The old template is missing, and more than {MostBlobs} of its files would have to be read from the service's history.");
        }

        var blob = await Calls.Rest.FindAsync($"{Calls.Path}/git/blobs/{id}", cancellationToken);
        return blob is { } found && found["encoding"].Text == "base64" && found["content"].Text is { } content ? Convert.FromBase64String(content) : null;
    }
}

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>The files of a tree on GitHub, as far as they are compared with others.</summary>
internal static class ListedTree
{
    /// <summary>The files that a tree has otherwise, or not at all; of those to delete the ones that it has.</summary>
    public static async Task<IReadOnlyDictionary<string, GitFile?>> DifferingAsync(
        GitHubStep step, string tree, IReadOnlyDictionary<string, GitFile?> files, CancellationToken cancellationToken)
    {
        var listed = await step.Rest.GetAsync($"{step.Path}/git/trees/{tree}?recursive=1", cancellationToken);
        if (listed["truncated"].IsTrue)
        {
            throw new Automation.Templates.Workspaces.StepException(
                $"{step.Repository} has more files than GitHub lists in one answer, so that they cannot be compared.");
        }

        var present = listed["tree"].Items
            .Where(e => e["path"].Text is not null)
            .ToDictionary(e => e["path"].Text!, e => (Mode: e["mode"].Text, Id: e["sha"].Text), StringComparer.Ordinal);
        return new SortedDictionary<string, GitFile?>(
            files.Where(f => f.Value is { } file
                    ? !present.TryGetValue(f.Key, out var other) || (other.Mode, other.Id) != (file.Mode, file.Id)
                    : present.ContainsKey(f.Key))
                .ToDictionary(),
            StringComparer.Ordinal);
    }
}

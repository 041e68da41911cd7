using System.Globalization;
using System.Text;
using Automation.Core.Trees;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Writes a commit from its parent and the files that differ, without a checkout.</summary>
internal sealed class CommitWriter(Repository repository)
{
    /// <summary>Writes the commit; null if nothing differs after all.</summary>
    public CommitId? Write(Commit? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken)
    {
        var objects = new List<RawObject>();
        var root = new TreeEdit(objects).Apply(parent?.Tree, changes, cancellationToken);
        if (parent is not null && root.Hex == parent.Tree.Sha)
        {
            return null;
        }

        var commit = RawObject.Of(ObjectKind.Commit, Encoding.UTF8.GetBytes(Body(parent, root, text)));
        objects.Add(commit);
        new ObjectWriter(repository).Write(objects, cancellationToken);
        return new CommitId(commit.Id.Hex);
    }

    // gitformat: "tree", "parent", "author", "committer", an empty line, the message.
    private static string Body(Commit? parent, ObjectName root, CommitText text)
    {
        var who = $"{Plain(text.Author.Name)} <{Plain(text.Author.Email)}> {text.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000";
        return $"tree {root.Hex}\n{(parent is null ? "" : $"parent {parent.Sha}\n")}author {who}\ncommitter "
            + $"{who}\n\n{text.Message.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).TrimEnd('\n')}\n";
    }

    // Characters that would end the name or the line are left out, as git does.
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsControl(c) && c is not ('<' or '>'))).Trim();
}

using System.Text;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Repositories;

namespace Automation.Git.Tests.Branches;

/// <summary>What tests of branches say often.</summary>
internal static class Branches
{
    private static readonly FetchAccess NoToken = new(new Uri("https://github.example"), null);
    private static readonly CommitAuthor Ada = new("Ada", "ada@acme.example");
    private static readonly DateTimeOffset Then = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static WritableBranch Open(string place, string? name = null) => WritableBranches.Open(place, name, NoToken);

    public static CommitId? Tip(this WritableBranch branch) => branch.Read(Test);

    public static CommitId? Commit(this WritableBranch branch, CommitId? parent, params TreeChange[] changes) => branch.Commit(parent, changes, Text(), Test);

    public static MoveOutcome Move(this WritableBranch branch, CommitId? expected, CommitId next) => branch.Move(expected, next, Test);

    /// <summary>Reads, commits and moves, without a concurrent writer.</summary>
    public static CommitId Put(this WritableBranch branch, params TreeChange[] changes)
    {
        var tip = branch.Tip();
        var next = branch.Commit(tip, changes).ShouldNotBeNull();
        branch.Move(tip, next).ShouldBe(new MoveOutcome.Moved());
        return next;
    }

    public static CommitText Text(string message = "A change") => new(message, Ada, Then);

    public static TreeChange Write(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    public static TreeChange Gone(string path) => new(path, null);
}

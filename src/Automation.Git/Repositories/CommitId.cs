namespace Automation.Git.Repositories;

/// <summary>The name of a commit.</summary>
/// <param name="Sha">40 hexadecimal digits.</param>
public sealed record CommitId(string Sha)
{
    /// <summary>The first ten digits, for display.</summary>
    public string Short => Sha[..Math.Min(10, Sha.Length)];

    public override string ToString() => Sha;
}

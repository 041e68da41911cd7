using Automation.GitOps.Model;

namespace Automation.GitOps.Reading;

/// <summary>The repositories of which files are given: the GitOps repository at one revision, and declared checkouts of others.</summary>
/// <param name="own">The GitOps repository.</param>
/// <param name="addresses">The addresses under which manifests name it.</param>
/// <param name="revisions">What manifests call the compared revision besides <c>HEAD</c>: the name of the branch.</param>
/// <param name="others">Checkouts of other repositories, by address.</param>
public sealed class Checkouts(
    Checkout own, IReadOnlyList<string> addresses, IReadOnlyList<string> revisions, IReadOnlyDictionary<string, Checkout> others)
{
    private readonly HashSet<string> _addresses = [.. addresses.Select(RepositoryAddress.Normalized)];
    private readonly Dictionary<string, Checkout> _others = others.GroupBy(o => RepositoryAddress.Normalized(o.Key), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    /// <summary>The GitOps repository.</summary>
    public Checkout Own => own;

    /// <summary>Whether an address is that of the GitOps repository.</summary>
    public bool IsOwn(string address) => _addresses.Contains(RepositoryAddress.Normalized(address));

    /// <summary>Whether a revision of the GitOps repository is the compared one: <c>HEAD</c>, or the name of the branch.</summary>
    public bool IsCompared(string revision) =>
        revision is "" or "HEAD" || revisions.Any(r => revision == r || (revision.StartsWith("refs/heads/", StringComparison.Ordinal) && revision[11..] == r));

    /// <summary>The files of a source's repository, or why they are not given.</summary>
    public CheckoutOutcome Of(ApplicationSource source) =>
        _others.TryGetValue(RepositoryAddress.Normalized(source.RepoUrl), out var other) ? new CheckoutOutcome.Given(other)
        : !IsOwn(source.RepoUrl) ? new CheckoutOutcome.Absent($"the repository {source.RepoUrl} is a different one, and no checkout of it is declared")
        : !IsCompared(source.TargetRevision) ? new CheckoutOutcome.Absent(
            $"it takes the revision {source.TargetRevision} of this repository, which is not the compared branch")
        : new CheckoutOutcome.Given(own);
}

/// <summary>Whether the files of a repository are given.</summary>
public abstract record CheckoutOutcome
{
    private CheckoutOutcome()
    {
    }

    /// <summary>They are.</summary>
    public sealed record Given(Checkout Checkout) : CheckoutOutcome;

    /// <summary>They are not.</summary>
    /// <param name="Reason">Why, as the part of a sentence.</param>
    public sealed record Absent(string Reason) : CheckoutOutcome;
}

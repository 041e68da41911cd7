namespace Automation.Portal.Pages;

/// <summary>A state that a page explains in a sentence.</summary>
public abstract record PageState
{
    private PageState()
    {
    }

    /// <summary>There is nothing to show.</summary>
    /// <param name="What">What is missing, as a sentence.</param>
    /// <param name="HowTo">How it would appear; null if it cannot be added.</param>
    public sealed record Empty(string What, string? HowTo = null) : PageState;

    /// <summary>Something is not known.</summary>
    /// <param name="Why">Why not, as the rest of a sentence after "Not known:".</param>
    public sealed record NotKnown(string Why) : PageState;

    /// <summary>The last good version is shown.</summary>
    /// <param name="Place">The file that cannot be used since then.</param>
    /// <param name="Since">The commit, shortened; null if it is not known.</param>
    /// <param name="Reason">What happened.</param>
    /// <param name="Owner">Who can fix it; null if it is not known.</param>
    public sealed record Stale(PageLink Place, string? Since, string Reason, EntityMention? Owner) : PageState;

    /// <summary>It is not developed any more.</summary>
    public sealed record Deprecated : PageState;

    /// <summary>The last reading of its health is too old.</summary>
    /// <param name="LastRead">When it was read, as it is shown; null if it never was.</param>
    public sealed record HealthOld(string Cluster, string? LastRead) : PageState;

    /// <summary>Some sources could not be read.</summary>
    public sealed record Partial(int Unread, int Of, string? Address) : PageState;

    /// <summary>The catalog no longer has it.</summary>
    public sealed record Removed(PageLink Commit, string Date) : PageState;

    /// <summary>It has another name now.</summary>
    public sealed record Renamed(EntityMention To, PageLink Commit, string Date) : PageState;

    /// <summary>A part of the page could not be made.</summary>
    /// <param name="What">What could not be shown.</param>
    /// <param name="Trace">The id under which the log has the reason.</param>
    /// <param name="Retry">The address to try again.</param>
    public sealed record Failed(string What, string Trace, string Retry) : PageState;

    /// <summary>A script is fetching something.</summary>
    public sealed record Loading(string What) : PageState;
}

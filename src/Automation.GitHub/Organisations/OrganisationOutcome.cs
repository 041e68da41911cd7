namespace Automation.GitHub.Organisations;

/// <summary>What reading an organisation gave: all of it, or nothing. A part would look like people and teams that are gone.</summary>
public abstract record OrganisationOutcome
{
    private OrganisationOutcome()
    {
    }

    /// <summary>All of it.</summary>
    public sealed record Whole(Organisation Organisation) : OrganisationOutcome;

    /// <summary>Nothing that can be gone by; the reason is for people, and ends without a full stop.</summary>
    public sealed record Unread(string Reason) : OrganisationOutcome;
}

namespace Automation.GitHub.Organisations;

/// <summary>The result of reading an organisation: everything, or nothing. A partial result would look like deleted people and teams.</summary>
public abstract record OrganisationOutcome
{
    private OrganisationOutcome()
    {
    }

    public sealed record Whole(Organisation Organisation) : OrganisationOutcome;

    /// <summary>Nothing usable. The reason is human-readable and ends without a full stop.</summary>
    public sealed record Unread(string Reason) : OrganisationOutcome;
}

namespace Automation.GitHub.Access;

/// <summary>A permission that the App requests.</summary>
/// <param name="Name">Its name, as GitHub's API writes it.</param>
/// <param name="Level"><c>read</c> or <c>write</c>.</param>
/// <param name="Reason">What it is for.</param>
/// <param name="Without">What stops working without it.</param>
public sealed record AppPermission(string Name, string Level, string Reason, string Without)
{
    /// <summary>The event that GitHub sends only to who has this permission; null if calls need it, too.</summary>
    public string? OnlyForEvent { get; init; }
}

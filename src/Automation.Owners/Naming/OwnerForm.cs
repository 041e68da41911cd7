namespace Automation.Owners.Naming;

public enum OwnerForm
{
    User,

    /// <summary><c>@organisation/team</c>; with GitLab, any nesting of groups.</summary>
    Team,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>GitLab's <c>@@maintainer</c>: everyone with a role.</summary>
    Role,

    /// <summary>
    /// A form that GitHub documents neither as valid nor as invalid, such as <c>app/renovate</c> or <c>@a@b</c>. It is kept as an unknown owner.
    /// </summary>
    Unsettled,
}

using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>The addresses that answers name.</summary>
internal sealed record Urls(string Root)
{
    public string Of(Account account) =>
        account.Kind == AccountKind.Organization ? $"{Root}/orgs/{account.Login}" : $"{Root}/users/{Uri.EscapeDataString(account.Login)}";

    public string Of(HostedRepository repository) => $"{Root}/repos/{repository.FullName}";

    public string Of(PullRequest pull) => $"{Of(pull.Repository)}/pulls/{pull.Number}";

    public string Page(Account account) => $"{Root}/{Uri.EscapeDataString(account.Login)}";

    public string Page(HostedRepository repository) => $"{Root}/{repository.FullName}";

    public string Page(PullRequest pull) => $"{Page(pull.Repository)}/pull/{pull.Number}";
}

using Automation.Cli.Hosting;
using Automation.Git;

namespace Automation.Cli.Actions;

/// <summary>Fetches both sides of a pull request: the usual checkout holds the merge commit and nothing else.</summary>
internal static class BaseFetch
{
    private const string GitHub = "https://github.com";

    /// <summary>Fetches what is missing, and says what the base is called afterwards.</summary>
    public static string Run(Terminal terminal, ActionInputs inputs, string @base, string head)
    {
        using var repository = GitRepository.Discover(inputs.Folder)
            ?? throw new UsageException("The folder is no git repository, so it cannot be compared with the pull request's base. Check it out with actions/checkout.");
        var server = Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var named) ? named : new Uri(GitHub);
        return repository.FetchHistory(@base, head, new FetchAccess(server, inputs.Token));
    }
}

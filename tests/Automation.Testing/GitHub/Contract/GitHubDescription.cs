namespace Automation.Testing.GitHub.Contract;

internal sealed class GitHubDescription
{
    public static GitHubDescription? Find() => null;
}

using System.CommandLine;
using Automation.Owners;

namespace Automation.Cli.Inputs;

/// <summary><c>--dialect</c>: whose CODEOWNERS rules hold.</summary>
internal static class DialectOption
{
    private static readonly string[] Names = ["github", "gitlab"];

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--dialect") { Description = "Whose CODEOWNERS rules hold: github (the default) or gitlab", HelpName = "DIALECT" };
        option.CompletionSources.Add(Names);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Array.IndexOf(Names, token.Value) < 0)
            {
                result.AddError($"--dialect takes github or gitlab, and '{token.Value}' is neither.");
            }
        });
        return option;
    }

    public static Dialect Read(string? text) => text == "gitlab" ? Dialect.GitLab : Dialect.GitHub;
}

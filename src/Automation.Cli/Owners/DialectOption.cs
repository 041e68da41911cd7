using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Owners;

namespace Automation.Cli.Owners;

/// <summary><c>--dialect</c>: whose CODEOWNERS rules apply.</summary>
internal static class DialectOption
{
    private static readonly string[] Names = ["github", "gitlab"];

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--dialect")
        {
            Description = "The rules for CODEOWNERS: github or gitlab (default: from the configuration, else github)",
            HelpName = "DIALECT",
        };
        option.CompletionSources.Add(Names);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Array.IndexOf(Names, token.Value) < 0)
            {
                result.AddError($"--dialect takes github or gitlab, not '{token.Value}'.");
            }
        });
        return option;
    }

    /// <summary>The dialect of the option; null if it is not given.</summary>
    public static Dialect? Read(string? text) => text switch
    {
        null => null,
        "gitlab" => Dialect.GitLab,
        _ => Dialect.GitHub,
    };

    /// <summary>The dialect of the option, else the one in the repository's configuration.</summary>
    public static Dialect Read(string? text, Terminal terminal, string? config, string root) =>
        Read(text)
            ?? Configured.Read(InheritedConfiguration.Read(terminal,
                config), new DirectoryTree(root), path => path, withBaseline: false, terminal.Cancelled).Settings.Owners.Dialect;
}

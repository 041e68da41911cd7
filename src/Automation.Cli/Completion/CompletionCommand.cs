using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Completion;

/// <summary><c>automation completion SHELL</c>: a script that lets a shell complete commands, options and their values.</summary>
/// <remarks>The script calls the program itself (the parser's directive <c>[suggest]</c>), so that it is always current.</remarks>
internal sealed class CompletionCommand : ITerminalCommand
{
    private const string Bash = """
        # Add to ~/.bashrc:  source <(automation completion bash)
        _automation() {
            local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$(automation "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${current}"))
        }
        complete -o default -F _automation automation

        """;

    private const string Zsh = """
        #compdef automation
        # Add to ~/.zshrc, after compinit:  source <(automation completion zsh)
        _automation() {
            local -a found
            found=("${(@f)$(automation "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- ${found:#} || _files
        }
        # A file of this name in $fpath is read at the first completion, which it answers, too.
        if [[ ${funcstack[1]} == _automation ]]; then _automation "$@"; else compdef _automation automation; fi

        """;

    private readonly Argument<string> _shell = new("SHELL") { HelpName = "SHELL", Description = "bash or zsh" };

    public Command For(Terminal terminal)
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Print a script that completes commands and options in a shell.") { _shell };
        command.SetAction(parsed =>
        {
            terminal.Output.Write(parsed.GetValue(_shell) == "bash" ? Bash : Zsh);
            return ExitCode.Fine;
        });
        return command;
    }
}

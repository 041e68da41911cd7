using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Output;

/// <summary>The options every checking command has.</summary>
/// <param name="Format">How to write the report.</param>
/// <param name="Config">A configuration file to inherit from.</param>
/// <param name="FailOn">What fails the run, as written; null where configuration decides.</param>
/// <param name="Quiet">Errors and the outcome alone.</param>
/// <param name="Verbose">Every finding with its rule's reason.</param>
/// <param name="NoColor">No colours.</param>
internal sealed record CommonOptions(OutputFormat Format, string? Config, string? FailOn, bool Quiet, bool Verbose, bool NoColor)
{
    /// <summary>Whether a format was asked for.</summary>
    public bool HasFormat { get; init; }

    // In the order of OutputFormat.
    private static readonly string[] Formats = ["text", "json", "jsonl", "sarif", "github", "markdown"];
    private static readonly string[] Thresholds = ["error", "warning", "never"];

    /// <summary>The options as they are parsed.</summary>
    public sealed class Definition
    {
        private readonly Option<string?> _format = new("--format") { Description = "text, json, jsonl, sarif, github (annotations) or markdown", HelpName = "FORMAT" };
        private readonly Option<string?> _config = new("--config") { Description = "A configuration file to inherit from, such as an organisation's", HelpName = "FILE" };
        private readonly Option<string?> _failOn = new("--fail-on") { Description = "The least severity that fails the run: error, warning or never", HelpName = "SEVERITY" };
        private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only errors and the outcome" };
        private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "With every finding the reason for its rule, and who can mend it" };
        private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours; NO_COLOR does the same" };

        public Definition(Command command)
        {
            OneOf(_format, Formats);
            OneOf(_failOn, Thresholds);
            foreach (var option in (ReadOnlySpan<Option>)[_format, _config, _failOn, _quiet, _verbose, _noColor])
            {
                command.Add(option);
            }
        }

        private static void OneOf(Option<string?> option, string[] values)
        {
            option.CompletionSources.Add(values);
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !values.Contains(token.Value, StringComparer.Ordinal))
                {
                    result.AddError($"{option.Name} takes {string.Join(", ", values.SkipLast(1))} or {values[^1]}, and '{token.Value}' is none of them.");
                }
            });
        }

        public CommonOptions Read(ParseResult parsed) => new(
            (OutputFormat)Math.Max(0, Array.IndexOf(Formats, parsed.GetValue(_format))),
            parsed.GetValue(_config),
            parsed.GetValue(_failOn),
            parsed.GetValue(_quiet),
            parsed.GetValue(_verbose),
            parsed.GetValue(_noColor))
        {
            HasFormat = parsed.GetValue(_format) is not null,
        };
    }

    /// <summary>How text is written in a world.</summary>
    public TerminalOptions ForTerminal(Terminal terminal) => new()
    {
        Colours = terminal.IsInteractive && !NoColor && terminal.Variable("NO_COLOR") is null && terminal.Variable("TERM") != "dumb",
        Width = terminal.Width,
        Quiet = Quiet,
        Verbose = Verbose,
    };

    /// <summary>The severity that <c>--fail-on</c> names; null for <c>never</c>.</summary>
    public static Severity? Threshold(string text) => text switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "never" => null,
        _ => throw new UsageException($"'{text}' is no severity to fail on: write error, warning or never."),
    };
}

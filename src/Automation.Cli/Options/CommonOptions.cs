using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Options;

/// <summary>The options of all commands that check something.</summary>
/// <param name="Format">The format of the report.</param>
/// <param name="Config">A configuration file to inherit from.</param>
/// <param name="FailOn">The severity that fails the run, as written; null if the configuration decides.</param>
/// <param name="Quiet">Whether to print only errors and the outcome.</param>
/// <param name="Verbose">Whether to explain each finding.</param>
/// <param name="Color">When to use colours, as written: <c>auto</c>, <c>always</c> or <c>never</c>.</param>
internal sealed record CommonOptions(OutputFormat Format, string? Config, string? FailOn, bool Quiet, bool Verbose, string? Color)
{
    public bool HasFormat { get; init; }

    // In the order of OutputFormat.
    private static readonly string[] Formats = ["text", "json", "jsonl", "sarif", "github", "markdown"];
    private static readonly string[] Thresholds = ["error", "warning", "never"];

    /// <summary>The options as they are parsed.</summary>
    public sealed class Definition
    {
        private readonly Option<string?> _format = new("--format") { HelpName = "FORMAT" };
        private readonly Option<string?> _config = new("--config")
        {
            Description = "A configuration file to inherit from, such as the organisation's",
            HelpName = "FILE",
        };
        private readonly Option<string?> _failOn = new("--fail-on")
        {
            Description = "The lowest severity that fails the run: error, warning or never",
            HelpName = "SEVERITY",
        };
        private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only errors and the outcome" };
        private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Explain each finding: why the rule exists and who can fix it" };
        private readonly Option<string?> _color;

        /// <param name="formats">The supported formats, text first; none for all.</param>
        public Definition(Command command, params ReadOnlySpan<OutputFormat> formats)
        {
            string[] names = formats.Length == 0 ? Formats : [.. formats.ToArray().Select(f => Formats[(int)f])];
            _format.Description = $"The output format: {OptionValues.Listed(names).Replace("github", "github (annotations)", StringComparison.Ordinal)}";
            OptionValues.OneOf(_format, names);
            OptionValues.OneOf(_failOn, Thresholds);
            foreach (var option in (ReadOnlySpan<Option>)[_format, _config, _failOn, _quiet, _verbose])
            {
                command.Add(option);
            }

            _color = ColorOption.AddTo(command);
        }

        public CommonOptions Read(ParseResult parsed) => new(
            (OutputFormat)Math.Max(0, Array.IndexOf(Formats, parsed.GetValue(_format))),
            parsed.GetValue(_config),
            parsed.GetValue(_failOn),
            parsed.GetValue(_quiet),
            parsed.GetValue(_verbose),
            parsed.GetValue(_color))
        {
            HasFormat = parsed.GetValue(_format) is not null,
        };
    }

    /// <summary>The output style in an environment.</summary>
    public TerminalOptions ForTerminal(Terminal terminal) => ColorOption.Options(terminal, Color) with { Quiet = Quiet, Verbose = Verbose };

    /// <summary>The writer of the requested format, for a command that has text, JSON and Markdown.</summary>
    public IWriter<T> WriterOf<T>(Terminal terminal, Func<TerminalOptions, IWriter<T>> text, IWriter<T> json, IWriter<T> markdown) => Format switch
    {
        OutputFormat.Json => json,
        OutputFormat.Markdown => markdown,
        _ => text(ForTerminal(terminal)),
    };

    /// <summary>The severity that <c>--fail-on</c> names; null for <c>never</c>.</summary>
    public static Severity? Threshold(string text) => text switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "never" => null,
        _ => throw new UsageException($"'fail-on' must be error, warning or never, not '{text}'."),
    };
}

using System.CommandLine;
using System.Globalization;
using Automation.Cli.Hosting;

namespace Automation.Cli.Options;

/// <summary>The option <c>--at TIME</c> of commands about health.</summary>
internal static class TimeOption
{
    /// <summary>The option <c>--at TIME</c>: rules compare times with it.</summary>
    public static Option<string?> Create() => new("--at")
    {
        Description = "When the resources were read from the cluster, such as 2026-11-29T12:00:00Z (default: now)",
        HelpName = "TIME",
    };

    /// <summary>The time that the option names.</summary>
    public static DateTimeOffset Of(string? text) => text is null ? TimeProvider.System.GetUtcNow()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new UsageException($"'{text}' is not a time such as 2026-11-29T12:00:00Z.");
}

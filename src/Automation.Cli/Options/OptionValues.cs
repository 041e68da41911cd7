using System.CommandLine;

namespace Automation.Cli.Options;

/// <summary>Options with a fixed set of values.</summary>
internal static class OptionValues
{
    /// <summary><c>text, json or jsonl</c>.</summary>
    public static string Listed(string[] values) => $"{string.Join(", ", values.SkipLast(1))} or {values[^1]}";

    /// <summary>Rejects other values of an option, and completes these.</summary>
    public static void OneOf(Option<string?> option, string[] values)
    {
        option.CompletionSources.Add(values);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !values.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"{option.Name} takes {Listed(values)}, not '{token.Value}'.");
            }
        });
    }
}

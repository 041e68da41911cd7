namespace Automation.Jobs.Webhooks;

/// <summary>Words of a payload that a reason quotes: short, with safe characters only.</summary>
internal static class PayloadWord
{
    private const int Longest = 40;

    public static string Of(string? word) => word is null
        ? "(no action)"
        : string.Concat(word.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '?'));
}

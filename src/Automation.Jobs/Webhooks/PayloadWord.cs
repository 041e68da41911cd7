namespace Automation.Jobs.Webhooks;

/// <summary>Words of a payload as they are quoted in a reason: short, and of harmless characters.</summary>
internal static class PayloadWord
{
    private const int Longest = 40;

    public static string Of(string? word) => word is null
        ? "(no action)"
        : string.Concat(word.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '?'));
}

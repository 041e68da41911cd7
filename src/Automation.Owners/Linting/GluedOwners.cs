using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>Finds owners that are written without a blank before them: <c>README.md@bo</c>, <c>@bo@amy</c>.</summary>
internal static class GluedOwners
{
    /// <summary>Where the owners at the end of a word begin; null where it does not end with any. The first is 0 where the word is nothing but owners.</summary>
    public static IReadOnlyList<int>? StartsIn(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var starts = new List<int>();
        for (var end = word.Length; word[..end].LastIndexOf('@') is >= 0 and var at; end = at)
        {
            if (OwnerNames.GitHubForm(word[at..end]) is not (OwnerForm.User or OwnerForm.Team) || (at > 0 && word[at - 1] == '\\'))
            {
                break;
            }

            starts.Insert(0, at);
        }

        return starts.Count == 0 ? null : starts;
    }

    // Far more than a path and its owners; what is longer is no slip of a finger.
    private const int LongestWord = 1_000;
}

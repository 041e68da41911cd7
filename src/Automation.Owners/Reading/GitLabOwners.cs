using Automation.Owners.Naming;

namespace Automation.Owners.Reading;

/// <summary>The owners of a GitLab line: other words, such as comments, are ignored.</summary>
internal static class GitLabOwners
{
    /// <summary>The owners among the remaining words of a line.</summary>
    public static IReadOnlyList<Owner> In(string content, Words words)
    {
        var owners = new List<Owner>();
        while (words.MoveToOwner(hashEnds: false))
        {
            var (start, end) = words.Current;
            if (OwnerNames.GitLabForm(content.AsSpan(start, end - start)) is { } form)
            {
                owners.Add(new Owner(content[start..end], form, start));
            }
        }

        return owners;
    }
}

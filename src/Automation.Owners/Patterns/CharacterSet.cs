namespace Automation.Owners.Patterns;

/// <summary>A GitLab bracket expression: <c>[abc]</c>, <c>[a-z]</c>, <c>[^a]</c>. Never contains a slash.</summary>
internal sealed record CharacterSet(string Ranges, bool IsNegated)
{
    /// <summary>Whether the character is in the set. <see cref="Ranges"/> has the first and last character of each range.</summary>
    public bool Contains(char character)
    {
        for (var i = 0; i + 1 < Ranges.Length; i += 2)
        {
            if (character >= Ranges[i] && character <= Ranges[i + 1])
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}

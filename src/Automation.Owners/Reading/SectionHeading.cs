using System.Globalization;

namespace Automation.Owners.Reading;

/// <summary>Reads <c>[Section]</c>, <c>^[Optional]</c>, <c>[Section][2] @default</c>.</summary>
internal static class SectionHeading
{
    /// <summary>The section of a heading; null if the line is not one.</summary>
    public static Section? Read(string content, int start, int end)
    {
        var line = content.AsSpan(start, end - start);
        var isOptional = line is ['^', '[', ..];
        var open = isOptional ? 1 : 0;
        if (line.Length <= open || line[open] != '[')
        {
            return null;
        }

        var length = line[(open + 1)..].IndexOf(']');
        if (length < 1)
        {
            return null;
        }

        var name = line.Slice(open + 1, length).Trim().ToString();
        var rest = open + length + 2;
        var approvals = 1;
        if (rest < line.Length && line[rest] == '[' && line[(rest + 1)..].IndexOf(']') is > 0 and var digits)
        {
            if (!int.TryParse(line.Slice(rest + 1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out approvals))
            {
                return null;
            }

            rest += digits + 2;
        }

        return rest < line.Length && line[rest] is not (' ' or '\t')
            ? null
            : new Section(name, isOptional, isOptional ? 0 : approvals, GitLabOwners.In(content, new Words(content, start + rest, end)));
    }
}

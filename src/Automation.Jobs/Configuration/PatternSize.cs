namespace Automation.Jobs.Configuration;

/// <summary>Measures the size of a regular expression with its repetitions expanded, before it is compiled.</summary>
internal static class PatternSize
{
    private const long Huge = 1_000_000;

    /// <summary>The number of characters and classes, at most a million. For an invalid pattern, any number.</summary>
    public static long Of(string pattern)
    {
        var groups = new Stack<long>();
        var (sum, last) = (0L, 0L);
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\':
                    at++;
                    (sum, last) = (sum + 1, 1);
                    break;
                case '[':
                    at = EndOfClass(pattern, at);
                    (sum, last) = (sum + 1, 1);
                    break;
                case '(':
                    groups.Push(sum);
                    (sum, last) = (0, 0);
                    break;
                case ')' when groups.Count > 0:
                    last = sum;
                    sum = Math.Min(Huge, sum + groups.Pop());
                    break;
                case '{' when Repetition(pattern, ref at) is { } times:
                    sum = Math.Min(Huge, sum - last + (last * times));
                    last *= times;
                    break;
                case '*' or '+' or '?' or '|' or '^' or '$':
                    break;
                default:
                    (sum, last) = (sum + 1, 1);
                    break;
            }
        }

        return groups.Aggregate(sum, (total, outer) => Math.Min(Huge, total + outer));
    }

    // A ']' that comes first is a member of the class.
    private static int EndOfClass(string pattern, int open)
    {
        var at = open + 1;
        at += at < pattern.Length && pattern[at] == '^' ? 1 : 0;
        at += at < pattern.Length && pattern[at] == ']' ? 1 : 0;
        while (at < pattern.Length && pattern[at] != ']')
        {
            at += pattern[at] == '\\' ? 2 : 1;
        }

        return at;
    }

    // {n}, {n,} or {n,m}: the larger of its numbers; anything else is plain text.
    private static long? Repetition(string pattern, ref int at)
    {
        var close = pattern.IndexOf('}', at);
        if (close < 0)
        {
            return null;
        }

        long most = 0;
        foreach (var part in pattern[(at + 1)..close].Split(','))
        {
            if (part.Length > 0 && (part.Length > 9 || !part.All(char.IsAsciiDigit)))
            {
                return part.All(char.IsAsciiDigit) ? Huge : null;
            }

            most = Math.Max(most, part.Length == 0 ? 0 : long.Parse(part));
        }

        at = close;
        return Math.Clamp(most, 1, Huge);
    }
}

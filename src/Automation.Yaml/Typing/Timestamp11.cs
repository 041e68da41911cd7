using System.Globalization;

namespace Automation.Yaml.Typing;

/// <summary>A YAML 1.1 timestamp, which JavaScript turns into a date and JSON into ISO 8601 text.</summary>
internal static class Timestamp11
{
    /// <summary><c>2024-01-01</c> becomes <c>2024-01-01T00:00:00.000Z</c>; null if the text is not a timestamp.</summary>
    public static string? ToIso(ReadOnlySpan<char> text)
    {
        var rest = text;
        if (!Take(ref rest, 4, 4, out var year) || !Skip(ref rest, '-') || !Take(ref rest, 1, 2, out var month)
            || !Skip(ref rest, '-') || !Take(ref rest, 1, 2, out var day))
        {
            return null;
        }

        var (hour, minute, second, fraction, offset) = (0, 0, 0, 0, TimeSpan.Zero);
        if (!rest.IsEmpty)
        {
            var separated = rest[0] is 'T' or 't' ? rest[1..] : rest.TrimStart(" \t");
            if (separated.Length == rest.Length)
            {
                return null;
            }

            rest = separated;
            if (!Take(ref rest, 1, 2, out hour) || !Skip(ref rest, ':') || !Take(ref rest, 1, 2, out minute)
                || !Skip(ref rest, ':') || !Take(ref rest, 1, 2, out second)
                || !TakeFraction(ref rest, out fraction) || !TakeOffset(rest, out offset))
            {
                return null;
            }
        }

        try
        {
            // As in Date.UTC: overflow carries into the next field, and a two-digit year is in the 20th century.
            var date = new DateTime(year < 100 ? 1900 + year : year, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                .AddMonths(month - 1).AddDays(day - 1).AddHours(hour).AddMinutes(minute).AddSeconds(second).AddMilliseconds(fraction);
            return (date - offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static bool Take(ref ReadOnlySpan<char> text, int least, int most, out int number)
    {
        var digits = Math.Min(most, Digits.Count(text));
        number = digits < least ? 0 : int.Parse(text[..digits], CultureInfo.InvariantCulture);
        text = text[digits..];
        return digits >= least;
    }

    private static bool Skip(ref ReadOnlySpan<char> text, char c)
    {
        var found = text.Length > 0 && text[0] == c;
        text = found ? text[1..] : text;
        return found;
    }

    private static bool TakeFraction(ref ReadOnlySpan<char> text, out int milliseconds)
    {
        milliseconds = 0;
        if (!Skip(ref text, '.'))
        {
            return true;
        }

        var digits = Digits.Count(text);
        for (var i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < digits ? text[i] - '0' : 0);
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TakeOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        var rest = text.TrimStart(" \t");
        if (rest.IsEmpty || rest is "Z")
        {
            return rest.Length == text.Length || !rest.IsEmpty;
        }

        var negative = rest[0] == '-';
        if (rest[0] is not ('+' or '-'))
        {
            return false;
        }

        rest = rest[1..];
        var minutes = 0;
        if (!Take(ref rest, 1, 2, out var hours) || (Skip(ref rest, ':') && !Take(ref rest, 2, 2, out minutes)) || !rest.IsEmpty)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (negative ? -1 : 1);
        return true;
    }
}

using System.Globalization;

namespace Automation.Health.Causes;

/// <summary>The five fields of a schedule (robfig/cron standard syntax, as CronJob has it), in UTC.</summary>
internal sealed class CronSchedule
{
    // A schedule that does not come within this time, such as 30 February, never comes.
    private const int LongestDays = 366 * 5;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly (ulong Minutes, ulong Hours, ulong Days, ulong Months, ulong Weekdays) _at;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronSchedule((ulong Minutes, ulong Hours, ulong Days, ulong Months, ulong Weekdays) at, bool anyDay, bool anyWeekday) =>
        (_at, _anyDay, _anyWeekday) = (at, anyDay, anyWeekday);

    /// <summary>Reads a schedule; null if it is none that is understood, such as <c>@every 1h</c>.</summary>
    public static CronSchedule? Parse(string text)
    {
        var fields = text switch
        {
            "@hourly" => ["0", "*", "*", "*", "*"],
            "@daily" or "@midnight" => ["0", "0", "*", "*", "*"],
            "@weekly" => ["0", "0", "*", "*", "0"],
            "@monthly" => ["0", "0", "1", "*", "*"],
            "@yearly" or "@annually" => ["0", "0", "1", "1", "*"],
            { Length: <= 200 } => text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        };
        return fields is [var minute, var hour, var day, var month, var weekday]
            && Set(minute, 0, 59, []) is { } minutes && Set(hour, 0, 23, []) is { } hours && Set(day, 1, 31, []) is { } days
            && Set(month, 1, 12, Months) is { } months && Set(weekday, 0, 7, Days) is { } weekdays
            ? new CronSchedule(
                (minutes, hours, days, months, weekdays | (weekdays >> 7 & 1)),
                day.StartsWith('*') || day == "?",
                weekday.StartsWith('*') || weekday == "?")
            : null;
    }

    /// <summary>The first start after a time; null if there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        var start = new DateTimeOffset(time.UtcDateTime, TimeSpan.Zero).AddMinutes(1);
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        for (var (date, days) = (start.Date, 0); days < LongestDays && date.Year < 9999; date = date.AddDays(1), days++)
        {
            if (!IsOn(date))
            {
                continue;
            }

            for (var hour = days == 0 ? start.Hour : 0; hour < 24; hour++)
            {
                for (var minute = days == 0 && hour == start.Hour ? start.Minute : 0; Has(_at.Hours, hour) && minute < 60; minute++)
                {
                    if (Has(_at.Minutes, minute))
                    {
                        return new DateTimeOffset(date, TimeSpan.Zero).AddHours(hour).AddMinutes(minute);
                    }
                }
            }
        }

        return null;
    }

    // If both days are restricted, one of them is enough.
    private bool IsOn(DateTime date)
    {
        var (day, weekday) = (Has(_at.Days, date.Day), Has(_at.Weekdays, (int)date.DayOfWeek));
        return Has(_at.Months, date.Month) && (_anyDay || _anyWeekday ? day && weekday : day || weekday);
    }

    private static bool Has(ulong set, int value) => (set >> value & 1) == 1;

    private static ulong? Set(string field, int least, int most, string[] names)
    {
        var set = 0UL;
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var whole] => (whole, 1),
                [var whole, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number > 0 => (whole, number),
                _ => ("", 0),
            };
            var (from, to) = range switch
            {
                "*" or "?" => (least, most),
                _ => range.Split('-') switch
                {
                    [var one] when Value(one, names) is { } single => (single, part.Contains('/', StringComparison.Ordinal) ? most : single),
                    [var first, var last] when Value(first, names) is { } start && Value(last, names) is { } end => (start, end),
                    _ => (1, 0),
                },
            };
            if (step == 0 || from < least || to > most || from > to)
            {
                return null;
            }

            for (var value = from; value <= to; value += step)
            {
                set |= 1UL << value;
            }
        }

        return set;
    }

    private static int? Value(string text, string[] names)
    {
        var name = Array.IndexOf(names, text.ToLowerInvariant());
        return name >= 0 ? name + (names.Length == 12 ? 1 : 0)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }
}

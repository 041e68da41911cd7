using System.Globalization;

namespace Automation.Core.Text;

/// <summary>A time as people read it.</summary>
public static class ShownTime
{
    /// <summary>To the minute, in UTC.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}

using System.Globalization;

namespace Automation.Server.Operations;

/// <summary>Times as programs read them: RFC 3339, in UTC, to the millisecond. The log, the commands, the pages and the audit log share the form.</summary>
internal static class UtcTime
{
    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

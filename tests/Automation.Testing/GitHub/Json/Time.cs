using System.Globalization;

namespace Automation.Testing.GitHub.Json;

/// <summary>Times as GitHub writes them: UTC, whole seconds.</summary>
internal static class Time
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } known ? Text(known) : null;
}

using Automation.Reporting.Markdown;
using Automation.Server.Hosting;

namespace Automation.Server.Tests.Chaos;

/// <summary>What tests of disorder and failure have in common.</summary>
internal static class InChaos
{
    /// <summary>What the comment with the report begins with.</summary>
    public const string ReportMarker = CommentWriter.Marker;

    /// <summary>A server that tries again at once, and so often that no luck is needed: what it is to show is what it makes of an attempt.</summary>
    public static ServerSettings Quick(ServerSettings settings) => settings with { FirstRetry = TimeSpan.FromMilliseconds(5), Attempts = 40 };
}

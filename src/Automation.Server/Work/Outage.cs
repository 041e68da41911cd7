using Automation.GitHub.Access;
using Microsoft.Data.Sqlite;

namespace Automation.Server.Work;

/// <summary>Distinguishes failures because GitHub or the disk is down, which end by themselves, from failures of the work item.</summary>
internal static class Outage
{
    public static bool Is(Exception exception) => exception is SqliteException || GitHubOutage.Is(exception);
}

using Automation.GitHub.Access;
using Microsoft.Data.Sqlite;

namespace Automation.Server.Work;

/// <summary>Tells what fails because GitHub or the disk is down, and works again by itself, from what is wrong with the work item.</summary>
internal static class Outage
{
    public static bool Is(Exception exception) => exception is SqliteException || GitHubOutage.Is(exception);
}

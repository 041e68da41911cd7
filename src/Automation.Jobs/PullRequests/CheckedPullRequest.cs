using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Reporting;

namespace Automation.Jobs.PullRequests;

/// <summary>What a check of a pull request found.</summary>
/// <param name="Configured">The configuration that is in force.</param>
/// <param name="Report">The report; null where the configuration is broken and nothing was checked.</param>
/// <param name="Head">The files that were judged.</param>
internal sealed record CheckedPullRequest(Configured Configured, Report? Report, FileTree Head);

using System.Web;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Deliveries;

/// <summary>
/// GitHub's log of the deliveries to the App's webhook (REST: "Repository webhook deliveries" and "GitHub App webhooks"). The library has no calls for
/// it.
/// </summary>
/// <param name="access">GitHub.</param>
public sealed class DeliveryLog(GitHubAccess access)
{
    /// <summary>The maximum age of deliveries that GitHub redelivers ("Redelivering webhooks": the past 3 days).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private const int Page = 100;

    /// <summary>A page; the first one without a cursor.</summary>
    public async Task<LoggedDeliveryPage> PageAsync(string? cursor)
    {
        var parameters = new Dictionary<string, string> { ["per_page"] = $"{Page}" };
        if (cursor is not null)
        {
            parameters["cursor"] = cursor;
        }

        var answer = await access.App.Get<List<Entry>>(new Uri("app/hook/deliveries", UriKind.Relative), parameters);
        var next = answer.HttpResponse.ApiInfo.GetNextPageUrl() is { } address ? HttpUtility.ParseQueryString(address.Query)["cursor"] : null;
        return new LoggedDeliveryPage(
            [.. answer.Body.Where(e => e.Guid.Length > 0).Select(e => new LoggedDelivery(e.Id, e.Guid, e.DeliveredAt, e.Event, e.StatusCode))], next);
    }

    /// <summary>Requests a redelivery from GitHub; false if GitHub no longer has the event.</summary>
    /// <param name="id">The number of an attempt.</param>
    public async Task<bool> DeliverAgainAsync(long id)
    {
        try
        {
            await access.App.Post<object>(new Uri($"app/hook/deliveries/{id}/attempts", UriKind.Relative));
            return true;
        }
        catch (Exception e) when (e is NotFoundException or ApiValidationException)
        {
            return false;
        }
    }

    // The names are what the library turns into GitHub's.
    private sealed class Entry
    {
        public long Id { get; set; }

        public string Guid { get; set; } = "";

        public DateTimeOffset DeliveredAt { get; set; }

        public string Event { get; set; } = "";

        public int StatusCode { get; set; }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The log of deliveries, and sending one again.</summary>
internal static class HookDeliveryEndpoints
{
    private const int UsualPage = 30;
    private const int LargestPage = 100;

    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/app/hook/deliveries", Needs.App, List),
        new("GET", "/app/hook/deliveries/{delivery_id}", Needs.App, call => Answer.Ok(Full(call, Named(call)))),
        new("POST", "/app/hook/deliveries/{delivery_id}/attempts", Needs.App, Redeliver),
    ];

    // Newest first, by a cursor that points at the last one seen: new deliveries do not move the pages.
    private static Answer List(ApiCall call)
    {
        var size = Math.Clamp(int.TryParse(call.Asked("per_page"), out var asked) ? asked : UsualPage, 1, LargestPage);
        var before = long.MaxValue;
        if (call.Asked("cursor") is { } cursor && !long.TryParse(cursor.Replace("v1_", "", StringComparison.Ordinal), out before))
        {
            throw new ApiProblem(400, "Invalid cursor");
        }

        var page = NewestFirst(call.State.Deliveries).Where(d => d.DeliveredAt is not null && d.Id < before).Take(size + 1).ToList();
        var answer = Answer.Ok(new JsonArray([.. page.Take(size).Select(Item)]));
        return page.Count <= size
            ? answer
            : answer with
            {
                Headers = [("Link", string.Create(CultureInfo.InvariantCulture, $"<{call.AddressWith("cursor", $"v1_{page[size - 1].Id}")}>; rel=\"next\""))],
            };
    }

    // They are noted in the order of their numbers, and there may be very many.
    private static IEnumerable<Delivery> NewestFirst(ImmutableList<Delivery> all)
    {
        for (var i = all.Count - 1; i >= 0; i--)
        {
            yield return all[i];
        }
    }

    private static Delivery Named(ApiCall call) =>
        call.State.Deliveries.Find(d => d.DeliveredAt is not null && d.Id == call.Number("delivery_id")) ?? throw ApiProblem.NotFound();

    private static JsonObject Item(Delivery delivery) => new()
    {
        ["id"] = delivery.Id,
        ["guid"] = delivery.Guid.ToString(),
        ["delivered_at"] = Time.Text(delivery.DeliveredAt),
        ["redelivery"] = delivery.IsRedelivery,
        ["duration"] = delivery.Duration,
        ["status"] = delivery.Status,
        ["status_code"] = delivery.StatusCode,
        ["event"] = delivery.Event,
        ["action"] = delivery.Action,
        ["installation_id"] = delivery.Installation?.Id,
        ["repository_id"] = delivery.Repository?.Id,
        ["throttled_at"] = null,
    };

    private static JsonObject Full(ApiCall call, Delivery delivery)
    {
        var json = Item(delivery);
        json["url"] = call.State.Options.Receiver?.ToString() ?? "";
        json["request"] = new JsonObject
        {
            ["headers"] = new JsonObject(delivery.Headers.Select(h => new KeyValuePair<string, JsonNode?>(h.Key, h.Value))),
            ["payload"] = JsonNode.Parse(delivery.Body),
        };
        json["response"] = new JsonObject { ["headers"] = new JsonObject(), ["payload"] = delivery.Answer };
        return json;
    }

    private static Answer Redeliver(ApiCall call)
    {
        var delivery = Named(call);
        var again = delivery with { Id = call.State.NextId(), IsRedelivery = true, DeliveredAt = null, StatusCode = 0, Status = "pending", Answer = null };
        call.State.Deliveries = call.State.Deliveries.Add(again);
        call.State.Announced(again);
        return new Answer(202, new JsonObject());
    }
}

using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace Automation.ServiceBusStandIn;

/// <summary>Answers what a client asks about a queue: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response</summary>
internal sealed class Management(StandInQueue queue) : IRequestProcessor
{
    public int Credit => 100;

    public void Process(RequestContext requestContext)
    {
        var request = (Map)requestContext.Message.Body;
        var session = request["session-id"] as string ?? "";
        var (status, result) = (string)requestContext.Message.ApplicationProperties["operation"] switch
        {
            "com.microsoft:renew-session-lock" => queue.Renew(session) is { } until
                ? (200, new Map { ["expiration"] = until.UtcDateTime })
                : (410, new Map()),
            "com.microsoft:renew-lock" => (200, new Map
            {
                ["expirations"] = ((Guid[])request["lock-tokens"]).Select(_ => queue.LockEnd.UtcDateTime).ToArray(),
            }),
            "com.microsoft:get-session-state" => (200, new Map { ["session-state"] = queue.State(session) }),
            "com.microsoft:set-session-state" => Set(session, request["session-state"] as byte[]),
            _ => (501, new Map()),
        };
        requestContext.Complete(new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["statusCode"] = status,
                ["statusDescription"] = status.ToString(CultureInfo.InvariantCulture),
                ["errorCondition"] = status == 410 ? new Symbol("com.microsoft:session-lock-lost") : null,
            },
            BodySection = new AmqpValue { Value = result },
        });
    }

    private (int Status, Map Result) Set(string session, byte[]? state)
    {
        queue.SetState(session, state);
        return (200, []);
    }
}

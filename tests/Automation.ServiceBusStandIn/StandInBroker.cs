using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Listener;
using Amqp.Sasl;
using Amqp.Types;

namespace Automation.ServiceBusStandIn;

/// <summary>
/// Stands in for Azure Service Bus, which nothing can run: AMQP 1.0 with what the client library uses of its protocol
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide). It accepts every key.
/// </summary>
public sealed class StandInBroker : IDisposable
{
    internal static readonly Symbol SessionFilter = new("com.microsoft:session-filter");
    private static readonly Symbol Wait = new("com.microsoft:timeout");
    private static readonly Symbol LockedUntil = new("com.microsoft:locked-until-utc");
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, StandInQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly ContainerHost _host;
    private readonly Journal _journal;
    private readonly JournalEntry[] _earlier;
    private readonly int _port;

    /// <param name="port">Where it listens, on this machine only.</param>
    /// <param name="journal">The file of what it holds; null if it need not outlive the process.</param>
    public StandInBroker(int port, string? journal = null)
    {
        (_port, _journal) = (port, new Journal(journal));
        _earlier = [.. _journal.Earlier()];
        _host = new ContainerHost([$"amqp://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"]);
        _host.Listeners[0].SASL.EnableMechanism("MSSBCBS", SaslProfile.Anonymous);
        _host.Listeners[0].SASL.EnableAnonymousMechanism = true;
        _host.Listeners[0].HandlerFactory = _ => new LockTags();
        _host.AddressResolver = (_, attach) => Address(attach);
        _host.RegisterRequestProcessor("$cbs", new Tokens());
        _host.RegisterLinkProcessor(new Links(this));
        _host.Open();
    }

    /// <summary>How a client reaches it; without TLS.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)};SharedAccessKeyName=stand-in;SharedAccessKey=c3RhbmQtaW4ta2V5;"
        + "UseDevelopmentEmulator=true;";

    /// <summary>How often locks of a queue's sessions were renewed.</summary>
    public int Renewals(string queue) => _queues[queue].Renewals;

    /// <summary>Creates a queue and that of its dead letters, with what an earlier process left in them.</summary>
    public void Create(string name, StandInOptions? options = null)
    {
        var dead = new StandInQueue($"{name}/$DeadLetterQueue", options ?? new StandInOptions(), _journal, null);
        var queue = new StandInQueue(name, options ?? new StandInOptions(), _journal, dead);
        foreach (var each in new[] { queue, dead })
        {
            foreach (var entry in _earlier.Where(e => e.Queue == each.Name))
            {
                each.Repeat(entry);
            }

            _queues[each.Name] = each;
            _host.RegisterRequestProcessor($"{each.Name}/$management", new Management(each));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Close();
        _journal.Dispose();
    }

    private static string Address(Attach attach) =>
        ((attach.Role ? ((Source)attach.Source).Address : ((Target)attach.Target).Address) ?? "").TrimStart('/');

    /// <summary>Attaches links to queues.</summary>
    private sealed class Links(StandInBroker broker) : ILinkProcessor
    {
        public void Process(AttachContext attachContext)
        {
            var attach = attachContext.Attach;
            attach.MaxMessageSize = 256 * 1024;
            if (!broker._queues.TryGetValue(Address(attach), out var queue))
            {
                attachContext.Complete(new Error("amqp:not-found") { Description = $"The messaging entity '{Address(attach)}' could not be found." });
            }
            else if (!attach.Role)
            {
                attachContext.Complete(new TargetLinkEndpoint(new QueueInbox(queue), attachContext.Link), 1000);
            }
            else if (Wanted((Source)attach.Source) is var (isSession, session) && isSession != queue.HasSessions)
            {
                attachContext.Complete(new Error("amqp:not-allowed")
                {
                    Description = isSession
                        ? "It is not possible for an entity that doesn't require sessions to create a sessionful message receiver."
                        : "It is not possible for an entity that requires sessions to create a non-sessionful message receiver.",
                });
            }
            else if (!isSession)
            {
                attachContext.Complete(new SourceLinkEndpoint(new QueueOutbox(queue, null, attachContext.Link), attachContext.Link), 0);
            }
            else
            {
                _ = AttachSessionAsync(attachContext, queue, session);
            }
        }

        // A filter without a value asks for any session.
        private static (bool IsSession, string? Session) Wanted(Source source) => source.FilterSet?.ContainsKey(SessionFilter) is true
            ? (true, source.FilterSet[SessionFilter] switch { string s => s, DescribedValue { Value: string s } => s, _ => null })
            : (false, null);

        private static async Task AttachSessionAsync(AttachContext context, StandInQueue queue, string? wanted)
        {
            var attach = context.Attach;
            var wait = attach.Properties?[Wait] is uint milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : UsualWait;
            var end = DateTimeOffset.UtcNow + wait;
            var session = queue.Hold(wanted);
            WaitingLink.Begin(context.Link);
            while (session is null && wanted is null && DateTimeOffset.UtcNow < end && !context.Link.IsClosed && !context.Link.Session.IsClosed)
            {
                await queue.ChangedAsync();
                session = queue.Hold(null);
            }

            if (context.Link.IsClosed || context.Link.Session.IsClosed)
            {
                if (session is not null)
                {
                    queue.Release(session);
                }

                return;
            }

            WaitingLink.End(context.Link);
            if (session is null)
            {
                context.Complete(new Error(wanted is null ? "com.microsoft:timeout" : "com.microsoft:session-cannot-be-locked"));
                return;
            }

            ((Source)attach.Source).FilterSet = new Map { [SessionFilter] = session };
            attach.Properties ??= [];
            attach.Properties[LockedUntil] = queue.LockEnd.UtcTicks;
            context.Complete(new SourceLinkEndpoint(new QueueOutbox(queue, session, context.Link), context.Link), 0);
        }
    }

    /// <summary>A client finds the lock of a message in the tag of its delivery.</summary>
    private sealed class LockTags : IHandler
    {
        public bool CanHandle(EventId id) => id == EventId.SendDelivery;

        public void Handle(Event protocolEvent)
        {
            if (protocolEvent.Context is IDelivery { UserToken: ReceiveContext { UserToken: StoredMessage message } } delivery)
            {
                delivery.Tag = message.Lock.ToByteArray();
            }
        }
    }

    /// <summary>Accepts every token.</summary>
    private sealed class Tokens : IRequestProcessor
    {
        public int Credit => 100;

        public void Process(RequestContext requestContext) => requestContext.Complete(new Message
        {
            ApplicationProperties = new ApplicationProperties { ["status-code"] = 202, ["status-description"] = "Accepted" },
        });
    }
}

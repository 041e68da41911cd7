using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace Automation.ServiceBusStandIn;

/// <summary>Delivers the messages of a session, or of a queue without sessions, to one receiver.</summary>
internal sealed class QueueOutbox : IMessageSource
{
    private static readonly Symbol Reason = new("DeadLetterReason");
    private static readonly Symbol Description = new("DeadLetterErrorDescription");

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<Guid, bool> _delivered = [];
    private readonly StandInQueue _queue;
    private readonly string? _session;

    public QueueOutbox(StandInQueue queue, string? session, ListenerLink link)
    {
        (_queue, _session) = (queue, session);
        link.Closed += (_, _) => End();
        if (session is not null)
        {
            _ = WatchAsync(link, session);
        }
    }

    public async Task<ReceiveContext> GetMessageAsync(ListenerLink link)
    {
        if (_queue.Take(_session) is not { } message)
        {
            if (!link.IsDraining)
            {
                await _queue.ChangedAsync();
            }

            return null!;
        }

        _delivered.TryAdd(message.Lock, true);
        if (link.IsClosed)
        {
            End();
            return null!;
        }

        return new ReceiveContext(link, Build(message)) { UserToken = message };
    }

    public void DisposeMessage(ReceiveContext receiveContext, DispositionContext dispositionContext)
    {
        var held = ((StoredMessage)receiveContext.UserToken).Lock;
        _delivered.TryRemove(held, out _);
        var isHeld = dispositionContext.DeliveryState switch
        {
            Rejected rejected => _queue.DeadLetter(held, rejected.Error?.Info?[Reason] as string, rejected.Error?.Info?[Description] as string),
            Modified or Released => _queue.Return(held),
            _ => _queue.Complete(held),
        };
        if (!isHeld)
        {
            dispositionContext.Complete(new Error("com.microsoft:message-lock-lost"));
        }
        else if (!dispositionContext.Settled)
        {
            dispositionContext.Link.DisposeMessage(receiveContext.Message, new Accepted(), true);
        }
    }

    private static Message Build(StoredMessage stored)
    {
        var message = Message.Decode(new ByteBuffer(stored.Bytes, 0, stored.Bytes.Length, stored.Bytes.Length));
        message.Header ??= new Header();
        message.Header.DeliveryCount = (uint)stored.Failures;
        message.MessageAnnotations ??= new MessageAnnotations();
        message.MessageAnnotations[new Symbol("x-opt-sequence-number")] = stored.Sequence;
        message.MessageAnnotations[new Symbol("x-opt-enqueued-time")] = DateTime.UtcNow;
        message.MessageAnnotations[new Symbol("x-opt-locked-until")] = DateTime.UtcNow.AddMinutes(1);
        if (stored.DeadLetterReason is not null)
        {
            message.ApplicationProperties ??= new ApplicationProperties();
            message.ApplicationProperties["DeadLetterReason"] = stored.DeadLetterReason;
            message.ApplicationProperties["DeadLetterErrorDescription"] = stored.DeadLetterDescription;
        }

        return message;
    }

    // A receiver that does not renew its lock loses the session.
    private async Task WatchAsync(ListenerLink link, string session)
    {
        while (!link.IsClosed && _queue.HeldUntil(session) is not null)
        {
            await Task.Delay(LookEvery);
        }

        if (!link.IsClosed)
        {
            link.Close(TimeSpan.Zero, new Error("com.microsoft:session-lock-lost"));
            End();
        }
    }

    private void End()
    {
        foreach (var held in _delivered.Keys)
        {
            if (_delivered.TryRemove(held, out _))
            {
                _queue.Return(held);
            }
        }

        if (_session is not null)
        {
            _queue.Release(_session);
        }
    }
}

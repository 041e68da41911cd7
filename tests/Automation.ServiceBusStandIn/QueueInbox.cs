using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Automation.ServiceBusStandIn;

/// <summary>Stores what senders send.</summary>
internal sealed class QueueInbox(StandInQueue queue) : IMessageProcessor
{
    // A message that holds messages: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide
    private const uint Batch = 0x80013700;

    public int Credit => 1000;

    public void Process(MessageContext messageContext)
    {
        var message = messageContext.Message;
        foreach (var each in message.Format == Batch ? Parts(message) : [message])
        {
            if (queue.HasSessions && each.Properties?.GroupId is null)
            {
                messageContext.Complete(new Error("amqp:not-allowed") { Description = "The SessionId was not set on a message, and it is required." });
                return;
            }

            queue.Put(each.Properties?.GetMessageId()?.ToString(), each.Properties?.GroupId, Bytes(each));
        }

        messageContext.Complete();
    }

    internal static byte[] Bytes(Message message)
    {
        var encoded = message.Encode();
        return encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray();
    }

    private static IEnumerable<Message> Parts(Message batch)
    {
        var parts = batch.BodySection is DataList list ? Enumerable.Range(0, list.Count).Select(i => list[i].Binary) : [((Data)batch.BodySection).Binary];
        return parts.Select(p => Message.Decode(new ByteBuffer(p, 0, p.Length, p.Length)));
    }
}

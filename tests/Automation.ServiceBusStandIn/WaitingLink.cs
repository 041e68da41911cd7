using System.Reflection;
using Amqp;

namespace Automation.ServiceBusStandIn;

/// <summary>
/// A link that waits for a session, which Service Bus does not answer until there is one. The library ends the whole connection when such a link is
/// closed by the client, as it is when a receiver stops; one that it takes for attached is closed as any other.
/// </summary>
internal static class WaitingLink
{
    private static readonly FieldInfo State = typeof(Link).GetField("state", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static void Begin(Link link) => Change(link, "Start", "Attached");

    public static void End(Link link) => Change(link, "Attached", "Start");

    private static void Change(Link link, string from, string to)
    {
        lock (link)
        {
            if (State.GetValue(link)!.ToString() == from)
            {
                State.SetValue(link, Enum.Parse(State.FieldType, to));
            }
        }
    }
}

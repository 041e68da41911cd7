namespace Automation.Server.Transports;

/// <summary>
/// How long a message that was not handled is held before it is given back. A broker delivers it again at once: without a pause, its limit would be
/// reached in the first second of an outage.
/// </summary>
internal sealed record GivenBack(TimeSpan First, TimeSpan Longest)
{
    public static readonly GivenBack Usual = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    /// <summary>The pause after a delivery.</summary>
    /// <param name="deliveries">How often the message was delivered.</param>
    public TimeSpan Pause(long deliveries)
    {
        var pause = First * Math.Pow(2, Math.Clamp(deliveries - 1, 0, 16));
        return pause < Longest ? pause : Longest;
    }
}

using Automation.Testing.GitHub;

/// <summary>What can go wrong with calls, by the names that programs give on the control port.</summary>
internal static class NamedFault
{
    public static Fault Of(string kind) => kind switch
    {
        "502" => new Fault.ServerError(502),
        "503" => new Fault.ServerError(503),
        "403" => new Fault.SecondaryLimit(),
        "429" => new Fault.TooManyRequests(),
        "reset" => new Fault.ResetBeforeEffect(),
        "lost-answer" => new Fault.ResetAfterEffect(),
        "stale" => new Fault.StaleRead(),
        "slow" => new Fault.Latency(TimeSpan.FromSeconds(1)),
        _ => throw new ArgumentException($"There is no fault '{kind}'.", nameof(kind)),
    };
}

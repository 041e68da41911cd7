namespace Automation.Jobs.Following;

/// <summary>How far a catalog has come.</summary>
/// <param name="Read">How many sources were read.</param>
/// <param name="Wanted">How many are to be.</param>
/// <param name="Calls">How many GitHub calls were made since the start of the program.</param>
public sealed record FollowProgress(int Read, int Wanted, long Calls);

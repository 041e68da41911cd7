namespace Automation.Jobs.Following;

/// <summary>How far a catalog has come.</summary>
/// <param name="Read">How many sources were looked at.</param>
/// <param name="Wanted">How many are to be.</param>
/// <param name="Calls">How many calls were made of GitHub since the start of the program.</param>
public sealed record FollowProgress(int Read, int Wanted, long Calls);

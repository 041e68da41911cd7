namespace Automation.Server.Intake;

/// <summary>The memory for all bodies together. Without this limit, a few hundred large ones end the process.</summary>
internal sealed class BodyAllowance(long most)
{
    private long _left = most;

    /// <summary>Takes a number of bytes; false if they are not left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _left, bytes);
}

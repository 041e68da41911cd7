namespace Automation.Server.Operations;

/// <summary>Which webhook secret signed a delivery: the current one, or the previous one while it is being replaced.</summary>
internal enum SecretUsed
{
    Current,
    Previous,
}

using System.Text;

namespace Automation.Server.Intake;

/// <summary>The webhook's secret, and during a change also the previous one.</summary>
internal sealed class WebhookSecrets(string current, string? previous)
{
    public byte[] Current { get; } = Encoding.UTF8.GetBytes(current);

    public byte[]? Previous { get; } = previous is null ? null : Encoding.UTF8.GetBytes(previous);
}

namespace Automation.Catalog.Artifact;

/// <summary>The artifact is damaged, or has another format; the message explains what to do.</summary>
public sealed class ArtifactException : Exception
{
    public ArtifactException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

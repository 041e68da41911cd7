namespace Automation.Catalog.Artifact;

/// <summary>The artifact at hand is broken, or of another format; its message says what to do.</summary>
public sealed class ArtifactException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public ArtifactException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

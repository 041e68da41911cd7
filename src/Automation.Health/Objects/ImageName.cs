using Automation.Core.Text;

namespace Automation.Health.Objects;

/// <summary>The parts of the name of an image.</summary>
internal static class ImageName
{
    /// <summary>The registry: the host before the first slash; Docker Hub where there is none.</summary>
    public static string RegistryOf(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? "" : image[..slash];
        return host.Contains('.', StringComparison.Ordinal)
            || host.Contains(':', StringComparison.Ordinal)
            || host == "localhost" ? VisibleText.Of(host, 100) : "docker.io";
    }

    /// <summary>The version that people know: the tag; null if there is none, or only a digest.</summary>
    public static string? TagOf(string image)
    {
        var name = image.IndexOf('@', StringComparison.Ordinal) is >= 0 and var digest ? image[..digest] : image;
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') && colon < name.Length - 1 ? VisibleText.Of(name[(colon + 1)..], 64) : null;
    }
}

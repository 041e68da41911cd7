using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.GitOps.Schemas;

namespace Automation.Cli.Options;

/// <summary><c>--crds DIR</c>, a folder with CustomResourceDefinitions, and <c>--schemas DIR</c>, one with the OpenAPI of a cluster.</summary>
internal static class DefinitionFolder
{
    private const long LargestDefinition = 16L * 1024 * 1024;

    /// <summary>The schemas of the cluster; null without the option.</summary>
    /// <exception cref="UsageException">The folder does not exist, or has none.</exception>
    public static IReadOnlyList<KindSchema>? Schemas(string? named, Terminal terminal)
    {
        if (named is null)
        {
            return null;
        }

        var files = Directory.EnumerateFiles(FolderArgument.Full(terminal, named)).Where(f => Path.GetExtension(f) == ".json").Order(StringComparer.Ordinal);
        var kinds = files.Where(f => new FileInfo(f).Length <= LargestDefinition).SelectMany(f => OpenApiReader.Read(File.ReadAllBytes(f))).ToList();
        return kinds.Count > 0 ? kinds : throw new UsageException(
            $"The folder '{named}' has no OpenAPI of a cluster. Write it with 'kubectl get --raw /openapi/v3/apis/apps/v1 > apps-v1.json', for each API.");
    }

    /// <summary>The definitions.</summary>
    /// <exception cref="UsageException">The folder does not exist, or has none.</exception>
    public static List<KindSchema> Read(string named, Terminal terminal)
    {
        var folder = terminal.FullPath(named);
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder '{named}' with definitions.");
        }

        var files = Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
        var kinds = files.Where(f => new FileInfo(f).Length <= LargestDefinition)
            .SelectMany(f => CrdReader.Read(SourceText.Decode(f, File.ReadAllBytes(f))))
            .ToList();
        return kinds.Count > 0 ? kinds : throw new UsageException($"The folder '{named}' has no CustomResourceDefinition.");
    }
}

using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Jobs.Scaffolding;

namespace Automation.Cli.Templates;

/// <summary>The values of <c>--values</c>: from a file, or from standard input.</summary>
internal static class ValuesInput
{
    /// <summary>Reads the values; none if the option is absent.</summary>
    /// <exception cref="UsageException">They cannot be read.</exception>
    public static JsonObject Read(string? named, Terminal terminal)
    {
        if (named is null)
        {
            return [];
        }

        var problem = ScaffoldValues.TryRead(named == "-" ? "standard input" : named, Content(named, terminal), out var values);
        return problem is null ? values! : throw new UsageException(problem);
    }

    private static byte[] Content(string named, Terminal terminal)
    {
        const int limit = ScaffoldValues.LargestFile;
        if (named == "-")
        {
            var input = terminal.ReadInput(limit);
            return input.Length <= limit ? input : throw new UsageException($"Standard input has more than {limit >> 20} MiB.");
        }

        var file = new FileInfo(terminal.FullPath(named));
        return !file.Exists ? throw new UsageException($"There is no file of values '{named}'.")
            : file.Length > limit ? throw new UsageException($"'{named}' is larger than {limit >> 20} MiB.")
            : File.ReadAllBytes(file.FullName);
    }
}

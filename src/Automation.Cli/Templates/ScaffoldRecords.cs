using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Jobs.Scaffolding.Hosting;

namespace Automation.Cli.Templates;

/// <summary>The effects of one run in a file, one JSON object per line: each is on the disk before the next effect starts.</summary>
internal sealed class ScaffoldRecords : ICheckpoints
{
    // XDG Base Directory Specification: data that stays between runs.
    private const string StateVariable = "XDG_STATE_HOME";

    private readonly string _file;
    private readonly List<Checkpoint> _all;

    private ScaffoldRecords(string file) => (_file, _all) = (file, File.Exists(file) ? [.. File.ReadAllLines(file).Select(Read).OfType<Checkpoint>()] : []);

    /// <inheritdoc/>
    public IReadOnlyList<Checkpoint> All => _all;

    /// <param name="run">The id of the run.</param>
    /// <param name="restart">Whether those of earlier runs are forgotten.</param>
    public static ICheckpoints Open(Terminal terminal, string run, bool restart)
    {
        if (Folder(terminal) is not { } folder)
        {
            return new MemoryCheckpoints();
        }

        var file = Path.Combine(folder, $"{run}.jsonl");
        if (restart)
        {
            File.Delete(file);
        }

        return new ScaffoldRecords(file);
    }

    /// <inheritdoc/>
    public void Add(Checkpoint checkpoint)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var line = new JsonObject { ["step"] = checkpoint.Step, ["key"] = checkpoint.Key, ["value"] = checkpoint.Value?.DeepClone() };
        if (checkpoint.Created is { } created)
        {
            line["created"] = new JsonObject { ["kind"] = created.Kind, ["name"] = created.Name, ["url"] = created.Url, ["remove"] = created.Remove };
        }

        using var stream = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.Read);

        // A line that an interruption cut off ends here.
        stream.Write([.. "\n"u8, .. Encoding.UTF8.GetBytes(line.ToJsonString())]);
        stream.Flush(flushToDisk: true);
        _all.Add(checkpoint);
    }

    private static string? Folder(Terminal terminal) =>
        terminal.Variable(StateVariable) is { } state ? Path.Combine(state, "automation", "scaffold")
        : terminal.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "automation", "scaffold")
        : terminal.Variable("HOME") is { } home ? Path.Combine(home, ".local", "state", "automation", "scaffold")
        : null;

    private static Checkpoint? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject json && json["step"]?.ToString() is { } step && json["key"]?.ToString() is { } key
                ? new Checkpoint(step, key, json["value"]?.DeepClone()) { Created = Created(json["created"] as JsonObject) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CreatedItem? Created(JsonObject? json) =>
        json is null ? null : new CreatedItem($"{json["kind"]}", $"{json["name"]}", $"{json["url"]}", json["remove"]?.ToString());
}

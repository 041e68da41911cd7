using System.Formats.Tar;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;
using Automation.Testing;

namespace Automation.Templates.Tests.Actions;

/// <summary>Every fetch of the conformance set gives the same files, folders, links and modes.</summary>
public sealed class FetchConformanceTests
{
    [Fact]
    public async Task Skeletons_are_rendered_as_in_the_scaffolder()
    {
        var path = Conformance.PathOf("template-fetch.json");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var repository = new TarTree(Conformance.PathOf("template-fetch-repo.tar")!, "template-fetch-repo/");
        var wrong = new List<string>();

        foreach (var expected in JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray().Select(c => c!.AsObject()))
        {
            var step = new TemplateStep("fetch", "fetch", (string)expected["action"]!, expected["input"]!.AsObject(), null, null);
            var template = new TemplateDocument(new EntityRef("Template", "default", "t"), [], [step]);
            var run = new TemplateRun(new RunRequest(template, []), new ActionRegistry(ActionRegistry.Local), new TreeTemplateFiles(repository, ""));
            foreach (var file in (expected["preexisting"] as JsonObject ?? []).ToList())
            {
                run.Workspace.Set(file.Key, new WorkspaceEntry.File(System.Text.Encoding.UTF8.GetBytes((string)file.Value!)));
            }

            var result = await run.RunAsync(TestContext.Current.CancellationToken);

            var fails = expected.ContainsKey("error");
            if (fails != result.Error is not null)
            {
                wrong.Add($"{expected["id"]}: {result.Error ?? "did not fail"}");
            }
            else if (!fails)
            {
                wrong.AddRange(Differences(expected, run.Workspace));
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(JsonObject expected, Workspace workspace)
    {
        var wanted = expected["files"]!.AsArray().Select(f => f!.AsObject()).Select(
            f => ((string)f["path"]!).TrimEnd('/') + (string)f["type"]! switch
            {
                "dir" => " folder",
                "symlink" => $" link {f["target"]}",
                _ => $" file {f["mode"]} {f["base64"]}",
            }).ToList();
        var actual = workspace.Entries.Select(
            e => e.Key + e.Value switch
            {
                WorkspaceEntry.Folder => " folder",
                WorkspaceEntry.Link link => $" link {link.Target}",
                WorkspaceEntry.File file => $" file {Convert.ToString((int)file.Mode, 8)} {Convert.ToBase64String(file.Bytes.Span)}",
                _ => "",
            }).ToList();
        return wanted.Except(actual).Select(w => $"{expected["id"]}: missing {w}").Concat(actual.Except(wanted).Select(a => $"{expected["id"]}: not expected {a}"));
    }

    /// <summary>The files of an archive, with modes, links and empty folders.</summary>
    private sealed class TarTree : FileTree
    {
        private readonly SortedDictionary<string, (TarEntryType Type, byte[] Bytes, UnixFileMode Mode, string Target)> _entries = new(StringComparer.Ordinal);

        public TarTree(string archive, string root)
        {
            using var reader = new TarReader(File.OpenRead(archive));
            while (reader.GetNextEntry() is { } entry)
            {
                using var bytes = new MemoryStream();
                entry.DataStream?.CopyTo(bytes);
                if (entry.Name.Length > root.Length)
                {
                    _entries[entry.Name[root.Length..].TrimEnd('/')] = (entry.EntryType, bytes.ToArray(), entry.Mode, entry.LinkName);
                }
            }
        }

        public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _entries
            .Where(e => e.Value.Type != TarEntryType.Directory)
            .Select(e => new FileEntry(e.Key, e.Value.Type == TarEntryType.SymbolicLink ? FileKind.Link : FileKind.File, e.Value.Bytes.Length));

        public override FileEntry? Find(string path) =>
            _entries.TryGetValue(path, out var found) ? new FileEntry(path, found.Type == TarEntryType.Directory ? FileKind.Folder : FileKind.File, 0) : null;

        public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
            _entries.TryGetValue(path, out var found) ? new FileContent.Whole(found.Bytes) : new FileContent.Missing();

        public override string? LinkText(string path, CancellationToken cancellationToken = default) => _entries[path].Target;

        public override UnixFileMode Mode(string path) => _entries[path].Mode;

        public override IEnumerable<string> Folders(string below, CancellationToken cancellationToken = default) => _entries
            .Where(e => e.Value.Type == TarEntryType.Directory)
            .Select(e => RepositoryPath.Within(below, e.Key))
            .OfType<string>();
    }
}

using Automation.Core.Findings;
using Automation.Core.Text;
using CsCheck;

namespace Automation.Jobs.Tests.Ownership;

/// <summary>
/// A repair that is offered makes its finding go away, brings none, takes no owner from any file and hands over none outside of the component.
/// </summary>
public sealed class RepairProperties
{
    private const int Rounds = 200;

    private static readonly string[] Teams = ["a", "b", "c", "web"];
    private static readonly string[] Folders = ["", "svc", "svc/api", "docs"];
    private static readonly string[] Patterns =
    [
        "*",
        "/*",
        "*.yaml",
        "/svc/",
        "/svc/api/",
        "/svc/api",
        "/docs/",
        "/catalog-info.yaml",
        "svc/catalog-info.yaml",
        "*.md",
        "/svc/*",
        "**/src/",
    ];

    private static readonly Gen<string> Line = Gen.Select(OneOf(Patterns), OneOf(Teams).Array[0, 2])
        .Select((pattern, teams) => $"{pattern}{string.Concat(teams.Select(t => $" @acme/{t}"))}");
    private static readonly Gen<(string Folder, string Owner)> Component = Gen.Select(OneOf(Folders), OneOf(Teams));
    private static readonly Gen<string> File = Gen.Select(OneOf(Folders), Gen.Int[0, 5])
        .Select((folder, i) => $"{folder}/{(i % 2 == 0 ? "src/" : "")}{i}.md".TrimStart('/'));

    [Fact]
    public void A_repair_keeps_its_promise() => Gen.Select(Line.Array[1, 6], Component.Array[1, 3], File.Array[0, 10], Gen.Bool).Sample(
        (lines, components, files, isKnown) =>
        {
            var codeowners = string.Join('\n', lines) + "\n";
            var before = Findings(codeowners, components, files, isKnown);
            foreach (var finding in before)
            {
                foreach (var suggestion in finding.Suggestions)
                {
                    var said = $"{finding.Message}\n{suggestion.Title}\n{codeowners}{string.Join(' ', components)} {string.Join(' ', files)}";
                    var text = suggestion.File == "CODEOWNERS" ? TextEdit.Apply(codeowners, suggestion.Edits.Select(e => e.Edit)).Text : codeowners;
                    (string, string)[] then = suggestion.File == "CODEOWNERS" ? components
                        : [.. components.Select(c => Path(c.Folder) == suggestion.File ? (c.Folder, suggestion.Edits[0].Edit.NewText) : c)];
                    var after = Findings(text, then, files, isKnown);

                    after.ShouldNotContain(f => f.File == finding.File && f.Rule.Id == finding.Rule.Id, said);
                    after.Select(Key).Except(before.Select(Key)).Where(k => !(k.File == finding.File && k.Rule == "owners/captured")).ShouldBeEmpty(said);
                }
            }
        },
        iter: Rounds,
        threads: 1);

    private static (string File, string Rule) Key(Finding finding) => (finding.File, finding.Rule.Id);

    private static List<Finding> Findings(string codeowners, IEnumerable<(string Folder, string Owner)> components, string[] files, bool isKnown)
    {
        var repo = Repo.With(codeowners);
        foreach (var (folder, owner) in components.DistinctBy(c => c.Folder))
        {
            repo.Component(folder, $"  owner: {owner}\n", folder.Length == 0 ? "root" : folder.Replace('/', '-'));
        }

        foreach (var file in files)
        {
            repo.File(file);
        }

        return [.. (isKnown ? repo.People([.. Teams.Select(t => Repo.Group(t, $"acme/{t}"))]) : repo).Findings()];
    }

    private static string Path(string folder) => folder.Length == 0 ? "catalog-info.yaml" : $"{folder}/catalog-info.yaml";

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}

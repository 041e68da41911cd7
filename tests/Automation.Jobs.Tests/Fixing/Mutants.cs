using System.Globalization;
using System.Text.Json;
using Automation.Testing;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>Texts with a few random mistakes, the same in every run. <c>AUTOMATION_FIX_MUTANTS</c> asks for another number of them.</summary>
internal static class Mutants
{
    private const int Usual = 10_000;
    private const int MostCharacters = 4_000;

    private static readonly string[] Values =
    [
        "", "~", "17", "1.50", "true", "\"\"", "\" \"", "A B", "Java", "a_b", "@acme/team", "`x`", "{a: b}", "[a, B_c]", "&x a", "*x", "!!str 17",
            "|\n      text", ">-\n      17", "a: b", "\"open",
        "example.com/x", "name/", "${{ values.name }}", "{{ cookiecutter.Name }}", "{% if x %}", "${{values.id | dump}}", "component:a", "optoinal", "file",
    ];

    private static readonly string[] Lines =
    [
        "  depedencyOf: [system-a-backend]", "  dependOn: [foo]", "  tag: [A_B]", "  label: {a: 1}", "  annotation: {a: 1}", "  link: [{title: x}]",
            "  consumeApis: [\"a/\"]", "  namspace: Foo", "  namspace: foo",
        "  lifecyle: production", "  tags: [Java, go_lang]", "  description:", "  system: null", "\ttitle: x", "  \tname: y", "---", "...", "metadta:",
            "spce:", "# automation: accept catalog/blank-text (x)",
        "kind: component", "apiVersion: backstage.io/v1", "  namespace: Shop", "  name: Order Service", "    a.b/c: 1", "  - url: wiki.example.com/x",
    ];

    private static readonly string[] OwnerLines =
    [
        "package.json@bob @amy", "README.md@bo", "/docs/ @acme/docs, @ada", "/docs/ @acme/docs,@ada", "/Docs/ @acme/docs", "/src/app/[id]/ @acme/web",
            "/src/*** @acme/web", "*.js @acme/web # all", "* @acme/all", "/vendor/libfoo @acme/infra",
        "/vendor/ @acme/infra", "docs", "@acme/docs", "!/docs/ @ada", "*.JS @acme/web", "# automation: accept owners/matches-nothing (x)",
            "/src/app/{{name}}/ @acme/web,", "\\#x @ada", "/src/ @ada @ada", "readme.md ada@example.com",
    ];

    /// <summary>How many to try.</summary>
    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("AUTOMATION_FIX_MUTANTS"), CultureInfo.InvariantCulture, out var count) ? count : Usual;

    /// <summary>Descriptors: those of the conformance set, where it is present, and some of our own.</summary>
    public static IReadOnlyList<string> Descriptors { get; } =
    [
        .. Conformance.PathOf("descriptors.jsonl") is { } path
            ? File.ReadLines(path).Select(TextOf).OfType<string>().Where(t => t.Length < MostCharacters)
            : [],
        .. Own(),
    ];

    /// <summary>CODEOWNERS files.</summary>
    public static IReadOnlyList<string> Codeowners { get; } =
    [
        .. Conformance.PathOf("codeowners.json") is { } path

                ? JsonDocument.Parse(File.ReadAllBytes(path)).RootElement
                    .EnumerateArray()
                    .Select(c => c.GetProperty("codeowners").GetString()!)
                    .Where(t => t.Length < MostCharacters)
                    .Distinct()
                : [],
        "* @acme/all\n/docs/ @acme/docs @ada\n*.js @acme/web\n/src/app/\\[id\\]/ @acme/web\n/vendor/ @acme/infra\n",
    ];

    /// <summary>A descriptor with mistakes.</summary>
    public static string Descriptor(int seed) => Mutate(Descriptors, Lines, seed);

    /// <summary>A CODEOWNERS file with mistakes.</summary>
    public static string CodeownersFile(int seed) => Mutate(Codeowners, OwnerLines, seed);

    private static string Mutate(IReadOnlyList<string> texts, string[] insertions, int seed)
    {
        var random = new Random(seed);
        var text = texts[random.Next(texts.Count)];
        var lines = text.Split('\n').ToList();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var at = random.Next(lines.Count);
            var line = lines[at];
            switch (random.Next(9))
            {
                case 0 when line.Length > 2:
                    var letter = random.Next(line.Length - 1);
                    lines[at] = random.Next(2) == 0 ? line.Remove(letter, 1) : $"{line[..letter]}{line[letter + 1]}{line[letter]}{line[(letter + 2)..]}";
                    break;
                case 1:
                    lines.RemoveAt(at);
                    lines.Add("");
                    break;
                case 2:
                    lines.Insert(at, line);
                    break;
                case 3 when line.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon:
                    lines[at] = line[..(colon + 2)] + Values[random.Next(Values.Length)];
                    break;
                case 4:
                    lines[at] = line.ToUpperInvariant();
                    break;
                case 5 when line.StartsWith("  ", StringComparison.Ordinal):
                    lines[at] = "\t" + line[2..];
                    break;
                case 6:
                    lines[at] = line + (random.Next(2) == 0 ? " # why" : ",");
                    break;
                default:
                    lines.Insert(at, insertions[random.Next(insertions.Length)]);
                    break;
            }
        }

        // A placeholder at the root is not a document that a fix could be about.
        return string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines.Where(l => !l.TrimStart().StartsWith('$')));
    }

    private static string? TextOf(string line) => JsonDocument.Parse(line).RootElement.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static IEnumerable<string> Own() =>
    [
        World.Component("orders", "  dependsOn: [component:stock]\n"),
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders-api\n  tags: [rest]\n  links:\n    - url: https://example.com\n      title: "
        + "Docs\nspec:\n  type: openapi\n  lifecycle: production\n  owner: team-a\n  definition: |\n    openapi: 3.0.0\n",
        $"{World.Component("a")}---\n{World.Component("b", "  system: shop\n")}",
        World.Location("all", "./a.yaml"),
    ];
}

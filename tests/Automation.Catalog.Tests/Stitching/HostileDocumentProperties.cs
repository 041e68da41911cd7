using Automation.Catalog.Artifact;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;
using CsCheck;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>
/// No document makes a stage throw: validating, checking references, building a catalog and building it again. A failure prints the seed that reproduces it.
/// </summary>
public sealed class HostileDocumentProperties
{
    private const int Rounds = 1_500;

    // What can stand where a value is expected.
    private static readonly Gen<string> Node = OneOf(
        "x", "''", "~", "12", "1.5", ".nan", ".inf", "true", "[]", "{}", "[x]", "[[]]", "[~]", "{a: b}", "{? [x] : y}", "{: x}", "&a x", "*a", "!!str",
            "!!binary aGk=", "!!set {a}", "!!omap [a: b]",
        "\"\\ud800\"", "\"\\0\"", "'${{ x }}'", "\"a\\nb\"", "|\n    x", "{$text: x}", "{$json: x}", "{$yaml: x}", "{$text: 1}", "{$text: ~}",
            "{$text: {$text: x}}", "{$openapi: x}", "{$text: x, y: z}",
        "{$text: ./more.yaml}", "{$json: ./more.json}", "{$yaml: ./more.yaml}", "{$text: ../../x}", "{$text: 'https://github.com/a/b/blob/main/c'}",
            "{__proto__: x}", "{<<: {a: b}}",
        "group:default/x", ":x", "x:", "/x", "a/b/c", "component:x", "X", "é", "https://x.example", "not a url", "[{url: x}]", "[{url: {$text: x}}]",
            "{kind: x, name: y}", "[{kind: ~}]");

    private static readonly Gen<string> Key = OneOf(
        "name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "owner", "type", "lifecycle", "system", "dependsOn",
            "dependencyOf", "providesApis", "consumesApis", "definition",
        "children", "members", "memberOf", "parent", "profile", "target", "targets", "presence", "steps", "parameters", "output", "domain", "subcomponentOf",
            "subdomainOf", "'$text'", "''", "~", "12", "[x]",
        "backstage.io/techdocs-ref", "backstage.io/managed-by-location", "__proto__", "constructor");

    private static readonly Gen<string> Kind = OneOf(
        "Component", "API", "Resource", "System", "Domain", "Group", "User", "Location", "Template", "component", "X", "12", "{$text: x}");

    private static readonly Gen<string> Entries = Gen.Select(Key, Node, (key, value) => $"  {key}: {value}\n").Array[0, 5].Select(
        e => string.Concat(e.DistinctBy(x => x.Split(':')[0])));

    private static readonly Gen<string> Entity = Gen.Select(Kind, OneOf("orders", "payments", "~", "{$text: x}", "\"\\ud800\""), Entries, Entries, (kind, name,
        metadata, spec) =>
        $"apiVersion: {(kind == "Template" ? "scaffolder.backstage.io/v1beta3" : "backstage.io/v1alpha1")}\nkind: {kind}\nmetadata:\n  name: "
        + $"{name}\n{Without(metadata, "name")}spec:\n{spec}");

    private static readonly Gen<string> Root = Gen.Select(
        Node, OneOf("apiVersion", "kind", "metadata", "spec", "$text", "x"), (value, key) => $"{key}: {value}\n");

    private static readonly Gen<string> Document = Gen.Frequency(
        (6, Entity), (1, Root), (1, Node.Select(n => n + "\n")), (1, Gen.Select(Entity, Node, Gen.Int[0, 400], Insert)));

    private static readonly Gen<string> Text = Document.Array[1, 3].Select(d => string.Join("---\n", d));

    [Fact]
    public void No_stage_throws() => Gen.Select(Text, Text, Text).Sample(
        texts =>
        {
            var (first, second, third) = texts;
            ValidatedFile[] files = [Validated(first), Validated(second), Validated(third)];
            _ = files.SelectMany(f => f.Documents).SelectMany(d => d.Relations).Count();
            Check(files, null);
            Check(files[..1], KnownEntities.Of(files[1..]));
            Build(asBackstage: false, first, second, third);
            Build(asBackstage: true, first, second, third);
        },
        iter: Rounds,
        threads: 1);

    private static ValidatedFile Validated(string text) => DescriptorValidator.Validate(
        SourceText.Of("catalog-info.yaml", text), new DescriptorContext("catalog-info.yaml", RepositorySlug.Parse("acme/shop")), YamlLimits.Descriptor);

    private static void Check(ValidatedFile[] files, KnownEntities? catalog)
    {
        var input = new ReferenceInput(files, path => path) { Catalog = catalog, Repository = RepositorySlug.Parse("acme/shop"), Tree = Tree("a: 1", "b: 2") };
        ReferenceCheck.Check(input, TestContext.Current.CancellationToken).Findings.ShouldNotContain(f => f.Rule.Id == "catalog/not-validated");
    }

    private static void Build(bool asBackstage, string first, string second, string third)
    {
        var catalog = new BuiltCatalog { AsBackstage = asBackstage };
        catalog.Build(Tree(first, second));
        catalog.Build(Tree(third, first));
        foreach (var path in (string[])["catalog-info.yaml", "b/catalog-info.yaml"])
        {
            catalog.Reader().Findings(FileRecord.KeyOf("acme", path)).ShouldNotContain(f => f.Rule == "catalog/not-validated");
        }
    }

    private static InMemoryTree Tree(string first, string second) => InMemoryTree.Of(
        ("catalog-info.yaml", first),
        ("b/catalog-info.yaml", second),
        ("more.yaml", "a: [1, &x {b: c}, *x]\n"),
        ("more.json", "{\"a\": [1e400, null, {\"b\": \"\\ud800\"}]}"));

    private static string Without(string entries, string key) =>
        string.Concat(entries.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith($"  {key}:", StringComparison.Ordinal))
            .Select(l => l + "\n"));

    private static string Insert(string text, string what, int at) => text.Insert(Math.Min(at, text.Length), what);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}

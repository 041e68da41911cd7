using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Tests.References;

/// <summary>A repository of descriptors in memory, and what it is checked against.</summary>
internal sealed class Repo
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Text)> _others = [];
    private KnownEntities? _catalog;
    private RepositorySlug? _repository;
    private bool _hasTree;

    public static Repo With(string text, string path = "catalog-info.yaml") => new Repo().And(text, path);

    public static ValidatedFile Validate(string path, string text) =>
        DescriptorValidator.Validate(SourceText.Of(path, text), new DescriptorContext(path, null), YamlLimits.Descriptor);

    public Repo And(string text, string path)
    {
        _files[path] = text;
        return this;
    }

    /// <summary>The repository's name; then the tree is available, too.</summary>
    public Repo Named(string slug)
    {
        _repository = RepositorySlug.Parse(slug);
        return this;
    }

    public Repo WithTree(params string[] paths)
    {
        _hasTree = true;
        _others.AddRange(paths.Select(p => (p, "")));
        return this;
    }

    public Repo Against(params (string Path, string Text)[] catalog)
    {
        _catalog = KnownEntities.Of(catalog.Select(c => Validate(c.Path, c.Text)), path => DescriptorFolder.TreePathOf(path, _repository));
        return this;
    }

    public Repo Against(KnownEntities catalog)
    {
        _catalog = catalog;
        return this;
    }

    public ReferenceOutcome Check() => ReferenceCheck.Check(new ReferenceInput([.. _files.Select(f => Validate(f.Key, f.Value))], path => path)
    {
        Catalog = _catalog,
        Repository = _repository,
        Tree = _hasTree ? InMemoryTree.Of([.. _files.Select(f => (f.Key, f.Value)), .. _others]) : null,
    });

    public IReadOnlyList<string> Ids() => [.. Check().Findings.Select(f => f.Rule.Id)];

    public Finding Only() => Check().Findings.ShouldHaveSingleItem();

    /// <summary>The text of the first file once the only finding's fix is applied.</summary>
    public string Fixed() => Apply(_files.First().Value, Only().Fix.ShouldNotBeNull());

    public static string Apply(string text, Fix fix) => TextEdit.Apply(text, fix.Edits.Select(e => e.Edit)).Text;
}

/// <summary>Descriptors that name only what matters.</summary>
internal static class Descriptors
{
    public static string Component(string name, string more = "", string owner = "payments", string @namespace = "default") => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: {{name}}
          namespace: {{@namespace}}
        spec:
          type: service
          lifecycle: production
          owner: {{owner}}
        {{Indent(more)}}

        """;

    public static string Resource(string name) => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: Resource
        metadata:
          name: {{name}}
        spec:
          type: database
          owner: payments

        """;

    public static string Group(string name, string more = "children: []") => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata:
          name: {{name}}
        spec:
          type: team
        {{Indent(more)}}

        """;

    public static string User(string name) => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata:
          name: {{name}}
        spec:
          memberOf: []

        """;

    public static string Api(string name, string definition = "definition: '{}'") => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: {{name}}
        spec:
          type: openapi
          lifecycle: production
          owner: payments
        {{Indent(definition)}}

        """;

    public static string Location(string more) => $$"""
        apiVersion: backstage.io/v1alpha1
        kind: Location
        metadata:
          name: parts
        spec:
        {{Indent(more)}}

        """;

    public static string InOneFile(params IEnumerable<string> documents) => string.Join("---\n", documents);

    private static string Indent(string more) => string.Join('\n', more.Split('\n').Select(l => "  " + l));
}

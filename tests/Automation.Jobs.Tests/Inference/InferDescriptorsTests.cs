using System.Text;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;
using Automation.Testing;
using CsCheck;

namespace Automation.Jobs.Tests.Inference;

/// <summary>The descriptors that are inferred for a repository without one.</summary>
public sealed class InferDescriptorsTests
{
    private static readonly (string, string) Node = ("package.json", """{"dependencies": {"express": "4"}, "version": "2.1.0"}""");

    private static readonly InMemoryTree Acme = InMemoryTree.Of(
        ("org.yaml", Group("payments-team") + Group("orders-team")),
        ("a.yaml", Component("orders-ui", "orders-team", "fulfilment") + Component("orders-jobs", "orders-team", "fulfilment") + Component("money", "payments-team", "billing")));

    [Fact]
    public void A_service_gets_a_whole_descriptor()
    {
        var report = Inferring.From(
            (
                "package.json",
                """
                {"name": "@acme/orders", "description": "Takes the orders of the shop", "version": "2.1.0", "dependencies": {"express": "4"},
                 "homepage": "https://docs.acme.example/orders"}
                """),
            ("README.md", "[![ci](x)](y)\n\n# The *order* service\n\nTakes orders.\n"),
            ("CODEOWNERS", "* @acme/orders-team\n"),
            ("mkdocs.yml", "site_name: Orders"),
            (".github/workflows/ci.yml", "on: push"),
            ("api/openapi.yaml", "openapi: 3.0.0\ninfo:\n  title: Order API\n  description: Orders, and their states\n  version: '1'\npaths: {}\n"));

        Snapshot.Match(report.Descriptors.ShouldHaveSingleItem().Text, "service.yaml");
        report.Undecided.ShouldBe(0);
    }

    [Fact]
    public void A_repository_with_a_descriptor_keeps_it()
    {
        var report = Inferring.From(("services/a/catalog-info.yaml", Component("a", "b", "c")), Node);

        report.Existing.ShouldBe(["services/a/catalog-info.yaml"]);
        report.Descriptors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("acme/Shop_Front.js", "shop_front.js")]
    [InlineData("acme/-x-", "x")]
    [InlineData(null, "my-folder")]
    public void The_name_is_that_of_the_repository(string? repository, string name) =>
        Inferring.From(repository, null, Node).Value("/metadata/name")!.Value.ShouldBe(name);

    [Fact]
    public void A_name_that_the_catalog_has_is_marked_and_changed()
    {
        var name = Inferring.From("labs/money", Acme, Node).Value("/metadata/name")!;

        (name.Value, name.IsCertain).ShouldBe(("labs-money", false));
        name.Evidence.ShouldContain("the catalog already has component:default/money");
    }

    [Theory]
    [InlineData("# Order&nbsp;Desk &amp; Co&nbsp;&nbsp;\n", "Order Desk & Co")]
    [InlineData("# Table of Contents\n- [Use](#use)\n# Order Desk\n", "Order Desk")]
    [InlineData("# About the Order Desk\n", "the Order Desk")]
    [InlineData("# DEPRECATED: Order Desk\n", "Order Desk")]
    [InlineData("# Order Desk (archived)\n", "Order Desk")]
    [InlineData("# Orders is now unmaintained.\n", null)]
    [InlineData("# Overview\n", null)]
    [InlineData("<!-- BEGIN_TF_DOCS -->\n## Requirements\n\nNo requirements.\n\n## Inputs\n<!-- END_TF_DOCS -->\n", null)]
    [InlineData("<!-- BEGIN_TF_DOCS -->\n## Providers\n<!-- END_TF_DOCS -->\n# Order Desk\n", "Order Desk")]
    public void The_title_is_what_the_heading_says_of_the_whole(string readme, string? title) =>
        Inferring.From(Node, ("README.md", readme)).Value("/metadata/title")?.Value.ShouldBe(title);

    [Theory]
    [InlineData("# DEPRECATED: Order Desk\n", "deprecated")]
    [InlineData("# Order Desk (archived)\n", "deprecated")]
    [InlineData("# Orders is now unmaintained\n", "deprecated")]
    [InlineData("# Archive of Orders\n", "production")]
    public void A_heading_can_say_that_it_is_not_used_any_more(string readme, string lifecycle) =>
        Inferring.From(Node, ("README.md", readme)).Value("/spec/lifecycle")!.Value.ShouldBe(lifecycle);

    [Fact]
    public void A_note_for_readers_is_no_description() =>
        Inferring.From(Node, ("README.md", "# Orders\n\nNOTE: see the branch v2 for the earlier one.\n\nTakes the orders of the shop.\n\nMore.\n"))
            .Value("/metadata/description")!.Value.ShouldBe("Takes the orders of the shop.");

    [Theory]
    [InlineData("* @acme/orders-team", "orders-team", true)]
    [InlineData("* @jane @acme/orders-team", "orders-team", true)]
    [InlineData("* @jane", "user:jane", true)]
    [InlineData("* @jane @joe", "user:jane", false)]
    [InlineData("/src/ @acme/big\n/docs/ @acme/small", "big", true)]
    [InlineData("/docs/ @acme/small", "small", false)]
    [InlineData("# none", "acme", false)]
    public void The_owner_comes_from_CODEOWNERS(string codeowners, string owner, bool isCertain)
    {
        var value = Inferring.From(Node, ("src/a.js", ""), ("src/b.js", ""), ("src/c.js", ""), ("src/d.js", ""), ("docs/a.md", ""), (".github/CODEOWNERS", codeowners))
            .Value("/spec/owner")!;

        (value.Value, value.IsCertain).ShouldBe((owner, isCertain));
    }

    [Fact]
    public void An_owner_is_mapped_to_a_group_of_the_catalog()
    {
        Inferring.From("acme/x", Acme, Node, ("CODEOWNERS", "* @acme/orders-team")).Value("/spec/owner")!.Value.ShouldBe("orders-team");
        var unknown = Inferring.From("acme/x", Acme, Node, ("CODEOWNERS", "* @acme/nobody")).Value("/spec/owner")!;

        (unknown.Value, unknown.IsCertain).ShouldBe(("unknown", false));
        unknown.Evidence.ShouldBe("line 1 of CODEOWNERS names @acme/nobody, and the catalog has no such group or user");
        unknown.Choices.ShouldBe(["orders-team", "payments-team"]);
    }

    [Fact]
    public void Neighbours_that_agree_decide_owner_system_and_lifecycle()
    {
        var report = Inferring.From("acme/orders-mail", Acme, ("package.json", """{"dependencies": {"express": "4"}}"""));

        report.Value("/spec/owner")!.ShouldBe(new Inferred("orders-team", "2 components whose names begin with 'orders' of the catalog have this owner"));
        report.Value("/spec/system")!.Value.ShouldBe("fulfilment");
        report.Value("/spec/lifecycle")!.Value.ShouldBe("production");
        Inferring.From("acme/x", Acme, Node, ("CODEOWNERS", "* @acme/payments-team")).Value("/spec/system").ShouldBeNull("one neighbour is no custom");
    }

    [Fact]
    public void Folders_that_run_are_components_with_a_file_each()
    {
        var report = Inferring.From(
            ("services/cart/go.mod", "module cart\n"), ("services/cart/main.go", "package main\nvar _ = grpc.NewServer()\n"), ("services/cart/Dockerfile", "FROM scratch"),
            ("services/cart/api/cart.proto", "syntax = \"proto3\";\nservice Cart {}\n"),
            ("frontend/package.json", """{"dependencies": {"next": "1"}}"""), ("frontend/Dockerfile", "FROM node"),
            ("libs/money/go.mod", "module money\n"), ("libs/money/money.go", "package money\n"),
            ("CODEOWNERS", "* @acme/platform\n/services/cart/ @acme/carts\n"),
            ("protos/shared.proto", "syntax = \"proto3\";\nservice Shared {}\n"));

        report.Descriptors.Select(d => d.Path).ShouldBe(["catalog-info.yaml", "frontend/catalog-info.yaml", "services/cart/catalog-info.yaml"]);
        Snapshot.Match(string.Join('\n', report.Descriptors.Select(d => $"# {d.Path}\n{d.Text}")), "monorepo.yaml");
    }

    [Fact]
    public void A_frontend_and_a_backend_without_a_whole_are_two_components() =>
        Inferring.From(("frontend/package.json", """{"dependencies": {"next": "1"}}"""), ("backend/requirements.txt", "flask"), ("backend/app.py", ""))
            .Descriptors.SelectMany(d => d.Entities).Select(e => e.Ref)
            .ShouldBe(["location:default/orders", "component:default/orders-backend", "component:default/orders-frontend"]);

    [Fact]
    public void A_folder_that_says_too_little_is_named_by_the_one_above_it() =>
        Inferring.From([.. ((string[])["shop/backend/docker", "money/docker", "apps/search/api", "services/mail"])
            .SelectMany(f => ((string, string)[])[($"{f}/requirements.txt", "flask"), ($"{f}/app.py", ""), ($"{f}/Dockerfile", "FROM python")])])
            .Descriptors.SelectMany(d => d.Entities).Select(e => e.Ref)
            .ShouldBe(["location:default/orders", "component:default/search-api", "component:default/money", "component:default/mail", "component:default/shop-backend"]);

    [Fact]
    public void An_API_of_a_skeleton_is_none_of_the_repository() =>
        Inferring.From(("a/skeleton/hello.proto", "syntax = \"proto3\";\nservice Hello {}\n"), ("Makefile", "all:"))
            .Descriptors.SelectMany(d => d.Entities).Select(e => e.Ref).ShouldBe(["component:default/orders"]);

    [Fact]
    public void Api_definitions_become_entities_once_each()
    {
        const string OpenApi = "openapi: 3.1.0\ninfo: {title: X, version: '1'}\npaths: {}\n";
        var report = Inferring.From(
            Node, ("docs/openapi.yaml", OpenApi), ("copy/openapi.yaml", OpenApi), ("asyncapi.json", """{"asyncapi": "2.6.0"}"""), ("schema.graphql", "type Query { x: Int }"),
            ("no-openapi.yaml", "a: 1"), ("test/openapi.yaml", "openapi: 3.0.0"), ("x.proto", "message X {}"), ("broken-openapi.json", "{"));

        report.Descriptors[0].Entities.Skip(1).Select(e => (e.Ref, e.Fields.Single(f => f.Pointer.ToString() == "/spec/type").Value.Value)).ShouldBe(
            [("api:default/orders-asyncapi", "asyncapi"), ("api:default/orders-schema", "graphql"), ("api:default/orders-copy", "openapi")]);
    }

    [Theory]
    [InlineData("# X\n\n![logo](x)\n<p align=center>\n<b>The</b> fast [router](https://x.example) for `Go`.\nWith batteries.\n\nMore.\n", "The fast router for Go. With batteries.")]
    [InlineData("---\ntitle: a\n---\nTitle\n=====\n\n- a list\n\n> a quotation of somebody\n\nThis is **what** it does.\n", "This is what it does.")]
    [InlineData("Title\n-----\n\n.. image:: x\n\nThe first sentence is here.\n", "The first sentence is here.")]
    [InlineData("# X\n```sh\nnpm install this package\n```\n", null)]
    [InlineData("# X\n\n1. Install\n2. Get started in 30 seconds\n\nTakes the orders of the shop.\n", "Takes the orders of the shop.")]
    [InlineData("# X\n\nDeploys `apps/<name>.yaml` and `charts/*` to *all* clusters.\n", "Deploys apps/<name>.yaml and charts/* to all clusters.")]
    [InlineData("# X\n<!-- BEGIN_TF_DOCS -->\n\nNo requirements, no providers.\n<!-- END_TF_DOCS -->\n", null)]
    [InlineData("# X\n\nUse the token ghp_0123456789abcdefghijABCDEFGHIJ012345 to sign in.\n", null)]
    [InlineData("# X\n\nA skeleton for ${{ values.name }} and others.\n", null)]
    public void The_description_is_the_first_paragraph_of_the_README(string readme, string? description) =>
        Inferring.From(Node, ("README.md", readme)).Value("/metadata/description")?.Value.ShouldBe(description);

    [Fact]
    public void An_answer_replaces_every_place_of_the_value()
    {
        var report = Inferring.From(Node, ("openapi.yaml", "openapi: 3.0.0\npaths: {}\n"));
        var asked = report.Descriptors[0].Entities[0].Fields.Single(f => f.Pointer.ToString() == "/spec/owner");

        var answered = Automation.Jobs.Inference.Answered.With(report, asked, "payments");

        answered.Descriptors[0].Text.Split("owner: payments").Length.ShouldBe(3, "of the component and of its API");
        answered.Undecided.ShouldBeLessThan(report.Undecided);
    }

    [Fact]
    public void Whatever_a_repository_contains_the_descriptors_have_no_error() =>
        Gen.Select(HostilePart(Paths), HostilePart(Texts)).Array[1, 8].Sample(
            parts =>
            {
                var tree = new InMemoryTree(parts.DistinctBy(p => p.Item1).Select(p => KeyValuePair.Create(p.Item1, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(p.Item2))));
                var report = Inferring.From("acme/orders", null, tree);
                var written = new ChangedTree(tree, report.Descriptors.Select(d => new TreeChange(d.Path, Encoding.UTF8.GetBytes(d.Text))));
                var search = new DescriptorSearch(new RepositorySnapshot(written, "", RepositorySlug.Parse("acme/orders")), AutomationSettings.Default, CancellationToken.None).Run();
                search.Files.Count.ShouldBe(report.Descriptors.Count, "a file that is no descriptor, or a skeleton");
                search.Files.SelectMany(f => f.Whole.Concat(f.Documents.SelectMany(d => d.Findings))).Where(f => f.Severity == Severity.Error).ShouldBeEmpty(
                    string.Join('\n', report.Descriptors.Select(d => d.Text)));
            },
            iter: 3_000);

    private static readonly string[] Paths =
    [
        "README.md", "package.json", "go.mod", "main.go", "pom.xml", "X.csproj", "setup.py", "pyproject.toml", "Cargo.toml", "CODEOWNERS", "openapi.yaml", "a/openapi.json", "x.proto", "mkdocs.yml",
        "svc/package.json", "svc/Dockerfile", "web/package.json", "web/Dockerfile", "{{x}}/package.json", "{{x}}/Dockerfile", "a: b/package.json", "a: b/Dockerfile", "schema.graphql",
        ".github/workflows/{{ci}}.yml", "#/package.json", "#/Dockerfile", "Chart.yaml", "composer.json",
    ];

    private static readonly string[] Texts =
    [
        "{\"description\": \"TEXT\", \"version\": \"TEXT\", \"homepage\": \"https://TEXT\", \"dependencies\": {\"express\": \"1\"}}", "# TEXT\n\nTEXT and more words\n", "* @acme/TEXT @TEXT\n",
        "openapi: 3.0.0\ninfo:\n  title: 'TEXT'\n  description: \"TEXT\"\npaths: {}\n", "{\"openapi\": \"3\", \"info\": {\"title\": \"TEXT\"}}", "[project]\ndescription = \"TEXT\"\nversion = \"TEXT\"\n",
        "<Project Sdk=\"TEXT\"><Description>TEXT</Description></Project>", "<description>TEXT</description><version>TEXT</version>", "setup(description='TEXT', url='https://TEXT')", "TEXT", "\nservice X {}",
        "type X {}", "package main\nfunc main() { http.ListenAndServe() }",
    ];

    private static Gen<string> HostilePart(string[] parts) =>
        Gen.Select(Any(parts), Gen.OneOf(Any(HostileText.All), Gen.String[0, 300], Any(["1.2.3", "yes", "- a", "a: b", "# x", "${{ x }}", "null"])))
            .Select((part, text) => part.Replace("TEXT", text, StringComparison.Ordinal));

    private static Gen<string> Any(IReadOnlyList<string> texts) => Gen.Int[0, texts.Count - 1].Select(i => texts[i]);

    private static string Component(string name, string owner, string system) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n  owner: {owner}\n  system: {system}\n---\n";

    private static string Group(string name) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: {name}\nspec:\n  type: team\n  children: []\n---\n";
}

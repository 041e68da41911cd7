namespace Automation.Jobs.Tests.Inference;

/// <summary>The type of a component, by its build files.</summary>
public sealed class TypeTests
{
    private const string Program = "package main\n\nfunc main() {}\n";
    private const string ArgoSet = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n";
    private const string Release = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n";
    private const string Web = "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />";

    [Theory]
    [InlineData("service", "package.json", """{"dependencies": {"express": "4"}}""")]
    [InlineData("website", "package.json", """{"dependencies": {"next": "15", "react": "19"}}""")]
    [InlineData("website", "package.json", """{"private": true, "devDependencies": {"vite": "5"}, "dependencies": {"react": "19"}}""", "index.html", "<html>")]
    [InlineData("library", "package.json", """{"main": "index.js", "devDependencies": {"express": "4", "react": "19"}}""")]
    [InlineData("library", "package.json", """{"exports": "./index.js", "dependencies": {"express": "4"}, "files": ["lib"]}""")]
    [InlineData("tool", "package.json", """{"bin": "cli.js"}""")]
    [InlineData("documentation", "package.json", """{"private": true, "dependencies": {"@docusaurus/core": "3", "react": "19"}}""")]
    [InlineData("website", "package.json", """{"private": true, "workspaces": ["packages/*"]}""", "packages/web/package.json", """{"dependencies": {"nuxt": "3"}}""")]
    [InlineData("library", "go.mod", "module x\n", "x.go", "package x\n")]
    [InlineData("tool", "go.mod", "module x\n", "cmd/x/main.go", Program)]
    [InlineData("library", "go.mod", "module x\n", "x.go", "package x\n", "_codegen/main.go", Program)]
    [InlineData("service", "go.mod", "module x\n", "main.go", Program + "var _ = http.ListenAndServe(\":80\", nil)\n")]
    [InlineData("service", "go.mod", "module x\nrequire google.golang.org/grpc v1\n", "main.go", Program, "Dockerfile", "FROM scratch")]
    [InlineData("tool", "go.mod", "module x\nrequire google.golang.org/grpc v1\n", "main.go", Program)]
    [InlineData("service", "src/Api/Api.csproj", Web)]
    [InlineData("website", "src/Shop/Shop.csproj", Web, "src/Shop/Pages/Index.cshtml", "@page")]
    [InlineData("library", "src/Api/Api.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />", "samples/Site/Site.csproj", Web)]
    [InlineData("tool", "X.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>")]
    [InlineData("service", "pom.xml", "<artifactId>spring-boot-maven-plugin</artifactId>", "src/main/java/ShopApplication.java", "class ShopApplication {}")]
    [InlineData("library", "pom.xml", "<artifactId>junit</artifactId>", "src/main/java/X.java", "class X {}")]
    [InlineData("mobile-app", "app/build.gradle.kts", "plugins { id(\"com.android.application\") }", "build.gradle.kts", "")]
    [InlineData("service", "requirements.txt", "flask==3\n", "app.py", "")]
    [InlineData("service", "pyproject.toml", "[project]\ndependencies = [\"fastapi>=0.1\"]\n", "Dockerfile", "FROM python")]
    [InlineData("library", "pyproject.toml", "[project]\ndependencies = [\"flask\"]\n[build-system]\nrequires = []\n")]
    [InlineData("website", "requirements.txt", "streamlit\n")]
    [InlineData("library", "Cargo.toml", "[package]\nname = \"x\"\n", "src/lib.rs", "")]
    [InlineData("tool", "Cargo.toml", "[package]\nname = \"x\"\n", "src/main.rs", "")]
    [InlineData("tool", "Cargo.toml", "[package]\nname = \"x\"\n", "src/lib.rs", "", "src/bin/x/main.rs", "")]
    [InlineData("service", "Cargo.toml", "[dependencies]\naxum = \"1\"\n", "src/main.rs", "", "Dockerfile", "FROM scratch")]
    [InlineData("library", "x.gemspec", "")]
    [InlineData("service", "Gemfile", "", "config.ru", "run X")]
    [InlineData("service", "composer.json", "{}", "artisan", "")]
    [InlineData("library", "main.tf", "resource \"x\" \"y\" {}", "variables.tf", "variable \"x\" {}")]
    [InlineData("infrastructure", "main.tf", "provider \"aws\" {}", "variables.tf", "variable \"x\" {}")]
    [InlineData("helm-chart", "Chart.yaml", "name: x", "templates/deployment.yaml", "")]
    [InlineData("github-action", "action.yml", "name: x\nruns:\n  using: node20\n", "package.json", """{"main": "index.js"}""")]
    [InlineData("documentation", "mkdocs.yml", "site_name: x")]
    [InlineData("website", "index.html", "<html>")]
    [InlineData("service", "Dockerfile", "FROM nginx")]
    [InlineData("other", "Makefile", "all:")]
    [InlineData("library", "package.json", """{"private": true, "workspaces": ["packages/*"]}""", "packages/mock-backend/package.json", """{"dependencies": {"express": "4"}}""", "packages/x/package.json", """{"backstage": {"role": "frontend-plugin"}, "dependencies": {"react": "19"}}""")]
    [InlineData("service", "package.json", """{"backstage": {"role": "backend"}}""")]
    [InlineData("service", "package.json", """{"private": true, "main": "x.js"}""", "wrangler.toml", "name = \"x\"")]
    [InlineData("github-action", "action.yml", "name: Orders Action\nruns:\n  using: composite\n", "go.mod", "module x\n", "cmd/main.go", Program)]
    [InlineData("tool", "action.yml", "name: x\nruns:\n  using: composite\n", "go.mod", "module x\n", "cmd/main.go", Program)]
    [InlineData("tool", "pyproject.toml", "[project]\nname = \"x\"\n[project.scripts]\nx = \"x:main\"\n[build-system]\nrequires = []\n")]
    [InlineData("library", "pyproject.toml", "[project]\nname = \"x\"\n[project.scripts]\ny = \"x:main\"\n[build-system]\nrequires = []\n")]
    [InlineData("library", "pom.xml", "<artifactId>quarkus-extension-maven-plugin</artifactId> io.quarkus", "src/main/java/Application.java", "class Application {}")]
    [InlineData("other", "skeletons/app.yaml", ArgoSet, "apps/a.yaml", ArgoSet + "metadata: { name: '${{ values.name }}' }\n")]
    [InlineData("infrastructure", "apps/orders.yaml", ArgoSet, "charts/orders/Chart.yaml", "name: x", "values.yaml", "a: 1", "requirements.txt", "pyyaml")]
    [InlineData("infrastructure", "clusters/a/release.yaml", Release, "vercel.json", "{}")]
    [InlineData("service", "deploy/app.yaml", ArgoSet, "main.go", Program + "var _ = http.ListenAndServe(\":80\", nil)\n", "go.mod", "module x\n")]
    public void The_type_is_inferred_from_what_is_built(string type, params string[] pathsAndTexts) =>
        Inferring.From([.. pathsAndTexts.Chunk(2).Select(f => (f[0], f[1]))]).Value("/spec/type")!.Value.ShouldBe(type);

    [Fact]
    public void What_is_only_tested_or_shown_does_not_decide() =>
        Inferring.From(("go.mod", "module x\n"), ("x.go", "package x\n"), ("examples/server/main.go", Program), ("docs/package.json", """{"dependencies": {"next": "1"}}"""))
            .Value("/spec/type")!.Value.ShouldBe("library");

    [Fact]
    public void What_a_template_fills_in_is_no_component()
    {
        const string Template =
            "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nspec:\n  steps:\n    - action: fetch:template\n      input: { url: ./content }\n";

        Inferring.From(
            ("a/template.yaml", Template), ("a/content/package.json", """{"dependencies": {"next": "1"}}"""), ("a/content/Dockerfile", "FROM node"),
            ("b/template.yaml", Template), ("b/content/requirements.txt", "flask"), ("b/content/Dockerfile", "FROM python"))
            .Value("/spec/type")!.Value.ShouldBe("other");
    }

    [Theory]
    [InlineData("service", "Dockerfile", "FROM nginx")]
    [InlineData("helm-chart", "a/Chart.yaml", "name: a", "b/Chart.yaml", "name: b")]
    [InlineData("other", "a/template.yaml", "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n", "mkdocs.yml", "site_name: x")]
    [InlineData("service", "go.mod", "module x\nrequire google.golang.org/grpc v1\n", "main.go", Program, "Dockerfile", "FROM scratch")]
    [InlineData("service", "src/Api/Api.csproj", Web, "src/Api/Pages/Index.cshtml", "@page")]
    [InlineData("library", "composer.json", "{}", "Dockerfile", "FROM php")]
    [InlineData("library", "pom.xml", "<artifactId>junit</artifactId>")]
    [InlineData("service", "app.py", "app = Flask(__name__)", "requirements.txt", "flask", "templates/a.html", "<html>")]
    [InlineData("service", "requirements.txt", "flask")]
    [InlineData("service", "go.mod", "module x\n", "main.go", Program + "var _ = http.ListenAndServe(\":80\", nil)\n", "README.md", "# X\n\nA library for orders.\n")]
    [InlineData("service", "package.json", """{"dependencies": {"express": "4"}}""", "README.md", "# X\n\nA template for services.\n")]
    [InlineData("library", "package.json", """{"private": true, "workspaces": ["packages/*"]}""", "packages/a/package.json", """{"main": "a.js", "types": "a.d.ts"}""", "packages/app/package.json", """{"private": true, "devDependencies": {"electron": "1"}}""")]
    public void A_type_that_may_be_another_one_is_marked_for_a_person(string type, params string[] pathsAndTexts)
    {
        var value = Inferring.From([.. pathsAndTexts.Chunk(2).Select(f => (f[0], f[1]))]).Value("/spec/type")!;

        (value.Value, value.IsCertain).ShouldBe((type, false));
    }

    [Theory]
    [InlineData("service", "package.json", """{"dependencies": {"express": "4"}}""", "Dockerfile", "FROM node")]
    [InlineData("service", "go.mod", "module x\n", "main.go", Program + "var _ = http.ListenAndServe(\":80\", nil)\n", "Dockerfile", "FROM scratch")]
    [InlineData("service", "src/Orders/Orders.csproj", Web)]
    [InlineData("service", "pom.xml", "<a/>", "Dockerfile", "FROM java", "README.md", "# Orders\n\nOrders is a service for orders.\n")]
    [InlineData("service", "requirements.txt", "flask", "app.py", "app = Flask(__name__)")]
    [InlineData("library", "package.json", """{"private": true, "workspaces": ["packages/*"], "dependencies": {"vue": "3"}, "devDependencies": {"rollup": "4"}}""", "packages/a/package.json", """{"main": "a.js", "types": "a.d.ts"}""", "packages/demo/package.json", """{"dependencies": {"next": "1"}}""")]
    [InlineData("library", "pyproject.toml", "[project]\nkeywords = [\"x\"]\n[build-system]\nrequires = []\n")]
    public void A_type_with_one_meaning_is_certain(string type, params string[] pathsAndTexts)
    {
        var value = Inferring.From([.. pathsAndTexts.Chunk(2).Select(f => (f[0], f[1]))]).Value("/spec/type")!;

        (value.Value, value.IsCertain).ShouldBe((type, true));
    }

    [Fact]
    public void A_question_has_the_types_that_the_files_allow() =>
        Inferring.From(("composer.json", "{}"), ("Dockerfile", "FROM php")).Descriptors[0].Text
            .ShouldContain("  # Decide: library, service or website? composer.json is a package, and Dockerfile deploys it\n  type: library\n");

    [Fact]
    public void An_unknown_type_is_marked_for_a_person()
    {
        var report = Inferring.From(("Makefile", "all:"));

        report.Value("/spec/type")!.IsCertain.ShouldBeFalse();
        report.Descriptors[0].Text.ShouldContain("  # Decide: no build file was recognised\n  type: other\n");
    }
}

using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Spectre.Console.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>The questions of <c>template run</c> for a person at a terminal.</summary>
public sealed class QuestionTests : IClassFixture<ScaffoldPolicyTests.AcmeCatalog>, IDisposable
{
    private const string Template =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
          title: A service
          description: With a repository of its own
        spec:
          type: service
          secrets:
            schema: { type: object, required: [NPM_TOKEN], properties: { NPM_TOKEN: { type: string } } }
          parameters:
            - title: What it is
              required: [name, owner, port, database, password]
              properties:
                name: { title: Name, type: string, pattern: '^[a-z-]+$', description: 'The name of the component', ui:field: EntityNamePicker }
                owner:
                  title: Owner
                  type: string
                  ui:field: OwnerPicker
                  ui:options: { catalogFilter: { kind: Group, spec.type: team } }
                port: { title: Port, type: integer, default: 8080, maximum: 65535 }
                tier: { title: Tier, type: string, enum: [t1, t2], enumNames: ['Tier 1: customers notice', 'Tier 2'], default: t2 }
                environments: { title: Environments, type: array, uniqueItems: true, items: { type: string, enum: [dev, staging, production] } }
                labels: { title: Labels, type: array, items: { type: string } }
                limits: { title: Limits, type: object }
                public: { title: Reachable from outside, type: boolean, default: true }
                password: { title: Password, type: string, ui:field: Secret }
                database: { title: Database, type: string, enum: [none, postgres], default: none }
                origin: { type: string, default: portal, ui:widget: hidden }
              dependencies:
                database:
                  oneOf:
                    - properties: { database: { enum: [none] } }
                    - properties: { database: { enum: [postgres] }, size: { title: Size in GB, type: number, minimum: 1 } }
                      required: [size]
            - title: Where it goes
              required: [repoUrl]
              properties:
                repoUrl:
                  title: Repository
                  type: string
                  ui:field: RepoUrlPicker
                  ui:options: { allowedHosts: [github.com], allowedOwners: [acme, acme-labs] }
          steps:
            - id: fetch
              name: Render the skeleton
              action: fetch:template
              input: { url: ./skeleton, values: { all: '${{ parameters }}', secret: '${{ secrets.password }} ${{ secrets.NPM_TOKEN }}' } }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestConsole _person = new TestConsole().Interactive().Width(100);
    private readonly string _catalog;

    public QuestionTests(ScaffoldPolicyTests.AcmeCatalog catalog)
    {
        _catalog = catalog.Path;
        _folder.With("template.yaml", Template).With("skeleton/values.json", "${{ values.all | dump }}").With("skeleton/.env", "${{ values.secret }}");
    }

    public void Dispose() => _folder.Dispose();

    private Run Ask(params string[] more)
    {
        Assert.SkipWhen(AutomationProcess.Published is not null, "The person answers within this process.");
        return Run.Automation(["template", "run", "template.yaml", "--out", "made", .. more]).In(_folder.Path).Answering(_person);
    }

    private void Types(params string[] lines) => Array.ForEach(lines, _person.Input.PushTextWithEnter);

    private void Presses(params ConsoleKey[] keys) => Array.ForEach(keys, k => _person.Input.PushKey(new ConsoleKeyInfo('\0', k, false, false, false)));

    private string Made(string path) => File.ReadAllText(Path.Combine(_folder.Path, "made", path));

    private string Shown => string.Join('\n', _person.Output.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));

    [Fact]
    public void Every_kind_of_parameter_has_its_question()
    {
        Types("Orders", "orders");                                                   // the pattern refuses the first
        _person.Input.PushText("fulf");                                              // the owner, by typing
        Presses(ConsoleKey.Enter);
        Types("high", "70000", "9090");                                              // the port: no number, too large
        Presses(ConsoleKey.UpArrow, ConsoleKey.Enter);                               // the tier, from its default upwards
        Presses(ConsoleKey.Spacebar, ConsoleKey.DownArrow, ConsoleKey.DownArrow, ConsoleKey.Spacebar, ConsoleKey.Enter);
        Types("blue", "green", "");                                                  // a list
        Types("[1", "{cpu: 2}");                                                     // an object, as YAML
        Types("n");
        Types("", "hunter22");                                                       // a password, which is required
        Presses(ConsoleKey.DownArrow, ConsoleKey.Enter);                             // a database, which brings the next question
        Types("0", "2.5");
        Presses(ConsoleKey.DownArrow, ConsoleKey.Enter);                             // the second owner
        Types("");                                                                   // the repository is called like the component
        Types("npm-s3cret");
        Types("y");

        var outcome = Ask("--catalog", _catalog).Go().Ends(0);

        Snapshot.Match(Shown, "questions.txt");
        JsonNode.DeepEquals(JsonNode.Parse(Made("values.json")), new JsonObject
        {
            ["name"] = "orders",
            ["owner"] = "group:default/fulfilment",
            ["port"] = 9090,
            ["tier"] = "t1",
            ["environments"] = new JsonArray("dev", "production"),
            ["labels"] = new JsonArray("blue", "green"),
            ["limits"] = new JsonObject { ["cpu"] = 2 },
            ["public"] = false,
            ["password"] = "********",
            ["database"] = "postgres",
            ["size"] = 2.5,
            ["origin"] = "portal",
            ["repoUrl"] = "github.com?owner=acme-labs&repo=orders",
        }).ShouldBeTrue(Made("values.json"));
        Made(".env").ShouldBe("hunter22 npm-s3cret");
        (outcome.Everything + Shown).ShouldNotContain("hunter22");
        (outcome.Everything + Shown).ShouldNotContain("npm-s3cret");
    }

    [Fact]
    public void Only_what_the_values_lack_is_asked()
    {
        _folder.With(
            "values.yaml",
            "{ owner: group:default/payments, database: none, password: '***', port: 1, tier: t1, environments: [], labels: [], limits: {}, public: false }");
        Types("orders");
        Presses(ConsoleKey.Enter);
        Types("warehouse", "y");

        Ask("--values", "values.yaml", "--secret", "NPM_TOKEN=NPM", "--secret", "password=NPM").With("NPM", "s3cr3t").Go().Ends(0);

        Snapshot.Match(Shown, "questions-missing.txt");
    }

    [Fact]
    public void Nothing_is_asked_where_all_is_given_or_has_a_default()
    {
        _folder.With("values.yaml", "name: orders\nowner: payments\npassword: '***'\nrepoUrl: github.com?owner=acme&repo=orders\n");

        Ask("--values", "values.yaml", "--secret", "NPM_TOKEN=NPM", "--secret", "password=NPM").With("NPM", "s3cr3t").Go().Ends(0);

        Shown.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_person_all_missing_values_are_listed()
    {
        var silent = Run.Automation("template", "run", "template.yaml", "--out", "made").In(_folder.Path).Go().Ends(1);
        var told = Ask("--no-input").Go().Ends(1);

        foreach (var name in (string[])["name", "owner", "repoUrl"])
        {
            silent.Output.ShouldContain($"The value of '{name}' is required.");
        }

        told.Output.ShouldBe(silent.Output);
        Shown.ShouldBeEmpty();
    }

    [Fact]
    public void A_person_who_does_not_confirm_runs_nothing()
    {
        _folder.With("template.yaml", Small("{ name: { title: Name, type: string } }"));
        Types("orders", "n");

        Ask().Go().Ends(130).Errors.ShouldContain("nothing was run");

        Directory.Exists(Path.Combine(_folder.Path, "made")).ShouldBeFalse();
    }

    [Fact]
    public void Who_may_not_run_it_is_not_asked()
    {
        _folder.With("organisation.yml", "scaffold: { allow: [{ templates: [other] }] }");

        Ask("--config", "organisation.yml").Go().Ends(1).Output.ShouldContain("The platform's policy does not allow template:default/service.");

        Shown.ShouldBeEmpty();
    }

    [Fact]
    public void Text_of_a_template_is_only_text()
    {
        _folder.With(
            "template.yaml",
            Small("""{ name: { title: "[red]Name[/] [", description: "\u001b[2J\u202e", type: string, enum: ["[bold]a", "[/]"] } }"""));
        Presses(ConsoleKey.DownArrow, ConsoleKey.Enter);
        Types("y");

        Ask().Go().Ends(0);

        Shown.ShouldContain("[red]Name[/] [");
        Shown.ShouldContain("<U+202E>");
        Shown.ShouldNotContain("\u001b");
    }

    [Fact]
    public void An_answer_that_is_optional_can_be_left_out()
    {
        _folder.With("template.yaml", Small(
            "{ note: { title: Note, type: string, minLength: 3 }, kind: { title: Kind, type: string, enum: [a, b] }, extra: { title: Extra, type: boolean } }"));
        Types("");
        Presses(ConsoleKey.DownArrow, ConsoleKey.DownArrow, ConsoleKey.Enter);
        Types("", "y");

        Ask().Go().Ends(0);

        Made("values.json").ShouldBe("{}");
    }

    [Fact]
    public void Progress_is_shown_while_steps_run_and_removed()
    {
        _folder.With("template.yaml", Small("{}"));

        var outcome = Run.Automation("template", "run", "template.yaml", "--out", "made").In(_folder.Path).ShowingProgress().Go().Ends(0);

        outcome.Errors.ShouldBe($"\rStep 1 of 1: Render the skeleton\r{new string(' ', 32)}\r");
        outcome.Output.ShouldNotContain('\r');
    }

    [Fact]
    public void A_real_terminal_asks_and_runs()
    {
        _folder.With("template.yaml", Small(
            "{ name: { title: Name, type: string, pattern: '^[a-z]+$' }, size: { title: Size, type: string, enum: [s, m], default: s } }"));

        var (outcome, screen) = AtATerminal(("Name", "Orders\r"), ("must match", "orders\r"), ("Size", "\u001b[B\r"), ("Run the template?", "y\r"));

        outcome.Ends(0).Output.ShouldEndWith("The run succeeded: 2 files in made.\n");
        screen.ShouldContain("Your answers");
        Made("values.json").ShouldBe("""{"name":"orders","size":"m"}""");
    }

    [Fact]
    public void Ctrl_C_ends_a_question_and_shows_the_cursor_again()
    {
        _folder.With("template.yaml", Small("{ size: { title: Size, type: string, enum: [s, m] } }"));

        var (outcome, screen) = AtATerminal(("Size", "\u0003"));

        outcome.Ends(130);
        screen.ShouldEndWith("\u001b[?25h\r\n");
        Directory.Exists(Path.Combine(_folder.Path, "made")).ShouldBeFalse();
    }

    // Only standard output is not a terminal, so that it has the result alone. The first terminal that the leader of a session opens is its own, so that
    // Ctrl+C reaches it; a shell that runs the tests in the background has it ignored.
    private (Outcome Outcome, string Screen) AtATerminal(params (string Shown, string Keys)[] answers)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The terminal is Linux's.");
        using var terminal = new PseudoTerminal();
        var shell = $"exec < {terminal.Path} 2> {terminal.Path} && stty sane -echo cols 100 rows 40 && exec env --default-signal=INT \"$0\" \"$@\"";
        var start = AutomationProcess.Begin(
            _folder.Path, ["setsid", "--wait", "/bin/sh", "-c", shell, .. AutomationProcess.Command, "template", "run", "template.yaml", "--out", "made"]);
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("CI");
        using var process = System.Diagnostics.Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            foreach (var (shown, keys) in answers)
            {
                terminal.Answer(shown, keys);
            }

            var outcome = AutomationProcess.Ended(process);
            return (outcome, terminal.Written());
        }
        finally
        {
            // A question that never comes would leave a program that waits for its answer.
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Small(string properties) =>
        $$$"""
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: small }
        spec:
          type: service
          parameters: { properties: {{{properties}}} }
          steps:
            - id: fetch
              name: Render the skeleton
              action: fetch:template
              input: { url: ./skeleton, values: { all: '${{ parameters }}' } }

        """;
}

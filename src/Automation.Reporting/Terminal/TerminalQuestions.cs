using Automation.Core.Text;
using Spectre.Console;

namespace Automation.Reporting.Terminal;

/// <param name="Title">What is asked for, in a few words.</param>
/// <param name="Description">What it is for; null if the title is enough.</param>
public sealed record Question(string Title, string? Description);

/// <summary>
/// Asks a person at a terminal. Titles, descriptions and choices can come from a repository: they are shown as text, and control neither the terminal nor its
/// colours.
/// </summary>
public sealed class TerminalQuestions
{
    // What fits a small terminal together with the title.
    private const int ChoicesAtOnce = 12;

    private readonly IAnsiConsole _console;

    public TerminalQuestions(IAnsiConsole console) => _console = console;

    /// <summary>Asks on a terminal, and reads its keys.</summary>
    /// <param name="colours">Whether colours may be used.</param>
    public TerminalQuestions(TextWriter output, bool colours)
        : this(AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
            Out = new AnsiConsoleOutput(output),
        }))
    {
    }

    public void Heading(string title, string? description)
    {
        _console.MarkupLine($"\n[bold underline]{Shown(title)}[/]");
        Describe(description);
    }

    /// <summary>A line that is not a question.</summary>
    public void Note(string text) => _console.MarkupLine($"[yellow]{Shown(text)}[/]");

    /// <param name="initial">The answer if the person only presses Enter; empty if that is allowed without an answer, null if it is not.</param>
    /// <param name="isSecret">Whether the answer is hidden.</param>
    /// <param name="problem">Why an answer cannot be accepted; null if it can.</param>
    public async Task<string> TextAsync(Question question, string? initial, bool isSecret, Func<string, string?> problem, CancellationToken cancellationToken)
    {
        Describe(question.Description);
        var prompt = new TextPrompt<string>($"[bold]{Shown(question.Title)}[/]{(initial is "" ? " [grey](optional)[/]:" : "")}")
            .AllowEmpty()
            .Validate(answer => Problem(answer, initial, problem) is { } wrong
                ? ValidationResult.Error($"[red]{Shown(wrong)}[/]")
                : ValidationResult.Success());
        prompt.Converter = text => Shown(text);
        if (initial is { Length: > 0 })
        {
            prompt.DefaultValue(initial);
        }

        return await ShowAsync(isSecret ? prompt.Secret() : prompt, cancellationToken);
    }

    /// <summary>Asks for one of several choices; typing searches.</summary>
    /// <returns>Its index.</returns>
    public async Task<int> ChoiceAsync(Question question, IReadOnlyList<string> choices, int initial, CancellationToken cancellationToken)
    {
        var prompt = new SelectionPrompt<int>()
            .Title(Title(question))
            .PageSize(ChoicesAtOnce)
            .MoreChoicesText("[grey](more below)[/]")
            .UseConverter(i => Shown(choices[i]))
            .AddChoices(Enumerable.Range(0, choices.Count))
            .EnableSearch()
            .SearchPlaceholderText("[grey](arrows and Enter choose, letters search)[/]");
        if (initial >= 0)
        {
            prompt.DefaultValue(initial);
        }

        var chosen = await ShowAsync(prompt, cancellationToken);
        Answered(question, choices[chosen]);
        return chosen;
    }

    /// <summary>Asks for any number of choices.</summary>
    /// <returns>Their indices, in order.</returns>
    public async Task<IReadOnlyList<int>> ChoicesAsync(
        Question question, IReadOnlyList<string> choices, IReadOnlyCollection<int> initial, bool isRequired, CancellationToken cancellationToken)
    {
        var prompt = new MultiSelectionPrompt<int>()
            .Title(Title(question))
            .InstructionsText("[grey](arrows and Space select, Enter accepts)[/]")
            .PageSize(ChoicesAtOnce)
            .MoreChoicesText("[grey](more below)[/]")
            .Required(isRequired)
            .UseConverter(i => Shown(choices[i]))
            .AddChoices(Enumerable.Range(0, choices.Count));
        foreach (var selected in initial)
        {
            prompt.Select(selected);
        }

        List<int> chosen = [.. (await ShowAsync(prompt, cancellationToken)).Order()];
        Answered(question, chosen.Count == 0 ? "none" : string.Join(", ", chosen.Select(i => choices[i])));
        return chosen;
    }

    public Task<bool> YesOrNoAsync(Question question, bool initial, CancellationToken cancellationToken)
    {
        Describe(question.Description);
        return ShowAsync(new ConfirmationPrompt($"[bold]{Shown(question.Title)}[/]") { DefaultValue = initial }, cancellationToken);
    }

    public void Review(string title, IReadOnlyList<(string Name, string Value)> answers)
    {
        Heading(title, null);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, value) in answers)
        {
            grid.AddRow($"[grey]{Shown(name)}[/]", Shown(value));
        }

        _console.Write(grid);
        _console.WriteLine();
    }

    // A list of choices hides the cursor.
    private async Task<T> ShowAsync<T>(IPrompt<T> prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await prompt.ShowAsync(_console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _console.Cursor.Show();
            _console.WriteLine();
            throw;
        }
    }

    private static string? Problem(string answer, string? initial, Func<string, string?> problem) =>
        answer.Length > 0 ? problem(answer) : initial is null ? "An answer is required." : null;

    private void Describe(string? description)
    {
        if (description is { Length: > 0 })
        {
            _console.MarkupLine($"[grey]{Shown(description)}[/]");
        }
    }

    private void Answered(Question question, string answer) => _console.MarkupLine($"[bold]{Shown(question.Title)}[/]: {Shown(answer)}");

    private static string Title(Question question) =>
        $"{(question.Description is { Length: > 0 } text ? $"[grey]{Shown(text)}[/]\n" : "")}[bold]{Shown(question.Title)}[/]";

    private static string Shown(string text) => Markup.Escape(VisibleText.Of(text));
}

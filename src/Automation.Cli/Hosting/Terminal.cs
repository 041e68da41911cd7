using System.Text;
using Automation.Core.Text;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Hosting;

/// <summary>The environment of a command: streams, variables and working directory. Tests pass their own.</summary>
internal sealed class Terminal(Stream input, TextWriter output, TextWriter error, IReadOnlyDictionary<string, string> environment, string workingDirectory)
{
    private const int WidthWithoutTerminal = 120;

    // What git and the tools for rendering need.
    private static readonly HashSet<string> Inherited = new(StringComparer.Ordinal) { "PATH", "HOME", "TMPDIR", "GITHUB_API_URL", "GITHUB_REPOSITORY" };

    /// <summary>Standard output: only results.</summary>
    public TextWriter Output => output;

    /// <summary>Standard error: errors and progress.</summary>
    public TextWriter Error => error;

    /// <summary>The folder that relative paths start from.</summary>
    public string WorkingDirectory => workingDirectory;

    /// <summary>Whether a person reads the output as it is written.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Asks the person at the terminal, in colour or not; null if no one answers, as in a job or a pipe.</summary>
    public Func<bool, TerminalQuestions>? Questions { get; init; }

    /// <summary>Whether a person sees what is written to <see cref="Error"/> as it is written.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>The width of the output in cells.</summary>
    public int Width { get; init; } = WidthWithoutTerminal;

    /// <summary>Cancelled when the user or the runner cancels the command.</summary>
    public CancellationToken Cancelled { get; init; }

    public static Terminal Real()
    {
        var isInteractive = !Console.IsOutputRedirected;
        return new Terminal(
            Console.OpenStandardInput(),
            Buffered(Console.OpenStandardOutput()),
            Buffered(Console.OpenStandardError()),
            Environment.GetEnvironmentVariables().Keys
                .Cast<string>()
                .ToDictionary(k => k, k => Environment.GetEnvironmentVariable(k) ?? "", StringComparer.Ordinal),
            Directory.GetCurrentDirectory())
        {
            Cancelled = Interruption.Token,
            IsInteractive = isInteractive,
            ShowsProgress = !Console.IsErrorRedirected,
            Questions = Console.IsInputRedirected || Console.IsErrorRedirected || IsJob()
                ? null
                : colours => new TerminalQuestions(Unbuffered(Console.OpenStandardError()), colours),
            Width = isInteractive ? Math.Max(60, Console.WindowWidth) : WidthWithoutTerminal,
        };
    }

    /// <summary>
    /// The environment for a command that runs for a program, within this one: without a person, without a job, and without secrets.
    /// </summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="ends">Cancelled when the command has to end.</param>
    public Terminal For(Stream commandInput, TextWriter commandOutput, TextWriter commandError, string folder, CancellationToken ends) =>
        new(commandInput, commandOutput, commandError, environment.Where(v => Inherited.Contains(v.Key)).ToDictionary(StringComparer.Ordinal), folder)
        {
            Cancelled = ends,
        };

    // Runners set it, GitHub's among them, and some give a job a terminal without a person.
    private static bool IsJob() => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false";

    /// <summary>An environment variable; null if it is not set or empty, because GitHub does not distinguish the two.</summary>
    public string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The full path of a path as the user wrote it.</summary>
    public string FullPath(string path) => path.Contains('\0', StringComparison.Ordinal)
        ? throw new UsageException("A path has a character that no path can have (U+0000).")
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, workingDirectory));

    /// <summary>Writes a message of the program to standard error, in a form that neither a terminal nor a workflow runner interprets as a command.</summary>
    public void Warn(string message) => error.WriteLine($"automation: {VisibleText.Of(message)}");

    /// <summary>Reads from standard input; a wait for it ends when the command is cancelled, although the read itself may continue.</summary>
    public int ReadInput(byte[] buffer)
    {
        if (!Cancelled.CanBeCanceled)
        {
            return input.Read(buffer);
        }

        var reading = Task.Run(() => input.Read(buffer), CancellationToken.None);
        Task.WaitAny([reading], Cancelled);
        return reading.GetAwaiter().GetResult();
    }

    /// <summary>Reads all of standard input; of more bytes than the limit, only a beginning that is longer than it.</summary>
    public byte[] ReadInput(long limit)
    {
        using var all = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int length; all.Length <= limit && (length = ReadInput(piece)) > 0;)
        {
            all.Write(piece, 0, length);
        }

        return all.ToArray();
    }

    // A person reads a question before it is answered.
    private static StreamWriter Unbuffered(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };

    private static StreamWriter Buffered(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024) { NewLine = "\n" };
}

using System.Text;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Cli.Action;

/// <summary>What a step of a job shows and passes on: its log, its summary, its outputs.</summary>
internal sealed class StepOutput(Terminal terminal)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a report to the log, where none of its text becomes a command of the runner.</summary>
    public void Log<T>(IWriter<T> writer, T report)
    {
        var end = Guid.NewGuid().ToString("N");
        terminal.Output.WriteLine($"::stop-commands::{end}");
        writer.Write(report, terminal.Output);
        terminal.Output.WriteLine($"::{end}::");
    }

    public void Summary<T>(IWriter<T> writer, T report) => Append("GITHUB_STEP_SUMMARY", Text(writer, report));

    /// <summary>Writes outputs, each on one line, whatever its value is.</summary>
    public void Outputs(IEnumerable<(string Name, string Value)> outputs) =>
        Append("GITHUB_OUTPUT", string.Concat(outputs.Select(o => $"{o.Name}={VisibleText.Of(o.Value)}\n")));

    /// <summary>Appends to the file that a variable of the runner names; does nothing outside a job.</summary>
    public void Append(string variable, string text)
    {
        if (terminal.Variable(variable) is { } path)
        {
            File.AppendAllText(path, text, Utf8);
        }
    }

    public static string Text<T>(IWriter<T> writer, T report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        writer.Write(report, text);
        return text.ToString();
    }
}

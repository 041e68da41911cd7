using System.CommandLine;

namespace Automation.Server.Commands;

/// <summary><c>--format text|json</c>: for people or for programs.</summary>
internal sealed class FormatOption : Option<string>
{
    private const string Json = "json";
    private const string Text = "text";

    public FormatOption()
        : base("--format")
    {
        Description = $"{Text} or {Json}";
        HelpName = "FORMAT";
        DefaultValueFactory = _ => Text;
        Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: not (Text or Json) } other])
            {
                r.AddError($"--format takes {Text} or {Json}, not '{other.Value}'.");
            }
        });
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(this) == Json;
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Automation.Owners.Matching;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Cli.Output;

/// <summary>Writes who owns each path, a line for each. What a rule says is rendered once, however many paths it decides.</summary>
/// <param name="output">Where to.</param>
/// <param name="file">The rules; null where none are in force.</param>
/// <param name="asJson">Whether the lines are JSON.</param>
internal sealed class OwnersOutput(TextWriter output, CodeownersFile? file, bool asJson)
{
    // The text goes to files and terminals, never into HTML: '<' and 'ü' may stand as they are.
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly OwnersWalk? _walk = file is null ? null : new OwnersMatcher(file).Walk();
    private readonly string?[] _rendered = new string?[file?.Rules.Count ?? 0];
    private readonly string _none = asJson ? "\",\"line\":null,\"owners\":null}\n" : "-\n";
    private char[] _escaped = new char[512];

    /// <summary>Writes the line of a path.</summary>
    public void Write(ReadOnlySpan<char> path)
    {
        if (asJson)
        {
            output.Write("{\"path\":\"");
            WriteEscaped(path);
        }

        var rules = _walk is null ? default : _walk.IndexesOf(path);
        output.Write(rules switch
        {
            [] => _none,
            [var rule] => _rendered[rule] ??= Rendered(file!.Rules[rule].Line, file.Rules[rule].Owners),
            [.., var last] => Rendered(file!.Rules[last].Line, Union(rules)),
        });
    }

    // The owners of all sections, in file order, each once.
    private List<Owner> Union(ReadOnlySpan<int> rules)
    {
        var owners = new List<Owner>();
        foreach (var rule in rules)
        {
            foreach (var owner in file!.Rules[rule].Owners)
            {
                if (!owners.Exists(o => Owner.Comparer.Equals(o.Text, owner.Text)))
                {
                    owners.Add(owner);
                }
            }
        }

        return owners;
    }

    private string Rendered(int line, IReadOnlyList<Owner> owners)
    {
        var text = new StringBuilder();
        text.Append(asJson ? "\",\"line\":" : "").Append(line.ToString(CultureInfo.InvariantCulture)).Append(asJson ? ",\"owners\":[" : "\t");
        for (var i = 0; i < owners.Count; i++)
        {
            text.Append(i == 0 ? "" : asJson ? "," : " ");
            text.Append(asJson ? $"\"{Readable.Encode(owners[i].Text)}\"" : owners[i].Text);
        }

        return text.Append(asJson ? "]}\n" : "\n").ToString();
    }

    private void WriteEscaped(ReadOnlySpan<char> path)
    {
        var needed = path.Length * Readable.MaxOutputCharactersPerInputCharacter;
        if (needed > _escaped.Length)
        {
            _escaped = new char[needed];
        }

        _ = Readable.Encode(path, _escaped, out _, out var written);
        output.Write(_escaped.AsSpan(0, written));
    }
}

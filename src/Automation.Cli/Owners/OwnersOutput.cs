using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Cli.Owners;

/// <summary>Writes the owners of each path, one line for each. The owners of a rule are rendered once for all its paths.</summary>
/// <param name="file">The rules; null if no file is used.</param>
/// <param name="line">How the lines are written.</param>
internal sealed class OwnersOutput(TextWriter output, CodeownersFile? file, OwnersLine line)
{
    private readonly bool _asJson = line == OwnersLine.Json;
    // The text goes to files and terminals, never into HTML: '<' and 'ü' need no escapes.
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly OwnersWalk? _walk = file is null ? null : new OwnersMatcher(file).Walk();
    private readonly string?[] _rendered = new string?[file?.Rules.Count ?? 0];
    private readonly string _none = line == OwnersLine.Json ? "\",\"line\":null,\"owners\":null}\n" : "-\n";
    private char[] _escaped = new char[512];

    /// <summary>Writes the line of a path.</summary>
    public void Write(ReadOnlySpan<char> path)
    {
        if (_asJson)
        {
            output.Write("{\"path\":\"");
            WriteEscaped(path);
        }
        else if (line == OwnersLine.WithPath)
        {
            output.Write(VisibleText.Of(path.ToString()));
            output.Write('\t');
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

    private string Rendered(int number, IReadOnlyList<Owner> owners)
    {
        var text = new StringBuilder();
        text.Append(_asJson ? "\",\"line\":" : "").Append(number.ToString(CultureInfo.InvariantCulture)).Append(_asJson ? ",\"owners\":[" : "\t");
        for (var i = 0; i < owners.Count; i++)
        {
            text.Append(i == 0 ? "" : _asJson ? "," : " ");
            text.Append(_asJson ? $"\"{Readable.Encode(owners[i].Text)}\"" : owners[i].Text);
        }

        return text.Append(_asJson ? "]}\n" : "\n").ToString();
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

/// <summary>How the owners of a path are written.</summary>
internal enum OwnersLine
{
    /// <summary><c>LINE&lt;TAB&gt;OWNERS</c>.</summary>
    WithoutPath,

    /// <summary><c>PATH&lt;TAB&gt;LINE&lt;TAB&gt;OWNERS</c>.</summary>
    WithPath,

    /// <summary>A JSON object.</summary>
    Json,
}

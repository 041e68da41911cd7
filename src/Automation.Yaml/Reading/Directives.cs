using System.Collections.Immutable;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Reading;

/// <summary>
/// The effect of the directives (<c>%YAML</c>, <c>%TAG</c>) of a stream so far. The dialect 1.1 applies to later documents too, until a directive
/// changes it; unknown directives and unknown versions are ignored.
/// </summary>
/// <remarks>The state machine of <c>yaml</c> 2.9, <c>doc/directives.ts</c>.</remarks>
internal sealed class Directives
{
    private static readonly ImmutableDictionary<string, string> NoTags = ImmutableDictionary<string, string>.Empty;

    private YamlVersion _version = YamlVersion.Core12;
    private bool _isExplicit;
    private bool _afterDocument11;
    private ImmutableDictionary<string, string> _tags = NoTags;

    /// <summary>Reads a line that begins with <c>%</c>; returns what is wrong with it, or null.</summary>
    public string? Add(ReadOnlySpan<char> line)
    {
        if (_afterDocument11)
        {
            (_isExplicit, _version, _tags, _afterDocument11) = (false, YamlVersion.Yaml11, NoTags, false);
        }

        var parts = WithoutComment(line).ToString().Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["%TAG", var handle, var prefix]:
                _tags = _tags.SetItem(handle, prefix);
                return null;
            case ["%TAG", ..]:
                return "The directive '%TAG' needs a handle and a prefix.";
            case ["%YAML", var version]:
                _isExplicit = true;
                _version = version switch
                {
                    "1.1" => YamlVersion.Yaml11,
                    "1.2" => YamlVersion.Core12,
                    _ => _version,
                };
                return IsVersion(version) ? null : $"'{version}' is not a version of YAML: the directive is '%YAML 1.2'.";
            case ["%YAML", ..]:
                _isExplicit = true;
                return "The directive '%YAML' needs one version: '%YAML 1.2'.";
            default:
                return null;
        }
    }

    /// <summary>The dialect and the tag handles of the document that begins now.</summary>
    public (YamlVersion Version, ImmutableDictionary<string, string> Tags) ForDocument()
    {
        var (version, tags) = (_isExplicit ? _version : YamlVersion.Core12, _tags);
        if (_version == YamlVersion.Yaml11)
        {
            _afterDocument11 = true;
        }
        else
        {
            (_isExplicit, _tags, _afterDocument11) = (false, NoTags, false);
        }

        return (version, tags);
    }

    private static bool IsVersion(string version) =>
        version.Split('.') is [{ Length: > 0 } major, { Length: > 0 } minor] && major.All(char.IsAsciiDigit) && minor.All(char.IsAsciiDigit);

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '#' && line[i - 1] is ' ' or '\t')
            {
                return line[..i];
            }
        }

        return line;
    }
}

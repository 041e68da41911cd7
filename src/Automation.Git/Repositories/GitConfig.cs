using System.Text;

namespace Automation.Git.Repositories;

/// <summary>One setting of a git configuration file.</summary>
/// <param name="Section">The section, in lower case.</param>
/// <param name="Subsection">The name in quotes after it, or empty.</param>
/// <param name="Key">The key, in lower case.</param>
/// <param name="Value">The value, unquoted.</param>
internal sealed record GitSetting(string Section, string Subsection, string Key, string Value);

/// <summary>Reads git's configuration files, in file order. Invalid lines are skipped.</summary>
/// <remarks>Source: git-config(1), "Syntax".</remarks>
internal static class GitConfig
{
    /// <summary>The longest file worth reading, in bytes.</summary>
    public const int Longest = 1 << 20;

    public static IEnumerable<GitSetting> Read(string text)
    {
        var (section, subsection) = ("", "");
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.StartsWith('['))
            {
                (section, subsection, line) = Header(line);
            }

            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                yield return new GitSetting(section, subsection, line[..equals].Trim().ToLowerInvariant(), Value(line[(equals + 1)..], lines));
            }
        }
    }

    // [section "sub\"section"] and, on the same line, maybe a first setting.
    private static (string Section, string Subsection, string After) Header(string line)
    {
        var subsection = new StringBuilder();
        var (quoted, i) = (false, 1);
        var section = "";
        for (; i < line.Length && (quoted || line[i] != ']'); i++)
        {
            switch (line[i])
            {
                case '"':
                    section = quoted ? section : line[1..i];
                    quoted = !quoted;
                    break;
                case '\\' when quoted && i + 1 < line.Length:
                    subsection.Append(line[++i]);
                    break;
                case var c when quoted:
                    subsection.Append(c);
                    break;
            }
        }

        section = section.Length == 0 ? line[1..Math.Min(i, line.Length)] : section;
        return (section.Trim().ToLowerInvariant(), subsection.ToString(), line[Math.Min(i + 1, line.Length)..].Trim());
    }

    private static string Value(string text, StringReader more)
    {
        var value = new StringBuilder();
        var (quoted, kept) = (false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 == text.Length:
                    (text, i) = (more.ReadLine() ?? "", -1);
                    continue;
                case '\\':
                    value.Append(text[++i] switch { 'n' => '\n', 't' => '\t', 'b' => '\b', var c => c });
                    kept = value.Length;
                    continue;
                case '"':
                    quoted = !quoted;
                    kept = value.Length;
                    continue;
                case '#' or ';' when !quoted:
                    return value.ToString(0, kept);
                case var space when !quoted && char.IsWhiteSpace(space):
                    value.Append(value.Length == 0 ? "" : space);
                    continue;
                case var c:
                    value.Append(c);
                    kept = value.Length;
                    continue;
            }
        }

        return value.ToString(0, kept);
    }
}

using Automation.Owners.Reading;

namespace Automation.Owners.Matching;

/// <summary>
/// Looks paths up one after another. Not thread-safe. Only the folders that a path does not share with the one before it
/// are walked, and nothing is allocated for a path. A leading slash is ignored, and several slashes count as one; a path that ends
/// with a slash means a file in that folder whose name no pattern contains.
/// </summary>
public sealed class OwnersWalk
{
    private readonly CodeownersFile _file;
    private readonly SegmentNames _names;
    private readonly SectionWalk[] _sections;
    private readonly int[] _decisions;

    private char[] _path = new char[256];
    private int _length;

    // Where the name of each folder of the path ends.
    private int[] _folderEnds = new int[16];
    private int _depth;

    internal OwnersWalk(OwnersMatcher matcher)
    {
        (_file, _names) = (matcher.File, matcher.Names);
        _sections = Array.ConvertAll(matcher.Sections, section => new SectionWalk(section));
        _decisions = new int[_sections.Length];
    }

    /// <summary>The line that decides who owns a file; null if none matches. If GitLab's sections have several, that of the last section.</summary>
    /// <param name="path">The file's path from the root, with <c>/</c>.</param>
    public OwnershipRule? RuleOf(ReadOnlySpan<char> path) => IndexesOf(path) is [.., var last] ? _file.Rules[last] : null;

    /// <summary>The lines that decide who owns a file, one for each section that has one, in file order.</summary>
    /// <param name="path">The file's path from the root, with <c>/</c>.</param>
    public IReadOnlyList<OwnershipRule> RulesOf(ReadOnlySpan<char> path)
    {
        var indexes = IndexesOf(path);
        var rules = new OwnershipRule[indexes.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = _file.Rules[indexes[i]];
        }

        return rules;
    }

    /// <summary>The indexes of the deciding lines among the file's rules, in file order. Valid until the next path.</summary>
    /// <param name="path">The file's path from the root, with <c>/</c>.</param>
    public ReadOnlySpan<int> IndexesOf(ReadOnlySpan<char> path)
    {
        path = path.TrimStart('/');
        if (path.IsEmpty)
        {
            return [];
        }

        Follow(path);
        var count = 0;
        foreach (var section in _sections)
        {
            if (section.Decision is >= 0 and var rule)
            {
                _decisions[count++] = rule;
            }
        }

        // Sections that occur again are combined with their earlier rules.
        var decisions = _decisions.AsSpan(0, count);
        if (count > 1)
        {
            decisions.Sort();
        }

        return decisions;
    }

    private void Follow(ReadOnlySpan<char> path)
    {
        var at = ReturnToShared(path);
        Remember(path);
        while (true)
        {
            while (at < path.Length && path[at] == '/')
            {
                at++;
            }

            var length = path[at..].IndexOf('/');
            var segment = length < 0 ? path[at..] : path.Slice(at, length);
            var name = _names.Find(segment);
            if (length < 0)
            {
                foreach (var section in _sections)
                {
                    section.Look(segment, name);
                }

                return;
            }

            Enter(segment, name, at + length);
            at += length + 1;
        }
    }

    // Goes up to the last folder that this path shares with the previous one, and returns where the rest begins.
    private int ReturnToShared(ReadOnlySpan<char> path)
    {
        var shared = path.CommonPrefixLength(_path.AsSpan(0, _length));
        while (_depth > 0 && _folderEnds[_depth - 1] >= shared)
        {
            _depth--;
        }

        if (Array.Exists(_sections, section => section.IsStranded))
        {
            _depth = 0;
            Array.ForEach(_sections, section => section.Restart());
        }

        foreach (var section in _sections)
        {
            section.Return(_depth);
        }

        return _depth == 0 ? 0 : _folderEnds[_depth - 1] + 1;
    }

    private void Enter(ReadOnlySpan<char> folder, int name, int end)
    {
        foreach (var section in _sections)
        {
            section.Enter(folder, name);
        }

        Growing.Append(ref _folderEnds, ref _depth, end);
    }

    private void Remember(ReadOnlySpan<char> path)
    {
        if (path.Length > _path.Length)
        {
            _path = new char[Math.Max(path.Length, _path.Length * 2)];
        }

        path.CopyTo(_path);
        _length = path.Length;
    }
}

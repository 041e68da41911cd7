using System.Globalization;
using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>Who wrote or committed, and when.</summary>
internal sealed record GitSignature(string Name, string Email, DateTimeOffset When)
{
    /// <summary>The line of a commit without its first word.</summary>
    public override string ToString() =>
        $"{Name} <{Email}> {When.ToUnixTimeSeconds()} {(When.Offset < TimeSpan.Zero ? '-' : '+')}{When.Offset:hhmm}";

    /// <summary>Reads it back.</summary>
    public static GitSignature Parse(string line)
    {
        var open = line.LastIndexOf('<');
        var close = line.LastIndexOf('>');
        var time = line[(close + 2)..].Split(' ');
        var offset = int.Parse(time[1], CultureInfo.InvariantCulture);
        var seconds = long.Parse(time[0], CultureInfo.InvariantCulture);
        var zone = new TimeSpan(offset / 100, offset % 100, 0);
        return new GitSignature(line[..open].TrimEnd(), line[(open + 1)..close], DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(zone));
    }
}

/// <summary>A commit as git stores it.</summary>
internal sealed record GitCommit(string Tree, IReadOnlyList<string> Parents, GitSignature Author, GitSignature Committer, string Message)
{
    /// <summary>The object's content.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder($"tree {Tree}\n");
        foreach (var parent in Parents)
        {
            text.Append($"parent {parent}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append($"author {Author}\ncommitter {Committer}\n\n{Message}").ToString());
    }

    /// <summary>Reads an object's content; headers of no interest here (signatures, encodings) are skipped.</summary>
    public static GitCommit Parse(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = text[..end].Split('\n').Select(l => l.Split(' ', 2)).Where(l => l.Length == 2).ToLookup(l => l[0], l => l[1]);
        return new GitCommit(
            headers["tree"].First(),
            [.. headers["parent"]],
            GitSignature.Parse(headers["author"].First()),
            GitSignature.Parse(headers["committer"].First()),
            text[(end + 2)..]);
    }
}

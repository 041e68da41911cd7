using Automation.Owners.Linting.Containment;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>A later line that takes files from another.</summary>
/// <param name="By">The line that matches most of the visited files.</param>
/// <param name="Example">A file that it takes.</param>
/// <param name="OtherLines">Whether other lines also take some of the files.</param>
internal sealed record Taker(OwnershipRule By, string Example, bool OtherLines);

/// <summary>The lines that do not decide for any file of a repository.</summary>
/// <param name="Taken">Lines whose files are all decided by later lines.</param>
/// <param name="Nothing">Lines that match no file.</param>
internal sealed record FileOutcome(IReadOnlyList<(OwnershipRule Rule, Taker Taker)> Taken, IReadOnlyList<OwnershipRule> Nothing)
{
    // Each round searches below the lines that the previous rounds found. Real files need two or three; deeper ones are not reported.
    private const int MostRounds = 12;

    /// <summary>Looks up every file, then again with only the lines that decided nothing, until no more of them match.</summary>
    /// <param name="idle">Lines that are known to have no effect, and are not checked.</param>
    public static FileOutcome Of(CodeownersFile file, IReadOnlySet<int> idle, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var deciding = Deciding(file, files, cancellationToken);
        var winners = deciding.SelectMany(d => d).Select(r => r.Line).ToHashSet();
        var left = file.Rules.Where(r => !winners.Contains(r.Line) && !idle.Contains(r.Line) && PatternIndex.IsSettled(r.Pattern)).ToList();
        var taken = new SortedDictionary<int, Tally>();
        for (var round = 0; round < MostRounds && left.Count > 0; round++)
        {
            var matching = Deciding(file with { Rules = left }, files, cancellationToken);
            var before = taken.Count;
            for (var i = 0; i < files.Count; i++)
            {
                foreach (var rule in matching[i])
                {
                    Add(taken, rule, deciding[i], files[i]);
                }
            }

            if (taken.Count == before)
            {
                return new FileOutcome(Result(taken), left);
            }

            left = [.. left.Where(r => !taken.ContainsKey(r.Line))];
        }

        return new FileOutcome(Result(taken), []);
    }

    private static IReadOnlyList<OwnershipRule>[] Deciding(CodeownersFile file, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var walk = new OwnersMatcher(file).Walk();
        var deciding = new IReadOnlyList<OwnershipRule>[files.Count];
        for (var i = 0; i < deciding.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            deciding[i] = walk.RulesOf(files[i]);
        }

        return deciding;
    }

    private static void Add(SortedDictionary<int, Tally> taken, OwnershipRule rule, IReadOnlyList<OwnershipRule> deciding, string file)
    {
        if (!taken.TryGetValue(rule.Line, out var tally))
        {
            taken.Add(rule.Line, tally = new Tally(rule));
        }

        foreach (var taker in deciding)
        {
            if (taker.Section == rule.Section)
            {
                tally.Count(taker, file);
            }
        }
    }

    // A file that a GitLab exclusion removes from its section is matched by no line.
    private static List<(OwnershipRule, Taker)> Result(SortedDictionary<int, Tally> taken) =>
        [.. taken.Values.Where(t => t.HasTaker).Select(t => (t.Rule, t.Taker))];

    private sealed class Tally(OwnershipRule rule)
    {
        private readonly Dictionary<int, (OwnershipRule By, string Example, int Count)> _takers = [];

        public OwnershipRule Rule => rule;

        public bool HasTaker => _takers.Count > 0;

        public Taker Taker
        {
            get
            {
                var (by, example, _) = _takers.Values.OrderByDescending(t => t.Count).ThenBy(t => t.By.Line).First();
                return new Taker(by, example, _takers.Count > 1);
            }
        }

        public void Count(OwnershipRule by, string file)
        {
            var (_, example, count) = _takers.GetValueOrDefault(by.Line, (by, file, 0));
            _takers[by.Line] = (by, example, count + 1);
        }
    }
}

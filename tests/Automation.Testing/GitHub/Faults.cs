using System.Text.RegularExpressions;

namespace Automation.Testing.GitHub;

/// <summary>Something that goes wrong with a request.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The answer takes its time.</summary>
    /// <param name="Delay">How much.</param>
    public sealed record Latency(TimeSpan Delay) : Fault;

    /// <summary>The answer waits for something else, which no clock decides.</summary>
    /// <param name="Until">What it waits for.</param>
    public sealed record Held(Task Until) : Fault;

    /// <summary>The connection breaks and nothing has happened.</summary>
    public sealed record ResetBeforeEffect : Fault;

    /// <summary>The connection breaks and it has happened all the same: only the answer is lost.</summary>
    public sealed record ResetAfterEffect : Fault;

    /// <summary>GitHub fails, and nothing has happened.</summary>
    /// <param name="Status">500, 502 or 503.</param>
    public sealed record ServerError(int Status = 502) : Fault;

    /// <summary>Too much, in the newer way: 429.</summary>
    /// <param name="RetryAfter">How long to wait, in seconds.</param>
    public sealed record TooManyRequests(int RetryAfter = 1) : Fault;

    /// <summary>Too much, in the older way: 403.</summary>
    /// <param name="RetryAfter">How long to wait, in seconds; null to leave the header out, as GitHub does at times.</param>
    public sealed record SecondaryLimit(int? RetryAfter = 1) : Fault;

    /// <summary>GraphQL: a query comes to nothing, which GitHub says with status 200, and nothing has happened.</summary>
    public sealed record NoData : Fault;

    /// <summary>GitHub does not take what is asked, and nothing has happened: 403 where it forbids it, 422 where it makes no sense.</summary>
    /// <param name="Status">403 or 422.</param>
    public sealed record Refused(int Status) : Fault;

    /// <summary>A read gets the answer before the last one that differed.</summary>
    public sealed record StaleRead : Fault;
}

/// <summary>What goes wrong and when: for the next calls that match, or by chance.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly Random _chance;
    private readonly List<Rule> _rules = [];
    private int _lostDeliveries;

    internal Faults(int seed) => _chance = new Random(seed);

    /// <summary>The next calls that match go wrong like this.</summary>
    /// <param name="count">How many.</param>
    /// <param name="call">The method and the path without a query: <c>POST /repos/acme/orders/check-runs</c>; <c>*</c> stands for anything.</param>
    /// <param name="fault">What goes wrong.</param>
    public Faults Next(int count, string call, Fault fault)
    {
        lock (_gate)
        {
            _rules.Add(new Rule(PatternOf(call), fault) { Left = count });
        }

        return this;
    }

    /// <summary>The next call that matches goes wrong like this.</summary>
    public Faults Next(string call, Fault fault) => Next(1, call, fault);

    /// <summary>Any call that matches may go wrong like this.</summary>
    /// <param name="probability">How likely, from 0 to 1.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="call">Which calls.</param>
    public Faults Sometimes(double probability, Fault fault, string call = "* *")
    {
        lock (_gate)
        {
            _rules.Add(new Rule(PatternOf(call), fault) { Probability = probability });
        }

        return this;
    }

    /// <summary>The next deliveries never arrive; GitHub's log shows that they failed.</summary>
    public Faults LoseDeliveries(int count)
    {
        lock (_gate)
        {
            _lostDeliveries += count;
        }

        return this;
    }

    /// <summary>Nothing goes wrong from here on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _lostDeliveries = 0;
        }
    }

    internal Fault? Take(string method, string path)
    {
        lock (_gate)
        {
            foreach (var rule in _rules.Where(r => r.Pattern.IsMatch($"{method} {path}")).OrderBy(r => r.Left is null))
            {
                if (rule.Left is null && _chance.NextDouble() < rule.Probability)
                {
                    return rule.Fault;
                }

                if (rule.Left > 0)
                {
                    rule.Left--;
                    return rule.Fault;
                }
            }

            return null;
        }
    }

    internal bool TakeLostDelivery()
    {
        lock (_gate)
        {
            return _lostDeliveries > 0 && _lostDeliveries-- > 0;
        }
    }

    private static Regex PatternOf(string call) => new("^" + Regex.Escape(call).Replace(@"\*", ".*") + "$", RegexOptions.CultureInvariant);

    private sealed class Rule(Regex pattern, Fault fault)
    {
        public Regex Pattern => pattern;

        public Fault Fault => fault;

        public int? Left { get; set; }

        public double Probability { get; init; }
    }
}

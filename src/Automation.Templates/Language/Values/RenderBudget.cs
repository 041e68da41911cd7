using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Automation.Templates.Language.Values;

/// <summary>The limits of one rendering. Those on work, output and depth are the limits of Backstage's engine.</summary>
internal sealed class RenderBudget
{
    /// <summary>How deep expressions, tags and macros may be nested.</summary>
    public const int Deepest = 512;

    /// <summary>What it costs to write an item of a list, counted in characters that are read.</summary>
    public const int CostOfItem = 32;

    /// <summary>The longest text that a rendering makes, and that it prints.</summary>
    public const int MostOutput = 16 * 1024 * 1024;

    private const int MostWork = 1_000_000;

    // Characters and items that are read by what is one unit of work: comparisons, searches, conversions. About a second at most.
    private const long MostRead = 64 * 1024 * 1024;

    // For all regular expressions that need backtracking together.
    private static readonly TimeSpan LongestMatching = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _matching = new();
    private int _work;
    private long _read;
    private long _output;
    private int _depth;

    /// <summary>Adds what was spent to the cost of a run.</summary>
    public void AddTo(RunCost cost) => cost.Add(_work, _read, _output, _matching.Elapsed);

    /// <summary>Counts work: one unit for each expression, statement and item.</summary>
    public void Work(double units, int at)
    {
        _work = (int)Math.Min(_work + Math.Max(units, 0), int.MaxValue);
        if (_work > MostWork)
        {
            throw new TemplateException($"Rendering takes more than {MostWork} steps. Use shorter lists and loops.", at);
        }
    }

    /// <summary>Counts characters and items that are read.</summary>
    public void Read(long units, int at)
    {
        _read += units;
        if (_read > MostRead)
        {
            throw new TemplateException("Rendering reads long texts or lists too often. Use shorter texts and lists.", at);
        }
    }

    /// <summary>Counts characters of a text that is made.</summary>
    public void Output(long characters, int at)
    {
        _output += characters;
        if (_output > MostOutput)
        {
            throw new TemplateException($"The rendered text has more than {MostOutput} characters.", at);
        }
    }

    public void Enter(int at)
    {
        if (++_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateException($"Rendering is nested more than {Deepest} deep.", at);
        }
    }

    public void Leave() => _depth--;

    /// <summary>Matches a regular expression, and counts the time that this takes.</summary>
    public T Match<T>(Func<T> match, int at)
    {
        _matching.Start();
        var result = match();
        _matching.Stop();
        EndLongMatching(at);
        return result;
    }

    /// <summary>Ends a rendering whose regular expressions took too long.</summary>
    public void EndLongMatching(int at)
    {
        if (_matching.Elapsed > LongestMatching)
        {
            throw new TemplateException(
                $"Regular expressions take more than {LongestMatching.TotalMilliseconds:0} ms. Use ones without nested repetition, or shorter texts.",
                at);
        }
    }
}

namespace Automation.Templates.Language.Values;

/// <summary>
/// The total cost of the renderings of one run. Each rendering has its own limits (<see cref="RenderBudget"/>); but its author decides how many there are, so
/// their total is limited, too.
/// </summary>
internal sealed class RunCost
{
    // A few renderings at their limits: about two seconds. A skeleton with 300 files takes some ten thousand steps.
    private const long MostWork = 5_000_000;
    private const long MostRead = 4L * 64 * 1024 * 1024;
    private const long MostOutput = 4L * RenderBudget.MostOutput;

    private static readonly TimeSpan LongestMatching = TimeSpan.FromSeconds(2);

    private long _work;
    private long _read;
    private long _output;
    private TimeSpan _matching;

    /// <summary>Refuses a rendering after those before it took too much.</summary>
    public void Require()
    {
        if (_work > MostWork || _read > MostRead)
        {
            throw new TemplateException($"The expressions and files of the run take more than {MostWork:N0} steps together. Use shorter lists and loops.", 0);
        }

        if (_output > MostOutput)
        {
            throw new TemplateException($"The expressions and files of the run produce more than {MostOutput:N0} characters together.", 0);
        }

        if (_matching > LongestMatching)
        {
            throw new TemplateException(
                $"The regular expressions of the run take more than {LongestMatching.TotalSeconds:0} seconds together. Use ones without nested repetition.", 0);
        }
    }

    public void Add(long work, long read, long output, TimeSpan matching)
    {
        _work += work;
        _read += read;
        _output += output;
        _matching += matching;
    }
}

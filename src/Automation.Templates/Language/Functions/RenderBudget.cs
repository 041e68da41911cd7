using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>What one rendering may cost. The limits are those of Backstage's engine, but for the depth, which has to fit on the stack of any thread.</summary>
internal sealed class RenderBudget
{
    private const int MostWork = 1_000_000;
    private const int MostOutput = 16 * 1024 * 1024;
    private const int Deepest = 256;

    private int _work;
    private long _output;
    private int _depth;

    /// <summary>Counts work: one unit for each expression, statement and item.</summary>
    public void Work(double units, int at)
    {
        _work = (int)Math.Min(_work + Math.Max(units, 0), int.MaxValue);
        if (_work > MostWork)
        {
            throw new TemplateException($"Rendering takes more than {MostWork} steps.", at);
        }
    }

    /// <summary>Counts characters of a text that is made: each text of a size is also work.</summary>
    public void Output(long characters, int at)
    {
        _output += characters;
        if (_output > MostOutput)
        {
            throw new TemplateException($"Rendering makes more than {MostOutput} characters.", at);
        }
    }

    /// <summary>Goes one level deeper.</summary>
    public void Enter(int at)
    {
        if (++_depth > Deepest)
        {
            throw new TemplateException($"Rendering is nested more than {Deepest} deep.", at);
        }
    }

    /// <summary>Comes back from a level.</summary>
    public void Leave() => _depth--;
}

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>What the templates of one ApplicationSet may use together: steps, and characters and values that they make.</summary>
internal sealed class GoBudget(CancellationToken cancellationToken)
{
    /// <summary>Evaluated nodes of a template.</summary>
    public const int MostSteps = 20_000_000;

    /// <summary>Characters of all texts, and items of all lists, that templates make.</summary>
    public const int MostMade = 256_000_000;

    /// <summary>Characters of one text.</summary>
    public const int LongestText = 4 << 20;

    /// <summary>Items of one list.</summary>
    public const int LongestList = 100_000;

    private int _steps;
    private int _made;

    /// <summary>Counts one evaluated node.</summary>
    public void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new GoTemplateException($"the templates take more than {MostSteps:N0} steps");
        }

        if ((_steps & 0xFFF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A text that is about to be made.</summary>
    public void Text(long length)
    {
        if (length > LongestText)
        {
            throw new GoTemplateException($"a text has more than {LongestText:N0} characters");
        }

        Made((int)length);
    }

    /// <summary>A list that is about to be made.</summary>
    public void List(long length)
    {
        if (length > LongestList)
        {
            throw new GoTemplateException($"a list has more than {LongestList:N0} items");
        }

        Made((int)length);
    }

    private void Made(int count)
    {
        _made += count;
        if (_made > MostMade)
        {
            throw new GoTemplateException("the templates make too much text");
        }
    }
}

/// <summary>A template cannot be parsed or executed. The message is for people; it does not leave <see cref="GoTemplate"/>'s callers.</summary>
internal class GoTemplateException(string message) : Exception(message);

/// <summary>A map has no entry of a name, and the template asked for an error in this case.</summary>
internal sealed class MissingKeyException(string message) : GoTemplateException(message);

/// <summary>A template uses something whose result is not known here, although Argo CD would know it.</summary>
internal sealed class UndecidedTemplateException(string message) : GoTemplateException(message);

namespace Automation.Yaml.Syntax;

/// <summary>Queries about runs of tokens.</summary>
internal sealed class TokenRuns(IReadOnlyList<Token> tokens)
{
    public bool Includes(TokenRun run, TokenKind kind)
    {
        for (var i = run.From; i < run.To; i++)
        {
            if (tokens[i].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there are only white space, line breaks and comments.</summary>
    public bool IsBlank(TokenRun run)
    {
        for (var i = run.From; i < run.To; i++)
        {
            if (tokens[i].Kind is not (TokenKind.Blank or TokenKind.LineBreak or TokenKind.Comment))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether there are only white space and line breaks.</summary>
    public bool HasNoComment(TokenRun run) => IsBlank(run) && !Includes(run, TokenKind.Comment);

    /// <summary>Whether a comment is indented at least as far as something.</summary>
    public bool HasCommentFrom(TokenRun run, int indent)
    {
        for (var i = run.From; i < run.To; i++)
        {
            if (tokens[i].Kind == TokenKind.Comment && tokens[i].Indent >= indent)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Splits a run before the anchor and tag at its end, on one line and after any indicator.</summary>
    public (TokenRun Before, TokenRun Properties) DivideProperties(TokenRun run)
    {
        var at = run.To;
        while (at > run.From && tokens[at - 1].Kind is not (TokenKind.Marker or TokenKind.KeyMark or TokenKind.Colon or TokenKind.Dash or TokenKind.LineBreak))
        {
            at--;
        }

        while (at < run.To && tokens[at].Kind == TokenKind.Blank)
        {
            at++;
        }

        return run.Divide(at);
    }

    /// <summary>
    /// Splits a run at the second line break after its last anchor, tag, indicator or comment that is indented further than the map.
    /// </summary>
    public (TokenRun Before, TokenRun After) DivideAfterEmptyLine(TokenRun run, int indent)
    {
        var (breaks, second) = (0, run.To);
        for (var i = run.From; i < run.To; i++)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.LineBreak:
                    breaks++;
                    second = breaks == 2 ? i : second;
                    break;
                case TokenKind.Blank:
                case TokenKind.Comment when tokens[i].Indent <= indent:
                    break;
                default:
                    (breaks, second) = (0, run.To);
                    break;
            }
        }

        return run.Divide(second);
    }
}

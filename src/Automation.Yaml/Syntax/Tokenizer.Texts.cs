using static Automation.Yaml.Syntax.Characters;

namespace Automation.Yaml.Syntax;

/// <summary>Finds the ends of texts: quoted, plain, and in blocks.</summary>
internal sealed partial class Tokenizer
{
    private State ReadQuoted()
    {
        var quote = text[_at];
        var last = ClosingQuote(quote);
        for (var lineBreak = LineBreakBefore(last, _at); lineBreak >= 0;)
        {
            var next = Continuation(lineBreak + 1);
            if (next < 0)
            {
                last = lineBreak - (text[lineBreak - 1] == '\r' ? 2 : 1);
                break;
            }

            lineBreak = LineBreakBefore(last, next);
        }

        Add(quote == '"' ? TokenKind.DoubleQuoted : TokenKind.SingleQuoted, last < 0 ? end : last + 1);
        return Next;
    }

    // -1 if there is none.
    private int ClosingQuote(char quote)
    {
        for (var at = IndexOf(quote, _at + 1); at >= 0; at = IndexOf(quote, at + 1))
        {
            if (quote == '\'' && Character(at + 1) == '\'')
            {
                at++;
            }
            else if (quote == '\'' || IsUnescaped(at))
            {
                return at;
            }
        }

        return -1;
    }

    private bool IsUnescaped(int at)
    {
        var before = at - 1;
        while (text[before] == '\\')
        {
            before--;
        }

        return (at - before) % 2 == 1;
    }

    private int LineBreakBefore(int last, int from) => last > from ? text.IndexOf('\n', from, last - from) : -1;

    private State ReadBlock()
    {
        var (hasIndicator, indicator, keeps) = (false, 0, false);
        for (var at = _at + 1; Character(at) is '+' or '-' or (>= '1' and <= '9'); at++)
        {
            keeps |= text[at] == '+';
            (hasIndicator, indicator) = text[at] >= '1' ? (true, text[at] - '1') : (hasIndicator, indicator);
        }

        var header = _at + 1;
        while (!IsSpace(Character(header)) && text[header] != '#')
        {
            header++;
        }

        Add(TokenKind.BlockHeader, header);
        AddBlank();
        AddComment(isCommentOnly: false);
        AddLineBreak();

        var (lineBreak, indentation) = FirstBlockLine();
        if (indentation >= _least)
        {
            _least = !hasIndicator ? indentation : indicator + Math.Max(_least, 1);
            for (var next = Continuation(lineBreak + 1); next >= 0; next = Continuation(lineBreak + 1))
            {
                lineBreak = IndexOf('\n', next);
                if (lineBreak < 0)
                {
                    lineBreak = end;
                    break;
                }
            }
        }

        Add(TokenKind.BlockText, Math.Min(BlockEnd(lineBreak, indentation, keeps) + 1, end));
        (_isLineStart, _column) = (true, 0);
        return ReadLineStart();
    }

    // The line break before the first line that is not blank, and how far that is indented.
    private (int LineBreak, int Indentation) FirstBlockLine()
    {
        var (lineBreak, indentation) = (_at - 1, 0);
        for (var at = _at; at < end; at++)
        {
            switch (text[at])
            {
                case ' ':
                    indentation++;
                    break;
                case '\n':
                    (lineBreak, indentation) = (at, 0);
                    break;
                case '\r' when Character(at + 1) == '\n':
                    break;
                default:
                    return (lineBreak, indentation);
            }
        }

        return (lineBreak, indentation);
    }

    // Tabs that follow are included, so that they are reported; blank lines that are not indented further are left out unless they are kept.
    private int BlockEnd(int lineBreak, int indentation, bool keeps)
    {
        var at = lineBreak + 1;
        while (Character(at) == ' ')
        {
            at++;
        }

        if (Character(at) == '\t')
        {
            while (Character(at) is '\t' or ' ' or '\r' or '\n')
            {
                at++;
            }

            return at - 1;
        }

        while (!keeps)
        {
            var last = lineBreak - 1;
            last = Character(last) == '\r' ? last - 1 : last;
            var before = last;
            while (Character(before) == ' ')
            {
                before--;
            }

            if (before < _at || Character(before) != '\n' || before + 1 + indentation <= last)
            {
                break;
            }

            lineBreak = before;
        }

        return lineBreak;
    }

    private State ReadPlain()
    {
        var isFlow = _brackets > 0;
        var last = _at - 1;
        for (var at = _at; at < end; at++)
        {
            var c = text[at];
            if (c == ':')
            {
                var next = Character(at + 1);
                if (IsSpace(next) || (isFlow && IsBracketOrComma(next)))
                {
                    break;
                }

                last = at;
            }
            else if (IsSpace(c))
            {
                if (c == '\r' && Character(at + 1) == '\n')
                {
                    c = text[++at];
                }
                else if (c == '\r')
                {
                    last = at;
                }

                var next = Character(at + 1);
                if (next == '#' || (isFlow && IsBracketOrComma(next)))
                {
                    break;
                }

                if (c == '\n')
                {
                    var continuation = Continuation(at + 1);
                    if (continuation < 0)
                    {
                        break;
                    }

                    // The space before the continuation is read again: a '#' after it begins a comment.
                    at = Math.Max(at, continuation - 2);
                }
            }
            else if (isFlow && IsBracketOrComma(c))
            {
                break;
            }
            else
            {
                last = at;
            }
        }

        Add(TokenKind.Plain, last + 1);
        return Next;
    }

    private State Next => _brackets > 0 ? State.Brackets : State.Content;

    // Where a continuation line continues a text: after its indentation, if that is sufficient; otherwise -1.
    private int Continuation(int line)
    {
        if (_least == 0)
        {
            return IsMarker(text, line, end) ? -1 : line;
        }

        var at = line;
        while (Character(at) == ' ')
        {
            at++;
        }

        return Character(at) == '\r' && Character(at + 1) == '\n' ? at + 1
            : Character(at) == '\n' || at - line >= _least ? at
            : -1;
    }
}

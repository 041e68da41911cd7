using static Automation.Yaml.Syntax.Characters;

namespace Automation.Yaml.Syntax;

/// <summary>
/// Splits one document into tokens, a few at a time, without knowing their structure: it knows the indentation of the line, the
/// indentation that a continuation line needs, and the number of open brackets.
/// </summary>
/// <remarks>Agrees with the library <c>yaml</c> 2.9, with which Backstage reads descriptors, even where that differs from YAML 1.2.</remarks>
internal sealed partial class Tokenizer(string text, int start, int end)
{
    private readonly List<Token> _tokens = [];
    private State _state = State.LineStart;
    private readonly int _start = start;
    private int _at = start;
    private int _brackets;
    private bool _isAfterKey;

    // The indentation of the current line, and the least indentation of a line that continues the current text.
    private int _indentation;
    private int _least;

    // For the indentation that is recorded with each token.
    private int _column;
    private bool _isLineStart = true;

    private enum State
    {
        LineStart,
        BlockStart,
        Content,
        Brackets,
    }

    public IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>Finds more tokens; false at the end.</summary>
    public bool Advance()
    {
        if (_at >= end)
        {
            return false;
        }

        _state = _state switch
        {
            State.LineStart => ReadLineStart(),
            State.BlockStart => ReadBlockStart(),
            State.Content => ReadContent(),
            _ => ReadWithinBrackets(),
        };
        return true;
    }

    private State ReadLineStart()
    {
        if (IsMarker(text, _at, end))
        {
            Add(_at == _start ? TokenKind.Marker : TokenKind.Stray, _at + 3);
            (_indentation, _least) = (0, 0);
            return State.Content;
        }

        _indentation = AddSpaces();
        if (_least > _indentation && !IsSpace(Ahead(1)))
        {
            _least = _indentation;
        }

        return ReadBlockStart();
    }

    private State ReadBlockStart()
    {
        if (IndicatorKind(Ahead(0)) is not { } kind || !IsSpace(Ahead(1)))
        {
            return State.Content;
        }

        var from = _at;
        Add(kind, _at + 1);
        AddBlank();
        _least = _indentation + 1;
        _indentation += _at - from;
        return State.BlockStart;
    }

    private State ReadContent()
    {
        AddBlank();
        AddProperties();
        switch (Ahead(0))
        {
            case None or '\n' or '#':
            case '\r' when Ahead(1) == '\n':
                AddComment();
                AddLineBreak();
                return ReadLineStart();
            case '{' or '[':
                Add(TokenKind.Open, _at + 1);
                (_isAfterKey, _brackets) = (false, 1);
                return State.Brackets;
            case '}' or ']':
                Add(TokenKind.Close, _at + 1);
                return State.Content;
            case '*':
                AddName(TokenKind.Alias);
                return State.Content;
            case '"' or '\'':
                return ReadQuoted();
            case '|' or '>':
                return ReadBlock();
            default:
                return ReadPlain();
        }
    }

    private State ReadWithinBrackets()
    {
        var indentation = None;
        while (AddLineBreak())
        {
            _indentation = indentation = AddSpaces();
            AddBlank();
        }

        if (indentation == None && AddBlank() > 0)
        {
            return State.Brackets;
        }

        if (indentation != None && IsTooFarLeft(indentation))
        {
            _brackets = 0;
            Add(TokenKind.Cut, _at);
            return ReadLineStart();
        }

        while (Ahead(0) == ',')
        {
            Add(TokenKind.Comma, _at + 1);
            AddBlank();
            _isAfterKey = false;
        }

        AddProperties();
        switch (Ahead(0))
        {
            case None or '\n':
            case '\r' when Ahead(1) == '\n':
                return State.Brackets;
            case '#':
                AddComment();
                return State.Brackets;
            case '{' or '[':
                Add(TokenKind.Open, _at + 1);
                (_isAfterKey, _brackets) = (false, _brackets + 1);
                return State.Brackets;
            case '}' or ']':
                Add(TokenKind.Close, _at + 1);
                (_isAfterKey, _brackets) = (true, _brackets - 1);
                return _brackets > 0 ? State.Brackets : State.Content;
            case '*':
                AddName(TokenKind.Alias);
                return State.Brackets;
            case '"' or '\'':
                _isAfterKey = true;
                return ReadQuoted();
            case ':' when _isAfterKey || IsSpace(Ahead(1)) || Ahead(1) == ',':
                _isAfterKey = false;
                Add(TokenKind.Colon, _at + 1);
                AddBlank();
                return State.Brackets;
            default:
                _isAfterKey = false;
                return ReadPlain();
        }
    }

    // The last closing bracket may have the same indentation as the line of the first opening one.
    private bool IsTooFarLeft(int indentation) =>
        ((indentation < _least && Ahead(0) != '#') || (indentation == 0 && IsMarker(text, _at, end)))
        && !(indentation == _least - 1 && _brackets == 1 && Ahead(0) is ']' or '}');

    private void AddProperties()
    {
        while (true)
        {
            switch (Ahead(0))
            {
                case '!':
                    Add(TokenKind.Tag, TagEnd());
                    break;
                case '&':
                    AddName(TokenKind.Anchor);
                    break;
                case '-' or '?' or ':' when IsSpace(Ahead(1)) || (_brackets > 0 && IsBracketOrComma(Ahead(1))):
                    (_least, _isAfterKey) = (_brackets == 0 ? _indentation + 1 : _least, _brackets == 0 && _isAfterKey);
                    Add(IndicatorKind(Ahead(0))!.Value, _at + 1);
                    break;
                default:
                    return;
            }

            AddBlank();
        }
    }

    private int TagEnd()
    {
        var at = _at + 1;
        if (Ahead(1) == '<')
        {
            while (!IsSpace(Character(at)) && text[at] != '>')
            {
                at++;
            }

            return Character(at) == '>' ? at + 1 : at;
        }

        while (IsInTag(Character(at)) || (Character(at) == '%' && at + 2 < end && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2])))
        {
            at += text[at] == '%' ? 3 : 1;
        }

        return at;
    }

    private void AddName(TokenKind kind)
    {
        var at = _at;
        while (!EndsName(Character(at)))
        {
            at++;
        }

        Add(kind, at);
    }

    private void AddComment(bool isCommentOnly = true)
    {
        var lineBreak = IndexOf('\n', _at);
        var lineEnd = lineBreak < 0 ? end : lineBreak > _at && text[lineBreak - 1] == '\r' ? lineBreak - 1 : lineBreak;
        if (lineEnd > _at)
        {
            Add(isCommentOnly || text[_at] == '#' ? TokenKind.Comment : TokenKind.Stray, lineEnd);
        }
    }

    private bool AddLineBreak()
    {
        var length = Ahead(0) == '\n' ? 1 : Ahead(0) == '\r' && Ahead(1) == '\n' ? 2 : 0;
        if (length > 0)
        {
            Add(TokenKind.LineBreak, _at + length);
        }

        return length > 0;
    }

    private int AddSpaces() => AddBlank(withTabs: false);

    private int AddBlank(bool withTabs = true)
    {
        var at = _at;
        while (Character(at) == ' ' || (withTabs && Character(at) == '\t'))
        {
            at++;
        }

        var length = at - _at;
        if (length > 0)
        {
            Add(TokenKind.Blank, at);
        }

        return length;
    }

    private void Add(TokenKind kind, int to)
    {
        _tokens.Add(new Token(kind, _at, to, _column));
        switch (kind)
        {
            case TokenKind.LineBreak:
                (_isLineStart, _column) = (true, 0);
                break;
            case TokenKind.Blank:
                _column += _isLineStart && text[_at] == ' ' ? to - _at : 0;
                break;
            case TokenKind.Dash or TokenKind.KeyMark or TokenKind.Colon:
                _column += _isLineStart ? to - _at : 0;
                break;
            case TokenKind.Cut:
                break;
            default:
                _isLineStart = false;
                break;
        }

        _at = to;
    }

    private static TokenKind? IndicatorKind(int c) => c switch
    {
        '-' => TokenKind.Dash,
        '?' => TokenKind.KeyMark,
        ':' => TokenKind.Colon,
        _ => null,
    };

    private int Ahead(int count) => Character(_at + count);

    private int Character(int at) => at >= 0 && at < end ? text[at] : None;

    private int IndexOf(char c, int from) => from < end ? text.IndexOf(c, from, end - from) : -1;
}

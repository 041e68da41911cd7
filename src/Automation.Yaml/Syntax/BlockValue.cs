using System.Text;

namespace Automation.Yaml.Syntax;

/// <summary>The value of a block of text.</summary>
internal sealed class BlockValue
{
    private readonly string _text;
    private readonly BlockSyntax _block;
    private readonly List<Line> _lines = [];
    private readonly bool _isFolded;
    private int _indicator;
    private char _chomping;

    private BlockValue(string text, BlockSyntax block)
    {
        (_text, _block) = (text, block);
        _isFolded = text[block.Start] == '>';
        ReadHeader();
        if (block.Text is { IsEmpty: false } lines)
        {
            ReadLines(lines.Start, lines.End);
        }
    }

    /// <param name="isRoot">Whether it is the whole document, where it need not be indented.</param>
    public static string Of(string text, BlockSyntax block, bool isRoot) => new BlockValue(text, block).Read(isRoot);

    private string Read(bool isRoot)
    {
        var end = _lines.Count;
        while (end > 0 && _lines[end - 1].IsBlank(_text))
        {
            end--;
        }

        if (end == 0)
        {
            return _chomping == '+' && _lines.Count > 0 ? new string('\n', Math.Max(1, _lines.Count - 1)) : "";
        }

        var (first, indent) = FirstLine(end, isRoot);

        // Blank lines at the end that are indented further are text.
        for (var i = _lines.Count - 1; i >= end; i--)
        {
            if (_lines[i].Indent > indent)
            {
                end = i + 1;
                break;
            }
        }

        var value = new StringBuilder();
        for (var i = 0; i < first; i++)
        {
            value.Append(Spaces(_lines[i], indent)).Append('\n');
        }

        Join(value, first, end, indent);
        return Chomp(value, end, indent).ToString();
    }

    private (int First, int Indent) FirstLine(int end, bool isRoot)
    {
        var indent = _block.Indent + _indicator;
        for (var i = 0; i < end; i++)
        {
            var line = _lines[i];
            if (line.IsBlank(_text))
            {
                indent = _indicator == 0 ? Math.Max(indent, line.Indent) : indent;
                continue;
            }

            if (line.Indent < indent)
            {
                throw new SyntaxException(_text[line.Content] == '\t' ? SyntaxFault.BlockTooFarLeft : SyntaxFault.BlockStartsBlank, line.Content, line.End);
            }

            indent = _indicator == 0 ? line.Indent : indent;
            return indent == 0 && !isRoot ? throw new SyntaxException(SyntaxFault.BlockTooFarLeft, line.Content, line.End) : (i, indent);
        }

        return (0, indent);
    }

    private void Join(StringBuilder value, int first, int end, int indent)
    {
        var (separator, wasFurther) = ("", false);
        for (var i = first; i < end; i++)
        {
            var line = _lines[i];
            var content = line.ContentOf(_text);
            if (!content.IsEmpty && line.Indent < indent)
            {
                throw new SyntaxException(SyntaxFault.BlockTooFarLeft, line.Content, line.End);
            }

            if (!_isFolded)
            {
                value.Append(separator).Append(Spaces(line, indent)).Append(content);
                separator = "\n";
            }
            else if (line.Indent > indent || content.StartsWith("\t"))
            {
                separator = separator == " " ? "\n" : !wasFurther && separator == "\n" ? "\n\n" : separator;
                value.Append(separator).Append(Spaces(line, indent)).Append(content);
                (separator, wasFurther) = ("\n", true);
            }
            else if (content.IsEmpty)
            {
                value.Append(separator == "\n" ? "\n" : "");
                separator = "\n";
            }
            else
            {
                value.Append(separator).Append(content);
                (separator, wasFurther) = (" ", false);
            }
        }
    }

    // Without a chomping indicator, a text ends with a line break even if its file does not.
    private StringBuilder Chomp(StringBuilder value, int end, int indent)
    {
        switch (_chomping)
        {
            case '-':
                return value;
            case '+':
                for (var i = end; i < _lines.Count; i++)
                {
                    value.Append('\n').Append(Spaces(_lines[i], indent));
                }

                return value is [.., '\n'] ? value : value.Append('\n');
            default:
                return value.Append('\n');
        }
    }

    private void ReadHeader()
    {
        for (var at = _block.Start + 1; at < _block.Indicator.End; at++)
        {
            var c = _text[at];
            if (_chomping == '\0' && c is '-' or '+')
            {
                _chomping = c;
            }
            else if (_indicator == 0 && c is >= '1' and <= '9')
            {
                _indicator = c - '0';
            }
            else
            {
                throw new SyntaxException(SyntaxFault.BlockHeader, at, _block.Indicator.End);
            }
        }
    }

    private void ReadLines(int start, int end)
    {
        while (true)
        {
            var lineBreak = _text.IndexOf('\n', start, end - start);
            var lineEnd = lineBreak < 0 ? end : lineBreak;
            var content = start;
            while (content < lineEnd && _text[content] == ' ')
            {
                content++;
            }

            _lines.Add(new Line(start, content, lineEnd));
            if (lineBreak < 0)
            {
                return;
            }

            start = lineBreak + 1;
        }
    }

    private ReadOnlySpan<char> Spaces(Line line, int indent) => line.Indent > indent ? _text.AsSpan(line.Start + indent, line.Indent - indent) : [];

    /// <summary>A line without its line break.</summary>
    private readonly record struct Line(int Start, int Content, int End)
    {
        public int Indent => Content - Start;

        public bool IsBlank(string text) => Content == End || (Content == End - 1 && text[Content] == '\r');

        public ReadOnlySpan<char> ContentOf(string text) => text.AsSpan(Content, End - Content - (End > Content && text[End - 1] == '\r' ? 1 : 0));
    }
}

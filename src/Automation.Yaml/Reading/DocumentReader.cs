using Automation.Yaml.Nodes;
using Automation.Yaml.Syntax;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Reading;

/// <summary>Creates the values of a document from its tree, and stops at the first error or exceeded limit.</summary>
internal sealed partial class DocumentReader
{
    // Longer keys are rejected by the library that Backstage uses, as YAML 1.2 requires.
    private const int LongestKey = 1024;

    private readonly string _text;
    private readonly DocumentSlice _slice;
    private readonly int _mostNodes;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly TokenRuns _runs;
    private readonly TreeBuilder _tree;
    private readonly PropertyReader _properties;
    private readonly Dictionary<string, Anchor?> _anchors = new(StringComparer.Ordinal);
    private readonly List<YamlProblem> _problems = [];
    private bool _isReading;
    private bool _isRoot = true;
    private int _depth;
    private int _nodes;
    private int _aliases;

    private DocumentReader(string text, DocumentSlice slice, int mostNodes)
    {
        var tokenizer = new Tokenizer(text, slice.Start, slice.End);
        (_text, _slice, _mostNodes, _tokens) = (text, slice, mostNodes, tokenizer.Tokens);
        _runs = new TokenRuns(_tokens);
        _tree = new TreeBuilder(text, tokenizer, mostNodes);
        _properties = new PropertyReader(text, _tokens);
    }

    public static YamlDocument Read(string text, DocumentSlice slice, int index, int mostNodes) => slice.Problem is null
        ? new DocumentReader(text, slice, mostNodes).Read(index)
        : new YamlDocument(index, slice.Start, null, [slice.Problem]);

    private YamlDocument Read(int index)
    {
        YamlNode? root = null;
        try
        {
            root = ReadDocument(_tree.Build());
        }
        catch (SyntaxException stop)
        {
            _problems.Add(SyntaxAdvice.Explain(_text, _slice, FaultBefore(stop) ?? stop));
        }
        catch (ProblemException stop)
        {
            _problems.Add(stop.Problem);
        }

        return new YamlDocument(index, root?.Start ?? _slice.Start, _problems.Count == 0 ? root : null, GluedMarker.Explain(_text, _slice, _problems));
    }

    // A structural error can have a cause further up, which has to be corrected. Brackets are then open only because they were
    // not read to their end.
    private SyntaxException? FaultBefore(SyntaxException stop)
    {
        if (_isReading || stop.Fault is SyntaxFault.TooDeep or SyntaxFault.TooManyValues)
        {
            return null;
        }

        try
        {
            ReadDocument(_tree.Finish());
        }
        catch (SyntaxException earlier) when (earlier.Start < stop.Start && earlier.Fault != SyntaxFault.OpenBracket)
        {
            return earlier;
        }
        catch (Exception e) when (e is SyntaxException or ProblemException)
        {
            return null;
        }
        finally
        {
            _problems.Clear();
        }

        return null;
    }

    private YamlNode? ReadDocument(DocumentSyntax document)
    {
        _isReading = true;
        var properties = _properties.Read(document.Before, new PropertyPlace(TokenKind.Marker, _slice.Start, 0) { Next = document.Value, StartsLine = true });
        if (properties.Indicator is not null && document.Value is CollectionSyntax { IsBlock: true } && !properties.HasLineBreak)
        {
            throw new SyntaxException(SyntaxFault.OnMarkerLine, document.Value.Start, document.Value.Start);
        }

        return document.Value is not null || properties.HasAny ? Read(document.Value, properties, properties.End) : null;
    }

    /// <summary>Reads a value, or an empty one at an offset.</summary>
    private YamlNode Read(SyntaxNode? node, Properties properties, int empty)
    {
        var start = properties.StartOf(node?.Start ?? empty);
        if (++_nodes > _mostNodes)
        {
            throw TooManyNodes(start);
        }

        if (node is TextSyntax { Token.Kind: TokenKind.Alias } alias)
        {
            return ReadAlias(alias, properties);
        }

        // An anchor that is still open is null: an alias inside its own value has no target.
        var anchor = properties.Anchor is { } token ? NameOf(token) : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        var tag = properties.Tag is { } written ? TagReader.Resolve(_text, written, _slice.Tags) : null;
        YamlNode value = node switch
        {
            null => Scalar("", YamlScalarStyle.Plain, tag, start, Math.Max(start, properties.HasAny ? EndOf(properties) : start)),
            TextSyntax text => ReadText(text, tag, start),
            BlockSyntax block => ReadBlock(block, tag, start),
            CollectionSyntax { Kind: CollectionKind.BlockMap } map => ReadMap(map, tag, start),
            CollectionSyntax { Kind: CollectionKind.BlockList } list => ReadList(list, properties, tag, start),
            CollectionSyntax brackets => ReadBrackets(brackets, tag, start),
            _ => throw new InvalidOperationException(),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = new Anchor(value);
        }

        return value;
    }

    private YamlNode ReadText(TextSyntax text, string? tag, int start)
    {
        var (kind, from, end, _) = text.Token;
        CheckTrailing(text.Trailing);
        switch (kind)
        {
            case TokenKind.SingleQuoted:
                CheckQuotes(text.Token);
                return Scalar(ScalarValues.SingleQuoted(_text.AsSpan(from + 1, end - from - 2)), YamlScalarStyle.SingleQuoted, tag, start, end);
            case TokenKind.DoubleQuoted:
                CheckQuotes(text.Token);
                return Scalar(ScalarValues.DoubleQuoted(_text, from + 1, end - 1), YamlScalarStyle.DoubleQuoted, tag, start, end);
            default:
                if (end > from && _text[from] is '\t' or ',' or '%' or '|' or '>' or '@' or '`')
                {
                    throw new SyntaxException(SyntaxFault.ReservedStart, from, end);
                }

                return Scalar(ScalarValues.Fold(_text.AsSpan(from, end - from)), YamlScalarStyle.Plain, tag, start, end);
        }
    }

    private YamlNode ReadBlock(BlockSyntax block, string? tag, int start)
    {
        if (!block.Header.IsEmpty && _tokens[block.Header.From].Kind == TokenKind.Comment)
        {
            throw new SyntaxException(SyntaxFault.BlockHeader, block.Indicator.Start, block.Indicator.End);
        }

        var value = BlockValue.Of(_text, block, _isRoot);
        var end = block.Text is { IsEmpty: false } lines ? lines.End : block.Indicator.End;
        end = block.Start + _text.AsSpan(block.Start, end - block.Start).TrimEnd(" \t\r\n").Length;
        return Scalar(value, YamlScalarStyle.Block, tag, start, end);
    }

    private YamlNode Scalar(string text, YamlScalarStyle style, string? tag, int start, int end)
    {
        var (type, value, problem) = ScalarTyping.TypeOf(text, style, tag, _slice.Version);
        if (problem is not null)
        {
            throw new ProblemException(new YamlProblem(YamlProblemKind.Syntax, problem, start, end));
        }

        return type == YamlType.Binary ? new YamlBinary(start, end)
            : new YamlScalar(value, type, style, start, end) { Number = type == YamlType.Number ? Numbers.ValueOf(value, _slice.Version) : double.NaN };
    }

    private YamlNode ReadAlias(TextSyntax alias, Properties properties)
    {
        var (_, start, end, _) = alias.Token;
        if (properties.HasAny)
        {
            throw new SyntaxException(SyntaxFault.Alias, start, end);
        }

        CheckTrailing(alias.Trailing);
        var name = NameOf(alias.Token);
        if (!_anchors.TryGetValue(name, out var anchor) || anchor is null)
        {
            throw Stop(
                YamlProblemKind.UndefinedAlias,
                $"The alias '*{SyntaxAdvice.Short(name)}' has no anchor of that name before it. Write the value out, or add the anchor to the value.",
                start,
                end);
        }

        if (++_aliases > YamlLimits.Aliases || anchor.Use() > YamlLimits.AnchorUses)
        {
            throw Stop(
                YamlProblemKind.TooManyAliases,
                $"The document uses aliases more than {YamlLimits.Aliases} times, which could exhaust the memory of a reader. Write the values out.",
                start,
                end);
        }

        var node = anchor.Target.At(start, end, anchor);
        Weigh(_nodes + (long)node.Weight, start);
        _nodes += node.Weight - 1;
        return node;
    }

    private string NameOf(Token token) => token.End - token.Start > 1
        ? _text[(token.Start + 1)..token.End]
        : throw new SyntaxException(SyntaxFault.Alias, token.Start, token.End);

    private int Weigh(long weight, int start) => weight <= _mostNodes
        ? (int)weight
        : throw Stop(
            YamlProblemKind.TooManyAliases,
            $"With every alias written out, the document has more than {YamlLimits.Nodes:N0} values, which could exhaust the memory of a reader. Write the "
            + "values out.",
            start,
            start);

    private void CheckQuotes(Token token)
    {
        if (token.End - token.Start < 2 || _text[token.End - 1] != _text[token.Start])
        {
            throw new SyntaxException(token.End == _slice.End ? SyntaxFault.OpenQuote : SyntaxFault.QuoteTooFarLeft, token.Start, token.End);
        }
    }

    // After a value, only a comment may follow on the same line.
    private void CheckTrailing(TokenRun trailing)
    {
        var hasBlank = false;
        for (var i = trailing.From; i < trailing.To; i++)
        {
            var token = _tokens[i];
            if (token.Kind is TokenKind.Blank or TokenKind.LineBreak)
            {
                hasBlank = true;
            }
            else if (token.Kind != TokenKind.Comment || !hasBlank)
            {
                throw new SyntaxException(token.Kind == TokenKind.Comment ? SyntaxFault.NoBlank : SyntaxFault.AfterValue, token.Start, token.End);
            }
        }
    }

    private static int EndOf(Properties properties) => Math.Max(properties.Anchor?.End ?? 0, properties.Tag?.End ?? 0);

    private static ProblemException TooManyNodes(int at) =>
        Stop(YamlProblemKind.TooManyNodes, SyntaxAdvice.TooManyValues, at, at);

    private static ProblemException Stop(YamlProblemKind kind, string message, int start, int end) => new(new YamlProblem(kind, message, start, end));

    /// <summary>Ends the reading of one document, from any depth.</summary>
    private sealed class ProblemException(YamlProblem problem) : Exception(problem.Message)
    {
        public YamlProblem Problem => problem;
    }
}

namespace Automation.Templates.Language.Values;

/// <summary>A value of the template language. Its values are those of JavaScript: <see cref="JavaScript"/> has their conversions.</summary>
public abstract record TemplateValue
{
    public static readonly TemplateValue Undefined = new None("undefined");

    /// <summary>JavaScript's null.</summary>
    public static readonly TemplateValue Null = new None("null");

    public static readonly TemplateValue True = new Boolean(true);

    public static readonly TemplateValue False = new Boolean(false);

    public static readonly TemplateValue Empty = new Text("");

    private TemplateValue()
    {
    }

    /// <summary>Whether this is undefined or null.</summary>
    public bool IsNothing => this is None;

    /// <summary>A boolean.</summary>
    public static TemplateValue Of(bool value) => value ? True : False;

    public static TemplateValue Of(double value) => new Number(value);

    /// <summary>A text; null is undefined.</summary>
    public static TemplateValue Of(string? value) => value is null ? Undefined : new Text(value);

    public static TemplateValue Of(IEnumerable<TemplateValue> items) => new List([.. items]);

    /// <summary>Undefined, or null.</summary>
    public sealed record None(string Name) : TemplateValue;

    /// <summary>True or false.</summary>
    public sealed record Boolean(bool Value) : TemplateValue;

    public sealed record Number(double Value) : TemplateValue;

    /// <summary>A text. <paramref name="IsSafe"/> marks one that <c>escape</c> leaves alone; in JavaScript that is an object, no string.</summary>
    public sealed record Text(string Value, bool IsSafe = false) : TemplateValue;

    /// <summary>An array, which the template may change.</summary>
    public sealed record List(List<TemplateValue> Items) : TemplateValue;

    /// <summary>An object.</summary>
    public sealed record Map(MapEntries Entries) : TemplateValue
    {
        public Map() : this(new MapEntries())
        {
        }
    }

    /// <summary>A regular expression: <c>r/source/flags</c>. Each evaluation makes a new one, because it has a state.</summary>
    public sealed record Pattern(BoundedRegex Expression) : TemplateValue
    {
        // Where the next match starts with the flags g and y.
        private int _lastIndex;

        private bool IsGlobal => Expression.Flags.Contains('g');

        private bool IsSticky => Expression.Flags.Contains('y');

        /// <summary><c>pattern.test(text)</c>.</summary>
        internal bool Test(string text, CallSite at)
        {
            var start = IsGlobal || IsSticky ? _lastIndex : 0;
            var end = start <= text.Length ? Expression.EndOfMatch(text, start, at) : null;
            _lastIndex = end is { } last && (IsGlobal || IsSticky) ? last : 0;
            return end is not null;
        }

        /// <summary><c>text.replace(pattern, replacement)</c>.</summary>
        internal string Replace(string text, string replacement, CallSite at)
        {
            if (IsGlobal || !IsSticky)
            {
                _lastIndex = IsGlobal ? 0 : _lastIndex;
                return Expression.Replace(text, replacement, 0, at);
            }

            var start = _lastIndex;
            return Test(text, at) ? Expression.Replace(text, replacement, start, at) : text;
        }
    }

    /// <summary>A callable value: a macro, a global function or a method of a value.</summary>
    internal sealed record Function(Func<CallArguments, TemplateValue> Call, bool IsMacro = false) : TemplateValue;
}

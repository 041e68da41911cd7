using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>A filter: the value before the bar, and the arguments after its name.</summary>
internal delegate TemplateValue TemplateFilter(TemplateValue input, CallArguments arguments, RenderBudget budget);

/// <summary>A method of a value, and how many arguments it takes.</summary>
internal sealed record Method<T>(int Least, int Most, TemplateMethod<T> Body);

/// <summary>What all methods have in common.</summary>
internal static class Method
{
    public const int AnyNumber = int.MaxValue;
}

/// <summary>What a method does.</summary>
internal delegate TemplateValue TemplateMethod<in T>(T self, CallArguments arguments, RenderBudget budget);

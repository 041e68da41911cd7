using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Schema;

/// <summary>The schema of a value: the part of JSON Schema that the descriptors' schemas use, with findings instead of errors.</summary>
internal abstract class Shape
{
    /// <summary>Text of at least one character; white space is enough.</summary>
    public static Shape Text { get; } = new TextShape(MayBeEmpty: false);

    public static Shape AnyText { get; } = new TextShape(MayBeEmpty: true);

    public static Shape Map { get; } = new MapShape([], null);

    public static Shape Anything { get; } = new AnyShape();

    public static Shape TextOrBoolean { get; } = new TextOrBooleanShape();

    /// <summary>What the value must be, as in messages after "must be".</summary>
    public abstract string Expected { get; }

    /// <summary>Reports the problems of a value.</summary>
    public void Check(Place place, FindingCollector findings, bool isRequired = false)
    {
        if (place.Value.IsNull && this is not AnyShape)
        {
            FieldRules.ReportNull(findings, place, isRequired);
        }
        else
        {
            CheckValue(place, findings, isRequired);
        }
    }

    public static Shape ListOf(Shape item) => new ListShape(item);

    public static Shape MapOf(Shape value) => new MapOfShape(value);

    public static Shape MapWith(params Field[] fields) => new MapShape(fields, null);

    /// <summary>A map with known fields, whose other fields must have a shape too.</summary>
    public static Shape MapWithOthers(Shape others, params Field[] fields) => new MapShape(fields, others);

    public static Shape OneOf(params string[] allowed) => new OneOfShape(allowed);

    public static Shape ListOrSingle(Shape item) => new ListOrSingleShape(item);

    protected abstract void CheckValue(Place place, FindingCollector findings, bool isRequired);

    private sealed class AnyShape : Shape
    {
        public override string Expected => "anything";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
        }
    }

    private sealed class TextShape(bool MayBeEmpty) : Shape
    {
        public override string Expected => "text";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Text is not { } text)
            {
                FieldRules.ReportWrongType(findings, place, Expected, ExpectedType.Text);
            }
            else if (text.Length == 0 && !MayBeEmpty)
            {
                FieldRules.ReportEmpty(findings, place, isRequired);
            }
        }
    }

    private sealed class TextOrBooleanShape : Shape
    {
        public override string Expected => "text or a boolean";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Value.Type is not (YamlType.String or YamlType.Boolean))
            {
                FieldRules.ReportWrongType(findings, place, Expected, ExpectedType.Text);
            }
        }
    }

    private sealed class OneOfShape(string[] allowed) : Shape
    {
        public override string Expected => string.Join(" or ", allowed);

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Text is not { } text)
            {
                FieldRules.ReportWrongType(findings, place, "text", ExpectedType.Text);
            }
            else if (!allowed.Contains(text, StringComparer.Ordinal))
            {
                FieldRules.ReportNotAllowed(findings, place, text, allowed);
            }
        }
    }

    private sealed class ListShape(Shape item) : Shape
    {
        public override string Expected => "a list";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Value is not YamlSequence)
            {
                FieldRules.ReportWrongType(findings, place, Expected);
                return;
            }

            foreach (var element in place.Items())
            {
                item.Check(element, findings, isRequired: true);
            }
        }
    }

    private sealed class ListOrSingleShape(Shape item) : Shape
    {
        private readonly Shape _list = ListOf(item);

        public override string Expected => $"{item.Expected} or a list";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired) =>
            (place.Value is YamlSequence ? _list : item).Check(place, findings, isRequired);
    }

    private sealed class MapOfShape(Shape value) : Shape
    {
        public override string Expected => "a map";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Value is not YamlMapping)
            {
                FieldRules.ReportWrongType(findings, place, Expected, ExpectedType.Map);
                return;
            }

            foreach (var field in place.Fields())
            {
                value.Check(field, findings);
            }
        }
    }

    private sealed class MapShape(Field[] fields, Shape? others) : Shape
    {
        public override string Expected => "a map";

        protected override void CheckValue(Place place, FindingCollector findings, bool isRequired)
        {
            if (place.Value is not YamlMapping)
            {
                FieldRules.ReportWrongType(findings, place, Expected, ExpectedType.Map);
                return;
            }

            foreach (var field in fields)
            {
                if (place.Field(field.Name) is { } found)
                {
                    field.Shape.Check(found, findings, field.IsRequired);
                }
                else if (field.IsRequired)
                {
                    FieldRules.ReportMissing(findings, place, field.Name, field.Meaning);
                }
            }

            if (others is not null)
            {
                foreach (var other in place.Fields().Where(p => Array.TrueForAll(fields, f => f.Name != p.Pointer.Last)))
                {
                    others.Check(other, findings);
                }
            }
        }
    }
}

/// <summary>One field of a map.</summary>
/// <param name="Shape">The schema of its value.</param>
/// <param name="IsRequired">Whether the map must have it.</param>
/// <param name="Meaning">A short description.</param>
internal sealed record Field(string Name, Shape Shape, bool IsRequired = false, string Meaning = "")
{
    public static Field Required(string name, Shape shape, string meaning) => new(name, shape, true, meaning);

    public static Field Optional(string name, Shape shape) => new(name, shape);
}

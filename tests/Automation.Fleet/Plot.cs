using System.Globalization;
using System.Text;

namespace Automation.Fleet;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points, by their horizontal values.</param>
public sealed record PlotLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A plot of lines as SVG that can be read on light and on dark pages.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Horizontal">What the horizontal axis is.</param>
/// <param name="Vertical">What the vertical axis is.</param>
/// <param name="Lines">The lines.</param>
public sealed record Plot(string Title, string Horizontal, string Vertical, IReadOnlyList<PlotLine> Lines)
{
    private const int Width = 720;
    private const int Height = 360;
    private const int Left = 70;
    private const int Right = 150;
    private const int Top = 40;
    private const int Bottom = 50;
    private const int Ticks = 5;

    private const string Style =
        """
        <style>
          text { font: 12px sans-serif; fill: #24292f } .title { font-size: 15px } .grid { stroke: #d0d7de } path { fill: none; stroke-width: 2 }
          .c0 { stroke: #0969da } .c1 { stroke: #cf222e } .c2 { stroke: #1a7f37 } .c3 { stroke: #9a6700 } .c4 { stroke: #8250df } .c5 { stroke: #57606a }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .grid { stroke: #30363d }
            .c0 { stroke: #58a6ff } .c1 { stroke: #ff7b72 } .c2 { stroke: #3fb950 } .c3 { stroke: #d29922 } .c4 { stroke: #bc8cff } .c5 { stroke: #8b949e }
          }
        </style>
        """;

    private const int Colours = 6;

    /// <summary>Whether both axes are logarithmic: rates are doubled, and latencies differ by powers of ten.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Where the horizontal axis ends; null for the last point.</summary>
    public double? End { get; init; }

    /// <summary>Into how many parts the horizontal axis is divided.</summary>
    public int Parts { get; init; } = Ticks;

    /// <summary>The plot as SVG.</summary>
    public string ToSvg()
    {
        var points = Lines.SelectMany(l => l.Points).ToList();
        var x = Axis.Of(points.Select(p => p.X).Concat(End is { } end ? [end] : []), IsLogarithmic);
        var y = Axis.Of(points.Select(p => p.Y), IsLogarithmic).Rounded();
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ");
        svg.Append($"viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Title}\">\n{Style}\n");
        svg.Append($"<text class=\"title\" x=\"{Left}\" y=\"18\">{Title}</text>\n");
        svg.Append($"<text x=\"{Left}\" y=\"{Height - 8}\">{Horizontal}</text><text x=\"{Left}\" y=\"{Top - 6}\">{Vertical}</text>\n");
        for (var i = 0; i <= Ticks; i++)
        {
            var v = Py((double)i / Ticks);
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" y1=\"{v:0.#}\" x2=\"{Width - Right}\" y2=\"{v:0.#}\"/>");
            svg.Append($"<text x=\"{Left - 8}\" y=\"{v + 4:0.#}\" text-anchor=\"end\">{Shown(y.At((double)i / Ticks))}</text>\n");
        }

        for (var i = 0; i <= Parts; i++)
        {
            var (h, at) = (Px((double)i / Parts), Shown(x.At((double)i / Parts)));
            svg.Append($"<text x=\"{h:0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{at}</text>\n");
        }

        foreach (var (i, line) in Lines.Index())
        {
            var path = string.Join(' ', line.Points.Select((p, n) => $"{(n == 0 ? 'M' : 'L')}{Px(x.Share(p.X)):0.#} {Py(y.Share(p.Y)):0.#}"));
            var legend = Top + 14 + (i * 20);
            svg.Append($"<path class=\"c{i % Colours}\" d=\"{path}\"/>");
            svg.Append($"<path class=\"c{i % Colours}\" d=\"M{Width - Right + 12} {legend - 4} h20\"/>");
            svg.Append($"<text x=\"{Width - Right + 38}\" y=\"{legend}\">{line.Name}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double Px(double share) => Left + (share * (Width - Left - Right));

    private static double Py(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    private static string Shown(double value) => value.ToString(value >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture);

    private sealed record Axis(double Least, double Most, bool IsLogarithmic)
    {
        private static readonly double[] Steps = [1, 2, 3, 4, 5, 6, 8, 10];

        /// <summary>With an end at which all ticks are round; a logarithmic one stays.</summary>
        public Axis Rounded()
        {
            if (IsLogarithmic || Least < 0)
            {
                return this;
            }

            var power = Math.Pow(10, Math.Floor(Math.Log10(Most / Ticks)));
            return this with { Most = Ticks * power * Steps.First(s => s * power * Ticks >= Most * (1 - 1e-9)) };
        }

        public static Axis Of(IEnumerable<double> values, bool isLogarithmic)
        {
            var all = values.DefaultIfEmpty(1).ToList();
            var (least, most) = (isLogarithmic ? all.Min() : Math.Min(0, all.Min()), all.Max());
            return new Axis(least, most > least ? most : least + 1, isLogarithmic);
        }

        public double Share(double value) =>
            IsLogarithmic ? Math.Log(value / Least) / Math.Log(Most / Least) : (value - Least) / (Most - Least);

        public double At(double share) => IsLogarithmic ? Least * Math.Pow(Most / Least, share) : Least + (share * (Most - Least));
    }
}

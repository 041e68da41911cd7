using System.Globalization;

namespace Automation.Rendering.Launching;

/// <summary>What a launcher is to execute, as its arguments.</summary>
internal sealed record LaunchRequest
{
    /// <summary>The first argument of a program that is to be a launcher. Not an option: people do not use it.</summary>
    public const string Marker = "__render-tool";

    private const int Fixed = 7;

    /// <summary>The folder that the tool may read and write, with <see cref="WorkFolder"/> and <see cref="OutputFolder"/> in it.</summary>
    public required string Scratch { get; init; }

    /// <summary>The program.</summary>
    public required string Tool { get; init; }

    /// <summary>Another program that the tool may execute; empty for none.</summary>
    public string Other { get; init; } = "";

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The most data in memory, in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>The most seconds of computing.</summary>
    public required int Seconds { get; init; }

    /// <summary>The most bytes of a file that it writes; its output is one.</summary>
    public required long FileSize { get; init; }

    /// <summary>Whether the kernel has to confine it to its folder.</summary>
    public bool MustBeConfined { get; init; }

    /// <summary>The folder below the scratch folder with the files of the repository.</summary>
    public const string WorkFolder = "files";

    /// <summary>The folder below the scratch folder with the output and temporary files.</summary>
    public const string OutputFolder = "out";

    /// <summary>The file with what the tool printed.</summary>
    public const string Output = OutputFolder + "/output";

    /// <summary>The file with what the tool printed about errors.</summary>
    public const string Errors = OutputFolder + "/errors";

    /// <summary>As arguments.</summary>
    public IReadOnlyList<string> ToArguments() =>
        [
            Marker,
            Memory.ToString(CultureInfo.InvariantCulture),
            Seconds.ToString(CultureInfo.InvariantCulture),
            FileSize.ToString(CultureInfo.InvariantCulture),
            MustBeConfined ? "confined" : "",
            Scratch,
            Other,
            Tool,
            .. Arguments,
        ];

    /// <summary>From arguments; null if they are not those of a launcher.</summary>
    public static LaunchRequest? Parse(IReadOnlyList<string> arguments) =>
        arguments.Count > Fixed && arguments[0] == Marker
            && long.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var memory)
            && int.TryParse(arguments[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && long.TryParse(arguments[3], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new LaunchRequest
            {
                Memory = memory,
                Seconds = seconds,
                FileSize = size,
                MustBeConfined = arguments[4].Length > 0,
                Scratch = arguments[5],
                Other = arguments[6],
                Tool = arguments[7],
                Arguments = [.. arguments.Skip(Fixed + 1)],
            }
            : null;
}

namespace Automation.Jobs.Inference;

/// <summary>Whether a sentence says what something is. The first paragraph of a README often says how to start, whom to thank, or where to read on.</summary>
internal static class PurposeText
{
    private const int MostWords = 14;
    private const int LongestSubject = 60;

    // Beginnings of sentences about something else.
    private static readonly HashSet<string> Elsewhere = new(
        [
            "see", "run", "to", "click", "please", "we", "you", "i", "if", "follow", "licensed", "copyright", "check", "visit", "read", "thanks", "thank",
            "welcome",
            "first", "download", "install", "make", "problem", "when", "here", "how", "looking", "want", "join", "before", "after", "for", "documentation",
            "used",
            "built", "status", "currently", "it", "they", "these", "there", "go", "clone", "get", "using", "use", "all", "what", "why", "find", "view",
            "follow",
            "note", "at", "in", "as", "on", "since", "once", "now", "latest", "requires", "supports", "created", "made", "developed", "maintained", "published",
            "available", "need", "have", "start", "hi", "hello", "hey", "our", "my", "or", "add", "todo", "tbd",
        ],
        StringComparer.OrdinalIgnoreCase);

    // What generators of projects write: uv, Spring Initializr, Flutter, Laravel, Angular, npm.
    private static readonly string[] Generated =
    [
        "Add your description here", "Demo project for Spring Boot", "A new Flutter project", "The skeleton application for the Laravel framework", "My new",
        "This project was generated with", "This project was bootstrapped with", "This is a Next.js project bootstrapped with",
        "This template should help get you started",
        "This template provides a minimal setup", "This is an empty", "Package description", "Description of", "A short description", "Your description",
        "The Symfony",
        "This file", "This page", "This README", "This directory", "This folder", "The following", "The LinuxServer.io team",
    ];

    private static readonly string[] Verbs =
        [" is a ", " is an ", " is the ", " are ", " provides ", " lets you ", " allows ", " helps ", " enables ", " contains ", " implements ",
            " makes it ", " manages ", " walks you ", " to provide "];

    private static readonly HashSet<string> Nouns = new(
        [
            "module", "tool", "tools", "toolkit", "app", "application", "client", "package", "packages", "collection", "set", "implementation", "system",
            "platform",
            "engine", "generator", "parser", "utility", "utilities", "program", "extension", "provider", "repository", "configuration", "library",
            "framework", "sdk",
            "plugin", "cli", "service", "server", "microservice", "operator", "controller", "exporter", "daemon", "backend", "bot", "gateway", "proxy",
            "api", "website",
            "site", "blog", "frontend", "dashboard", "portal", "action", "chart", "charts", "image", "images", "manager", "editor", "viewer", "browser",
            "database", "runner", "linter",
            "formatter", "compiler", "interface", "clone", "alternative", "language", "wrapper", "bindings", "middleware", "component", "components", "helper",
            "helpers", "functions", "webserver", "analyzer", "driver", "monitor", "scanner", "simulator", "emulator", "demo", "sample", "example",
            "infrastructure", "manifests", "scripts",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the text is about something else than what this is, or is one that a generator of projects has written.</summary>
    public static bool IsElsewhere(string text) =>
        Elsewhere.Contains(FirstWord(text)) || Generated.Any(g => text.StartsWith(g, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether its first sentence says what this is.</summary>
    /// <param name="title">What this is called; null if that is not known.</param>
    public static bool IsIn(string text, string? title)
    {
        var sentence = First(text);
        return !IsElsewhere(text) && sentence.Split(' ').Any(w => w.Length > 0 && char.IsLower(w[0]))
            && (IsOf(text, title) || sentence.StartsWith("A ", StringComparison.Ordinal) || sentence.StartsWith("An ", StringComparison.Ordinal)
                || (!sentence.StartsWith("This ", StringComparison.Ordinal) && HasNoun(sentence)));
    }

    /// <summary>Whether its first sentence has the title, or 'this', as its subject, and says what it is.</summary>
    public static bool IsOf(string text, string? title)
    {
        var sentence = First(text);
        var verb = Verbs.Select(v => sentence.IndexOf(v, StringComparison.OrdinalIgnoreCase)).Where(i => i > 0).DefaultIfEmpty(-1).Min();
        return verb > 0 && verb < LongestSubject && !IsElsewhere(text) && !sentence.Contains(" the following", StringComparison.Ordinal)
            && (sentence.StartsWith("This ", StringComparison.Ordinal) || sentence.StartsWith("The goal of ", StringComparison.Ordinal)
                || (title is not null && IsSubject(Letters(sentence[..verb]), Letters(title))));
    }

    private static bool IsSubject(string subject, string title) =>
        subject.Length > 1 && (title.StartsWith(subject, StringComparison.OrdinalIgnoreCase) || subject.Contains(title, StringComparison.OrdinalIgnoreCase));

    private static bool HasNoun(string sentence) =>
        sentence.Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Any(w => Nouns.Contains(w.Trim('.', ':', '"', '!')));

    private static string First(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;

    /// <summary>The letters and digits of a text, which are what two spellings of a name have in common.</summary>
    public static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string FirstWord(string text)
    {
        var word = text.AsSpan().TrimStart("\"'*_([");
        var end = word.IndexOfAny(" ,:'’");
        return (end < 0 ? word : word[..end]).ToString();
    }
}

namespace Automation.Server.Hosting;

/// <summary>How the log is written.</summary>
internal enum LogFormat
{
    Text,
    Json,
}

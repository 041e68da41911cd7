using Automation.Rendering.Launching;
using Automation.Server.Commands;

// Before anything else: a launcher starts once for each application that is rendered.
if (ToolLauncher.IsRequested(args))
{
    return ToolLauncher.Run(args);
}

return await ServerProgram.InvokeAsync(args, Console.Out, Console.Error);

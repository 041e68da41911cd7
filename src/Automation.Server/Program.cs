using Automation.Server.Commands;

return await ServerProgram.InvokeAsync(args, Console.Out, Console.Error);

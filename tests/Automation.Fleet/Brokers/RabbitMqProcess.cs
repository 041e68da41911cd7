using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Automation.Fleet.Brokers;

/// <summary>A real RabbitMQ (Debian's package) with its data in a temporary folder. Both go with this process, however that ends.</summary>
public sealed class RabbitMqProcess : IBroker
{
    public const string Absent = "RabbitMQ is not installed: no /usr/lib/rabbitmq (Debian: apt-get install rabbitmq-server).";

    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // A port mapper of its own, in the foreground: the one that Erlang would start stays for ever. Reading ends with the process at the other end. The kill
    // of some shells knows no groups.
    private const string Script =
        """
        set -e
        data=$1 port=$2 distribution=$3 mapper=$4
        export HOME=$data RABBITMQ_MNESIA_BASE=$data/mnesia RABBITMQ_LOG_BASE=$data/log RABBITMQ_PID_FILE=$data/pid
        export RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins RABBITMQ_CONFIG_FILE=$data/rabbitmq RABBITMQ_NODENAME=fleet-$port@localhost
        export RABBITMQ_NODE_PORT=$port RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT=$distribution
        export ERL_EPMD_PORT=$mapper ERL_EPMD_ADDRESS=127.0.0.1
        mkdir -p "$data/log" "$data/mnesia"
        echo '[].' > "$data/enabled_plugins"
        echo 'disk_free_limit.absolute = 1MB' > "$data/rabbitmq.conf"
        cd "$data"
        exec 3<&0
        epmd < /dev/null > /dev/null 2>&1 &
        epmd=$!
        until epmd -names > /dev/null 2>&1; do sleep 0.05; done
        setsid /usr/lib/rabbitmq/bin/rabbitmq-server >> "$data/out" 2>&1 < /dev/null &
        server=$!
        echo "$server"
        cat <&3 > /dev/null
        env kill -9 -- "-$server" || true
        kill -9 "$epmd" || true
        wait || true
        rm -rf "$data"
        """;

    private readonly string _folder = $"/tmp/automation-fleet-{Guid.NewGuid():N}";
    private readonly string? _log;
    private readonly int _distribution = FreePort.Next();
    private readonly int _mapper = FreePort.Next();
    private Process? _shell;
    private int _group;

    /// <param name="folder">The folder that gets its log when it ends; null for none.</param>
    public RabbitMqProcess(string? folder)
    {
        if (!IsInstalled)
        {
            throw new FleetException(Absent);
        }

        _log = folder is null ? null : Path.Combine(folder, "rabbitmq.log");
        Directory.CreateDirectory(_folder);
    }

    public static bool IsInstalled { get; } = File.Exists(Program);

    public int Port { get; } = FreePort.Next();

    public IReadOnlyDictionary<string, string> SettingsAt(int port) => new Dictionary<string, string>
    {
        ["Queue__Transport"] = "rabbitmq",
        ["Queue__Address"] = $"amqp://guest:guest@127.0.0.1:{port}/",
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["-c", Script, "sh", _folder, .. new[] { Port, _distribution, _mapper }.Select(p => p.ToString())];
        _shell = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _group = int.Parse(await _shell.StandardOutput.ReadLineAsync(cancellationToken) ?? "0", CultureInfo.InvariantCulture);
        var waiting = Stopwatch.StartNew();
        while (!Accepts())
        {
            if (waiting.Elapsed > Patience || _shell.HasExited)
            {
                throw new FleetException($"RabbitMQ does not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "out"), cancellationToken)}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>
    /// Stops it in order and starts it again. What it has just declared is on the disk only then: a queue that is younger than RabbitMQ's tables on the disk
    /// (three minutes) may not come back after <see cref="Kill"/>, and blocks those that consume from it.
    /// </summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        Signal("-TERM");
        var waiting = Stopwatch.StartNew();
        while (Ends("pgrep", ["-g", $"{_group}", "beam.smp"]) == 0 && waiting.Elapsed < Patience)
        {
            await Task.Delay(100, cancellationToken);
        }

        Kill();
        await StartAsync(cancellationToken);
    }

    public void Kill()
    {
        Signal("-9");
        _shell!.Kill(entireProcessTree: true);
        _shell.WaitForExit();
        _shell.Dispose();
        _shell = null;
    }

    public void Dispose()
    {
        if (_log is not null && File.Exists(Path.Combine(_folder, "out")))
        {
            File.Copy(Path.Combine(_folder, "out"), _log, overwrite: true);
        }

        if (_shell is null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Signal(string signal) => Ends("kill", [signal, "--", $"-{_group}"]);

    private static int Ends(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    // The first bytes of AMQP 0-9-1; the broker answers once it is ready.
    private bool Accepts()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port) { ReceiveTimeout = 2000 };
            client.GetStream().Write("AMQP\0\0\u0009\u0001"u8);
            return client.GetStream().ReadByte() >= 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
